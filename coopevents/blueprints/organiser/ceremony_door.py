"""From the number in the address to the ceremony, and what every page about one needs."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.agreements.readers import Reader
from coopevents.blueprints.access import access, ensure_unit, present_actor
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.agreement_door import present_reader
from coopevents.ceremonies import packing, queries
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.states import OVER
from coopevents.ceremonies.words import STATES, TONES
from coopevents.i18n import _l
from coopevents.refusals import NotFound
from coopevents.schedule import queries as schedules

TABS = (
    ("organiser_ceremonies.show", _l("Overview")),
    ("organiser_ceremony_people.index", _l("People")),
    ("organiser_ceremony_plan.index", _l("Plan")),
    ("organiser_ceremony_show.index", _l("Run of show")),
    ("organiser_ceremony_kit.index", _l("Kit")),
    ("organiser_ceremony_papers.index", _l("Papers")),
    ("organiser_ceremony_signing.index", _l("Signing")),
)


def seen(ceremony_id: int) -> Ceremony:
    """The ceremony, for who may see its unit and whatever is signed in it. Answers 404 to everybody else."""
    return _known(ceremony_id, Permission.SEE_UNIT)


def own(ceremony_id: int) -> Ceremony:
    """The ceremony, for who may edit it. Answers 404 for one of another unit."""
    return _known(ceremony_id, Permission.EDIT_CEREMONIES)


def open_to(reader: Reader, ceremony: Ceremony) -> bool:
    """Whether nothing is signed in it that is kept from the reader."""
    return not any(reader.is_kept_from(each.agreement) for each in ceremony.agreements)


def _known(ceremony_id: int, permission: Permission) -> Ceremony:
    ceremony = queries.get_ceremony(ceremony_id)
    ensure_unit(ceremony.unit_id, permission)
    if not open_to(present_reader(), ceremony):
        raise NotFound
    return ceremony


def zone_of(ceremony: Ceremony) -> ZoneInfo:
    """The zone in which its times are said."""
    return ZoneInfo(schedules.get_schedule(ceremony.activity.schedule_id).time_zone)


def page(template: str, ceremony: Ceremony, **more: Any) -> str:
    """A page about a ceremony, with its tabs."""
    zone, now = zone_of(ceremony), clock.now()
    may_edit = Permission.EDIT_CEREMONIES in access().for_unit(ceremony.unit_id)
    day = ceremony.activity.starts_at.astimezone(zone).date()
    open_kit = sum(each.done_at is None for each in ceremony.kit)
    counts: Mapping[str, int] = {"organiser_ceremony_kit.index": open_kit if ceremony.state not in OVER else 0}
    tabs = [
        {
            "label": words,
            "url": url_for(endpoint, ceremony_id=ceremony.id),
            "is_current": endpoint.partition(".")[0] == request.blueprint,
            "count": counts.get(endpoint) or None,
        }
        for endpoint, words in TABS
    ]
    said = {
        "ceremony": ceremony,
        "activity": ceremony.activity,
        "zone": zone,
        "now": now,
        "day": day,
        "today": now.astimezone(zone).date(),
        "may_edit": may_edit and ceremony.state not in OVER,
        "may_plan": may_edit,
        "tabs": tabs,
        "states": STATES,
        "tones": TONES,
        "due_on": packing.due_on,
    }
    return render_template(template, **{**said, **more})


def done(
    ceremony: Ceremony,
    deed: Callable[..., object],
    words: str,
    endpoint: str,
    *,
    undo: str | None = None,
    **values: Any,
) -> ResponseReturnValue:
    """Do it, commit, and go on to a page of the ceremony; a refusal is told there."""
    ceremony_id = ceremony.id
    told(lambda: deed(now=clock.now(), actor=present_actor()), words, undo_url=undo or "")
    return redirect(url_for(endpoint, ceremony_id=ceremony_id, **values))
