"""The visits that wait for the present colleague, and how the desk's first page says it."""

from collections.abc import Callable
from datetime import datetime

from flask import url_for

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access
from coopevents.blueprints.organiser.delegation_door import visitor_of
from coopevents.delegations import queries, waiting_queries
from coopevents.delegations.states import VisitState
from coopevents.delegations.waiting_queries import WaitingVisit
from coopevents.i18n import _, date_range_text, ngettext

MOST_LINES = 5
VISIT, REPORT = "organiser_delegations.show", "organiser_delegation_after.index"
Line = tuple[datetime, dict[str, object]]


def visit_lines(when: Callable[[datetime], str], now: datetime) -> list[Line]:
    """(when it hurts, the line as the component takes it): decisions one by one, new requests in one line."""
    units = {each: access().units(each) for each in waiting_queries.DECIDES}
    decides = any(units.values())
    found = waiting_queries.list_waiting(access().user_id, units) if decides else []
    reports = waiting_queries.list_waiting_reports(access().user_id, units) if decides else []
    lines: list[Line] = [
        *(_line(each, _("Decide about the visit: %(visitor)s"), VISIT, when, now) for each in found[:MOST_LINES]),
        *(_line(each, _("Approve the report: %(visitor)s"), REPORT, when, now) for each in reports[:MOST_LINES]),
    ]
    mine = access().units(Permission.EDIT_DELEGATIONS)
    new = queries.count_by_state(mine).get(VisitState.REQUESTED, 0) if mine else 0
    if new:
        said = ngettext("%(num)s request for a visit is new", "%(num)s requests for a visit are new", new)
        oldest = queries.oldest_since(mine, VisitState.REQUESTED) or now
        url = url_for("organiser_delegations.index", state=VisitState.REQUESTED)
        lines.append((oldest, {"what": said, "url": url}))
    return lines


def _line(each: WaitingVisit, what: str, endpoint: str, when: Callable[[datetime], str], now: datetime) -> Line:
    delegation = each.delegation
    return each.due_at or now, {
        "what": str(what) % {"visitor": visitor_of(delegation)},
        "why": f"{delegation.number} · {date_range_text(delegation.arrives_on, delegation.leaves_on)}",
        "url": url_for(endpoint, delegation_id=delegation.id),
        "when": when(each.due_at) if each.due_at else None,
        "tone": "trouble" if each.due_at and each.due_at < now else None,
    }
