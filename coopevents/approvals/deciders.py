"""Who may decide about a case of a unit: as the stages ask, and as the table of grants says."""

from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import permissions_for_unit
from coopevents.approvals import service
from coopevents.approvals.models import Case, Verdict
from coopevents.approvals.rules import Decider
from coopevents.facts import Actor
from coopevents.refusals import Refusal


def decider_of(actor: Actor, unit_id: int) -> Decider:
    """Who acts, as the rules of deciding know them; the house is bound by no stage."""
    if actor.kind != "user" or actor.id is None:
        return Decider()
    held = accounts.list_held_roles(actor.id)
    granted = permissions_for_unit(held, unit_id, accounts.unit_parents())
    return Decider(actor.id, frozenset(each.value for each in granted))


def permission_of(case: Case) -> str:
    """The permission with which the stage a case waits at is decided; empty when somebody is named for it."""
    stages = case.plan.stages if case.plan is not None else ()
    return next((each.permission for each in stages if each.key == case.stage), "")


def may_decide(case: Case, decider: Decider) -> bool:
    """Whether they may approve it now."""
    try:
        service.ensure_may_decide(case, Verdict.APPROVE, decider=decider)
    except Refusal:
        return False
    return True
