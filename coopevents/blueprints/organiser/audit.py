"""The history of an event: who did what, when, and what changed."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents.accounts.roles import Permission
from coopevents.audit import queries
from coopevents.audit.models import AuditEntry
from coopevents.blueprints.access import event_of_route, requires
from coopevents.blueprints.audit_words import tell
from coopevents.i18n import _, localized, zone_named
from coopevents.reports import naming
from coopevents.reports.naming import Named
from coopevents.text import LocalizedText

audit = Blueprint("organiser_audit", __name__)
PER_PAGE = 50
HIGHEST_ID = 2**31 - 1


@audit.get("/desk/events/<event_slug>/audit")
@requires(Permission.SEE_AUDIT)
def show(event_slug: str) -> ResponseReturnValue:
    """A page of the trail, newest first; ``before`` continues after an entry."""
    event = event_of_route()
    before = request.args.get("before", type=int)
    is_continued = before is not None and 0 < before <= HIGHEST_ID
    found = queries.list_of_event(event.id, limit=PER_PAGE + 1, before_id=before if is_continued else None)
    shown = found[:PER_PAGE]
    zone = zone_named(current_user.time_zone or event.time_zone)
    return render_template(
        "organiser/audit/show.html",
        event=event,
        entries=tell(shown, zone, _names(shown, event_slug)),
        earlier_url=_page(event_slug, shown[-1].id) if len(found) > PER_PAGE else None,
        newest_url=_page(event_slug, None) if is_continued else None,
        zone=zone,
    )


def _page(event_slug: str, before: int | None) -> str:
    return url_for(".show", event_slug=event_slug, before=before)


def _names(entries: list[AuditEntry], event_slug: str) -> dict[tuple[str, int], tuple[str, str]]:
    return {
        key: (_words(named), _url(named, event_slug))
        for key, named in naming.names_of(entries).items()
        if named.kind != "event"
    }


def _words(named: Named) -> str:
    name = localized(named.name) if isinstance(named.name, LocalizedText) else named.name
    return _("No. %(number)s, %(name)s", number=named.number, name=name) if named.kind == "registration" else name


def _url(named: Named, event_slug: str) -> str:
    if named.kind == "activity":
        return url_for("organiser_programme.edit", event_slug=event_slug, activity_id=named.number)
    if named.kind == "registration":
        return url_for("organiser_registrations.show", event_slug=event_slug, number=named.number)
    return ""
