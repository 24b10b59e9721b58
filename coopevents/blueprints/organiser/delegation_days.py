"""The door that lets other days be those of a visit: one of the alternatives the requester named."""

from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.delegation_door import acting, delegations, own
from coopevents.blueprints.visit_words import days_words
from coopevents.delegations import deciding
from coopevents.delegations.details import Days
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import UNDECIDED, VisitState
from coopevents.i18n import _

STILL_OPEN = UNDECIDED | {VisitState.ACCEPTED}
"""The days are not planned yet, so another choice costs nobody anything."""


@delegations.post("/desk/delegations/<int:delegation_id>/days")
@requires(Permission.EDIT_DELEGATIONS)
def agree_on_days(delegation_id: int) -> ResponseReturnValue:
    """Let the visit be on other days they named; those of before stay as alternatives, and one tap takes it back."""
    delegation = own(delegation_id)
    before, days = delegation.days, _asked_days()
    if days not in delegation.alternatives or delegation.state not in STILL_OPEN:
        flash(_("These days can no longer be taken. Those of the visit stand below."), "warning")
    else:
        told(
            lambda: deciding.agree_on_days(delegation, days, **acting()),
            _("The days of the visit: %(days)s.", days=days_words(days)),
            undo_url=_address_of(delegation_id, before),
        )
    return redirect(url_for("organiser_delegations.show", delegation_id=delegation_id))


def offered_days(delegation: Delegation, today: date) -> list[tuple[str, str]]:
    """The other days that can still be taken: (in words, address of the door)."""
    if delegation.state not in STILL_OPEN:
        return []
    coming = [each for each in delegation.alternatives if each.first >= today]
    return [(days_words(each), _address_of(delegation.id, each)) for each in coming]


def _address_of(delegation_id: int, days: Days) -> str:
    said = f"{days.first.isoformat()}/{days.last.isoformat()}"
    return url_for("organiser_delegations.agree_on_days", delegation_id=delegation_id, days=said)


def _asked_days() -> Days:
    first, _slash, last = request.args.get("days", "").partition("/")
    try:
        return Days(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        abort(400)
