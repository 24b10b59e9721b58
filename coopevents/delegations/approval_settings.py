"""By which steps a unit decides about visits of each level: screening, the unit, the office, the leadership.

Requests that are being decided keep the steps they began with: a plan is never changed, only followed by a newer one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from coopevents import ledger
from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import GRANTS, Permission
from coopevents.approvals import planning
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.approvals.plan_models import Plan
from coopevents.delegations import setting_queries as queries
from coopevents.delegations import turning
from coopevents.delegations.setting_facts import VisitApprovalChanged
from coopevents.delegations.states import VisitLevel
from coopevents.delegations.waiting_queries import DECIDES
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.i18n import _l
from coopevents.refusals import Refusal

SUBJECT = "visit_approval"
MOST_DAYS = 365


class Step(StrEnum):
    """A step a request may have to pass, in the order in which they come."""

    SCREENING = "screening"
    UNIT = "unit"
    OFFICE = "office"
    LEADERSHIP = "leadership"


STAGES: Mapping[Step, StageDetails] = {
    Step.SCREENING: turning.SCREENING,
    Step.UNIT: turning.UNIT,
    Step.OFFICE: turning.OFFICE,
    Step.LEADERSHIP: turning.LEADERSHIP,
}


class NobodyIsNamed(Refusal):
    """No role stands for the leadership."""

    status = 422
    sentence = _l("Name who decides for the university leadership.")


class FirstIsMissing(Refusal):
    """Who stands in stands in for somebody."""

    status = 422
    sentence = _l("Name who decides before you tick who stands in. With a role, everybody who holds it decides anyway.")


class DeciderIsAStranger(Refusal):
    """Somebody is named who may decide nothing here."""

    status = 422
    sentence = _l("A colleague you named may not decide about visits to this unit. Give them a role first.")


class DueDaysAreOutOfReach(Refusal):
    """A decision takes days."""

    status = 422
    sentence = _l("Write a whole number of days, from 1 to 365, or leave it empty.")


@dataclass(frozen=True, kw_only=True)
class StepDetails:
    """One step: who decides, a colleague (None: whoever holds its role), who may stand in, and in how many days."""

    step: Step
    decider_id: int | None = None
    stand_in_ids: tuple[int, ...] = ()
    due_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Approval:
    """How requests of a level are decided; no step: as soon as the desk submits one, it is accepted."""

    steps: tuple[StepDetails, ...] = ()
    needs_four_eyes: bool = False

    def find(self, step: Step) -> StepDetails | None:
        """What is said of a step, if it stands."""
        return next((each for each in self.steps if each.step is step), None)


def subject_of_approval(unit_id: int) -> Subject:
    """The approval of a unit's visits as the ledger knows it."""
    return Subject(SUBJECT, unit_id)


def approvals_of(unit_id: int) -> dict[VisitLevel, Approval]:
    """How the unit decides about visits of each level: as it says itself, else as the house does."""
    subjects = {level: turning.plan_subject(unit_id, level) for level in VisitLevel}
    plans = queries.list_plans(subjects.values())
    said = {level: plans.get(subject) for level, subject in subjects.items()}
    return {level: _read(plan) if plan is not None else house_approval(level) for level, plan in said.items()}


def house_approval(level: VisitLevel) -> Approval:
    """How the house decides about visits of a level."""
    usual = turning.USUAL[level]
    return Approval(steps=tuple(_step(each) for each in usual.stages), needs_four_eyes=usual.needs_four_eyes)


def units_with_own(unit_ids: Iterable[int]) -> set[int]:
    """Which of these units decide otherwise than the house does."""
    subjects = {turning.plan_subject(unit_id, level): level for unit_id in unit_ids for level in VisitLevel}
    plans = queries.list_plans(subjects)
    return {subject.id for subject, plan in plans.items() if _read(plan) != house_approval(subjects[subject])}


def deciders_of(unit_id: int) -> dict[Permission, dict[int, str]]:
    """Who may decide about visits to the unit: names by id, in their order, by the permission they hold."""
    grants = accounts.list_grants("unit", lineage(unit_id, accounts.unit_parents()))
    able = [each for each in grants if each.user.is_enabled]
    return {
        permission: {each.user_id: each.user.name for each in able if permission in GRANTS[each.role]}
        for permission in DECIDES
    }


def set_approval(unit_id: int, level: VisitLevel, wanted: Approval, *, now: datetime, actor: Actor) -> None:
    """Let requests of this level be decided so from now on; those under way keep their steps.

    Raises a Refusal that names the field.
    """
    able = {user_id: name for named in deciders_of(unit_id).values() for user_id, name in named.items()}
    for each in wanted.steps:
        _ensure_holds(each, able)
    accounts.lock_units([unit_id])
    before = approvals_of(unit_id)[level]
    if wanted == before:
        return
    stages = tuple(_stage(each) for each in wanted.steps)
    details = PlanDetails(stages=stages, needs_four_eyes=wanted.needs_four_eyes)
    planning.set_plan(turning.plan_subject(unit_id, level), details, now=now)
    changes = changed_fields(_said(before, able), _said(wanted, able)) | {"visit_level": (None, level.value)}
    about = subject_of_approval(unit_id)
    ledger.record(VisitApprovalChanged(at=now, actor=actor, subject=about, unit_id=unit_id, changes=changes))


def use_house_approval(unit_id: int, level: VisitLevel, *, now: datetime, actor: Actor) -> None:
    """Decide as the house does about visits of this level."""
    set_approval(unit_id, level, house_approval(level), now=now, actor=actor)


def _read(plan: Plan) -> Approval:
    details = planning.as_details(plan)
    return Approval(steps=tuple(_step(each) for each in details.stages), needs_four_eyes=details.needs_four_eyes)


def _step(stage: StageDetails) -> StepDetails:
    step = next((step for step, usual in STAGES.items() if usual.name == stage.name), Step.OFFICE)
    first, others = next(iter(stage.reviewer_ids), None), stage.reviewer_ids[1:]
    return StepDetails(step=step, decider_id=first, stand_in_ids=others, due_days=stage.due_days)


def _stage(said: StepDetails) -> StageDetails:
    named = (said.decider_id, *said.stand_in_ids) if said.decider_id is not None else ()
    return replace(STAGES[said.step], reviewer_ids=named, due_days=said.due_days)


def _ensure_holds(said: StepDetails, able: Mapping[int, str]) -> None:
    name = said.step.value
    if said.decider_id is None and said.stand_in_ids:
        raise FirstIsMissing(field=f"{name}_decider")
    if said.decider_id is None and not STAGES[said.step].permission:
        raise NobodyIsNamed(field=f"{name}_decider")
    if not {said.decider_id, *said.stand_in_ids} <= {None, *able}:
        raise DeciderIsAStranger(field=f"{name}_decider")
    if said.due_days is not None and not 1 <= said.due_days <= MOST_DAYS:
        raise DueDaysAreOutOfReach(field=f"{name}_due_days")


def _said(approval: Approval, names: Mapping[int, str]) -> dict[str, Any]:
    """What can differ, in the words of the ledger."""
    said: dict[str, Any] = {"steps": [each.step.value for each in approval.steps]}
    said["four_eyes"] = approval.needs_four_eyes
    for step in Step:
        found = approval.find(step)
        ids = (found.decider_id, *found.stand_in_ids) if found is not None else ()
        said[f"deciders_{step.value}"] = [names.get(each, str(each)) for each in ids if each is not None]
        said[f"due_days_{step.value}"] = found.due_days if found is not None else None
    return said
