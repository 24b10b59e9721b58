"""How registrations are approved: the plan of a form, else of its event; without one, by the office in one stage."""

from collections.abc import Iterable
from datetime import datetime

from coopevents import ledger
from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage, permissions_for_event
from coopevents.accounts.roles import GRANTS, Permission
from coopevents.approvals import planning
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as deciding
from coopevents.approvals.details import PlanDetails
from coopevents.approvals.models import Case
from coopevents.approvals.plan_models import Plan
from coopevents.approvals.rules import Decider
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject
from coopevents.i18n import _, _l, localized
from coopevents.refusals import Refusal
from coopevents.registration import queries
from coopevents.registration.facts import ApprovalPlanChanged
from coopevents.registration.models import EventForm, Registration, RegistrationTerms


class ReviewerIsAStranger(Refusal):
    """Somebody is named who may not review registrations of the event."""

    status = 422
    sentence = _l("A colleague you named may not review registrations of this event. Give them a role first.")


def subject_of_event(event_id: int) -> Subject:
    """An event's registrations as the approvals room knows them."""
    return Subject("event_registration", event_id)


def subject_of_form(form_id: int) -> Subject:
    """The registrations by one form as the approvals room knows them."""
    return Subject("event_form", form_id)


def plan_of_form(form_id: int) -> Plan | None:
    """The form's own plan."""
    return approvals.find_plan([subject_of_form(form_id)])


def plan_of_event(event_id: int) -> Plan | None:
    """The event's plan; it counts while the terms say that registrations are approved."""
    return approvals.find_plan([subject_of_event(event_id)])


def needs_approval(terms: RegistrationTerms, form_id: int, *, by_office: bool = False) -> bool:
    """Whether who registers by this form waits for a decision; whom the office enters, only if four eyes are needed."""
    own = plan_of_form(form_id)
    is_needed = bool(own.stages) if own is not None else terms.needs_approval
    if not is_needed or not by_office:
        return is_needed
    plan = own or plan_of_event(terms.event_id)
    return plan is not None and plan.needs_four_eyes


def plan_for(registration: Registration) -> Plan | None:
    """The plan a case about this registration follows when it is opened now; None: the office decides, in one stage."""
    subjects = [subject_of_form(registration.form_id), subject_of_event(registration.event_id)]
    plan = approvals.find_plan(subjects)
    return plan if plan is not None and plan.stages else None


def case_for(registration: Registration, *, now: datetime) -> Case:
    """The case about the registration that waits, else one that is kept once it is decided."""
    return deciding.case_for(Subject("registration", registration.id), now=now, plan=plan_for(registration))


def open_case(registration: Registration, *, now: datetime, actor: Actor | None = None) -> Case:
    """Let the registration wait for its first stage; ``actor`` is who entered it, should that be a colleague."""
    entered_by_id = actor.id if actor is not None and actor.kind == "user" else None
    subject = Subject("registration", registration.id)
    return deciding.open_case(subject, now=now, plan=plan_for(registration), entered_by_id=entered_by_id)


def decider_of(actor: Actor, event: Event) -> Decider:
    """Who acts, as the rules of deciding know them. The house, and whoever has no account, is bound by no stage."""
    if actor.kind != "user" or actor.id is None:
        return Decider()
    held = accounts.list_held_roles(actor.id)
    granted = permissions_for_event(held, event.id, event.unit_id, accounts.unit_parents())
    return Decider(actor.id, frozenset(each.value for each in granted))


def decider_with_id(user_id: int, event: Event) -> Decider:
    """A colleague, as the rules of deciding know them."""
    return decider_of(Actor("user", user_id, ""), event)


def stage_name(case: Case, key: str = "") -> str:
    """A stage of a case in the reader's language; the present one unless another is asked for."""
    stages = case.plan.stages if case.plan is not None else ()
    found = next((stage for stage in stages if stage.key == (key or case.stage)), None)
    return localized(found.name) if found is not None else str(_("Office"))


def possible_reviewers(event: Event) -> dict[int, str]:
    """Colleagues who may review registrations of the event, by id, with their names, in the order of these."""
    path = lineage(event.unit_id, accounts.unit_parents())
    grants = [*accounts.list_grants("event", [event.id]), *accounts.list_grants("unit", path)]
    able = [each.user for each in grants if Permission.REVIEW_REGISTRATIONS in GRANTS[each.role]]
    named = sorted((user for user in able if user.is_enabled), key=lambda user: user.name.casefold())
    return {user.id: user.name for user in named}


def change_plan(
    event: Event, details: PlanDetails, *, form: EventForm | None = None, now: datetime, actor: Actor
) -> Plan:
    """Let registrations of the event, or those by one form, be approved like this; open cases keep their plan.

    The event's own plan also says in the terms whether anything is approved at all. Raises what
    :func:`coopevents.approvals.planning.set_plan` raises, or ReviewerIsAStranger.
    """
    terms = queries.lock_terms(event.id)
    _ensure_known(event, (each for stage in details.stages for each in stage.reviewer_ids))
    subject = subject_of_form(form.id) if form is not None else subject_of_event(event.id)
    before = approvals.find_plan([subject])
    plan = planning.set_plan(subject, details, now=now)
    if form is None:
        terms.needs_approval = bool(details.stages)
    if before is None or before.id != plan.id:
        _record(event, before, plan, form, now=now, actor=actor)
    return plan


def withdraw_plan(event: Event, form: EventForm, *, now: datetime, actor: Actor) -> None:
    """Let registrations by this form be approved as the event's others are."""
    subject = subject_of_form(form.id)
    before = approvals.find_plan([subject])
    if before is not None:
        planning.withdraw_plan(subject, now=now)
        _record(event, before, None, form, now=now, actor=actor)


def _ensure_known(event: Event, user_ids: Iterable[int]) -> None:
    if not set(user_ids) <= set(possible_reviewers(event)):
        raise ReviewerIsAStranger


def _record(
    event: Event, old: Plan | None, new: Plan | None, form: EventForm | None, *, now: datetime, actor: Actor
) -> None:
    changes: dict[str, tuple[object, object]] = {"stages": (_names(old), _names(new))}
    if form is not None:
        changes["form"] = (None, dict(form.title))
    about = Subject("event", event.id)
    fact = ApprovalPlanChanged(
        at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes
    )
    ledger.record(fact)


def _names(plan: Plan | None) -> list[str]:
    return [stage.name.in_language("en") for stage in plan.stages] if plan is not None else []
