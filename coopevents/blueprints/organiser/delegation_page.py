"""The page of one delegation: how far the visit is, what comes next, and what was asked for."""

from flask import url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.delegation_days import offered_days
from coopevents.blueprints.organiser.delegation_decision_view import deciding_now
from coopevents.blueprints.organiser.delegation_door import delegations, page, seen, zone_of_office
from coopevents.blueprints.organiser.delegation_steps import POSITIONS, STEPS, more_deeds, next_step
from coopevents.blueprints.visit_words import about_rows, contact_rows, notice_words
from coopevents.delegations import delegate_queries
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import OVER, UNDECIDED
from coopevents.delegations.tokens import request_token
from coopevents.i18n import localized


@delegations.get("/desk/delegations/<int:delegation_id>")
@requires(Permission.SEE_UNIT)
def show(delegation_id: int) -> ResponseReturnValue:
    """One visit: how far it is, what comes next, and everything said of it."""
    return page_of(seen(delegation_id))


def page_of(delegation: Delegation, *, decision: DecisionForm | None = None) -> str:
    """The page; with the form of a decision that was sent and has something to correct."""
    may_edit = Permission.EDIT_DELEGATIONS in access().for_unit(delegation.unit_id)
    officer = accounts.list_users_with_grants([delegation.officer_id]) if delegation.officer_id else []
    units = {unit.id: localized(unit.name) for unit in accounts.list_units()}
    return page(
        "organiser/delegations/show.html",
        delegation,
        step=next_step(delegation, may_edit=may_edit),
        more=more_deeds(delegation) if may_edit and delegation.state not in OVER else [],
        steps=[str(each) for each in STEPS],
        position=POSITIONS.get(delegation.state),
        notice_words=notice_words(delegation, clock.now()) if delegation.state in UNDECIDED else "",
        about=about_rows(delegation),
        other_days=offered_days(delegation, day_of(clock.now())) if may_edit else [],
        contact=contact_rows(delegation),
        officer=officer[0].name if officer else "",
        unit_name=units.get(delegation.unit_id, ""),
        head_count=len(delegate_queries.list_delegates(delegation.id, is_coming=True)),
        request_address=_request_address(delegation),
        entries=tell(audit.list_about("delegation", delegation.id), zone_of_office()),
        institution_url=url_for("organiser_partners.show", institution_id=delegation.institution_id)
        if delegation.institution_id
        else "",
        **deciding_now(delegation, decision),
    )


def _request_address(delegation: Delegation) -> str:
    """Where the requester follows the visit."""
    return links.address_of("guest_visit.show", token=request_token(delegation))
