"""Which foreign sites may show an event's programme within their pages: none, until the office names them."""

import re
from datetime import datetime

from coopevents import ledger
from coopevents.events.facts import EventChanged
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject
from coopevents.i18n import _l
from coopevents.refusals import Refusal

ANY = "*"
LONGEST = 1000
OWN = "'self'"
_SITE = re.compile(r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,62}(?::\d{1,5})?")
_LOCAL = re.compile(r"http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?")


class SiteIsUnreadable(Refusal):
    """What names a site is its host, such as ``www.university.edu``."""

    sentence = _l("Write each site as its host alone, such as www.university.edu, one to a line.")


class SitesAreTooMany(Refusal):
    """A policy with thousands of sites is not read by every browser."""

    sentence = _l("These are too many sites. Use *.university.edu for all sites of one university.")


def sites_in(text: str) -> tuple[str, ...]:
    """The sites a text names, as origins of a policy; each once.

    Raises SiteIsUnreadable.
    """
    return tuple(dict.fromkeys(_origin(word) for word in text.replace(",", " ").split()))


def allow_sites(event: Event, text: str, *, now: datetime, actor: Actor) -> None:
    """Let exactly these sites show the event's programme; an empty text lets none.

    Raises SiteIsUnreadable or SitesAreTooMany.
    """
    sites = " ".join(sites_in(text))
    if len(sites) > LONGEST:
        raise SitesAreTooMany(field="sites")
    if sites == event.embed_sites:
        return
    changes = {"embed_sites": (event.embed_sites, sites)}
    event.embed_sites, event.changed_at = sites, now
    subject = Subject("event", event.id)
    ledger.record(
        EventChanged(at=now, actor=actor, subject=subject, unit_id=event.unit_id, event_id=event.id, changes=changes)
    )


def framing_policy(event: Event) -> str:
    """Who may show the event's programme, as ``frame-ancestors`` of a Content Security Policy: always we ourselves."""
    sites = "https:" if ANY in event.embed_sites.split() else event.embed_sites
    return " ".join(filter(None, (OWN, sites)))


def _origin(word: str) -> str:
    lowered = word.strip().lower().rstrip("/")
    if lowered == ANY or _LOCAL.fullmatch(lowered):
        return lowered
    host = lowered.removeprefix("https://")
    if not _SITE.fullmatch(host):
        raise SiteIsUnreadable(field="sites")
    return f"https://{host}"
