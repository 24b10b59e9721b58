"""The agreements that wait for a decision of the present colleague, and how the desk's first page says it."""

from collections.abc import Callable
from datetime import datetime

from flask import g, url_for

from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementState
from coopevents.agreements.waiting_queries import DECIDED_BY, WaitingAgreement, list_waiting
from coopevents.blueprints.access import access
from coopevents.i18n import _, list_text, localized, ngettext

MOST_LINES = 5


def present_waiting() -> list[WaitingAgreement]:
    """What waits for a decision of the present colleague; asked once a request."""
    if "waiting_agreements" not in g:
        units = {each: access().units(each) for each in DECIDED_BY.values()}
        g.waiting_agreements = list_waiting(access().user_id, units) if any(units.values()) else []
    found: list[WaitingAgreement] = g.waiting_agreements
    return found


def waiting_lines(when: Callable[[datetime], str], now: datetime) -> list[tuple[datetime, dict[str, object]]]:
    """(when it hurts, the line as the component takes it) of each; the rest of a long list in one line."""
    found = present_waiting()
    lines: list[tuple[datetime, dict[str, object]]] = [
        (
            each.due_at or now,
            {
                "what": _question(each.agreement),
                "why": f"{each.agreement.number} · {partners_of(each.agreement)}",
                "url": url_for("organiser_agreements.show", agreement_id=each.agreement.id),
                "when": when(each.due_at) if each.due_at else None,
                "tone": "trouble" if each.due_at and each.due_at < now else None,
            },
        )
        for each in found[:MOST_LINES]
    ]
    more = len(found) - MOST_LINES
    if more > 0:
        said = ngettext("%(num)s more agreement waits for you", "%(num)s more agreements wait for you", more)
        url = url_for("organiser_agreements.index", waits="me")
        lines.append((found[MOST_LINES].due_at or now, {"what": said, "url": url}))
    return lines


def partners_of(agreement: Agreement) -> str:
    """Its parties on the other side, in words."""
    return list_text([localized(each.institution.name) for each in agreement.parties])


def _question(agreement: Agreement) -> str:
    title = localized(agreement.title)
    if agreement.state is AgreementState.UNIT_APPROVAL:
        return str(_("Decide for the unit: %(title)s", title=title))
    if agreement.state is AgreementState.LEGAL_REVIEW:
        return str(_("Review legally: %(title)s", title=title))
    return str(_("Approve for signature: %(title)s", title=title))
