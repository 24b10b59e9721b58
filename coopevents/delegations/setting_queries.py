"""Every select of what units set for their visits."""

from collections.abc import Collection, Iterable

from sqlalchemy import and_, func, or_, select

from coopevents.approvals.models import Case
from coopevents.approvals.plan_models import Plan
from coopevents.approvals.queries import WAITING
from coopevents.db import db
from coopevents.delegations.lead_times import LEAD_TIMES, LeadTime
from coopevents.delegations.models import Delegation
from coopevents.delegations.preparation_lines import PreparationLine, builtin_lines, line_from
from coopevents.delegations.setting_models import VisitLeadTime, VisitTaskList
from coopevents.delegations.states import VisitLevel
from coopevents.facts import Subject


def find_task_list(unit_id: int) -> VisitTaskList | None:
    """The unit's list as the database has it now, in force or not."""
    query = select(VisitTaskList).where(VisitTaskList.unit_id == unit_id)
    return db.session.scalar(query, execution_options={"populate_existing": True})


def task_lines_of(unit_id: int) -> tuple[PreparationLine, ...]:
    """What visits to the unit begin with: its own list, else the house's."""
    own = find_task_list(unit_id)
    if own is None or not own.is_in_force:
        return builtin_lines()
    return tuple(line for line in map(line_from, own.lines) if not line.is_removed)


def list_units_with_tasks(unit_ids: Collection[int]) -> set[int]:
    """Which of these units have a list of their own."""
    wanted = VisitTaskList.unit_id.in_(unit_ids), VisitTaskList.is_in_force
    return set(db.session.scalars(select(VisitTaskList.unit_id).where(*wanted)))


def list_units_with_lead_times(unit_ids: Collection[int]) -> set[int]:
    """Which of these units set lead times of their own."""
    return set(db.session.scalars(select(VisitLeadTime.unit_id).where(VisitLeadTime.unit_id.in_(unit_ids))))


def list_lead_times(unit_id: int) -> list[VisitLeadTime]:
    """What the unit sets itself."""
    return list(db.session.scalars(select(VisitLeadTime).where(VisitLeadTime.unit_id == unit_id)))


def lead_times_of(unit_id: int) -> dict[VisitLevel, LeadTime]:
    """How long before a visit of each level the unit wants to be asked: as it says itself, else as usual."""
    own = {each.level: LeadTime(each.days, each.text) for each in list_lead_times(unit_id)}
    return {level: own.get(level, usual) for level, usual in LEAD_TIMES.items()}


def list_plans(subjects: Iterable[Subject]) -> dict[Subject, Plan]:
    """The plans in force of these subjects; subjects without one are left out."""
    wanted = or_(*(and_(Plan.subject_kind == each.kind, Plan.subject_id == each.id) for each in subjects))
    plans = db.session.scalars(select(Plan).where(wanted).order_by(Plan.number))
    latest = {Subject(each.subject_kind, each.subject_id): each for each in plans}
    return {subject: plan for subject, plan in latest.items() if not plan.is_withdrawn}


def count_being_decided(unit_id: int) -> dict[VisitLevel, int]:
    """How many visits to the unit have begun to be decided and are not, by level."""
    query = (
        select(Delegation.level, func.count())
        .join(Case, and_(Case.subject_kind == "delegation", Case.subject_id == Delegation.id))
        .where(Delegation.unit_id == unit_id, Case.state.in_(WAITING))
        .group_by(Delegation.level)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}
