"""Every select of approvals."""

from collections.abc import Collection, Iterable

from sqlalchemy import bindparam, func, select

from coopevents.approvals.models import Assignment, Case, CaseState
from coopevents.approvals.plan_models import Plan
from coopevents.db import db
from coopevents.facts import Subject

_LATEST_PLAN = (
    select(Plan)
    .where(Plan.subject_kind == bindparam("kind"), Plan.subject_id == bindparam("id"))
    .order_by(Plan.number.desc())
    .limit(1)
)
WAITING = (CaseState.OPEN, CaseState.RETURNED)


def find_open_case(subject: Subject) -> Case | None:
    """The case about a subject that still waits, as the database has it now."""
    wanted = Case.subject_kind == subject.kind, Case.subject_id == subject.id, Case.state.in_(WAITING)
    query = select(Case).where(*wanted).order_by(Case.id.desc()).limit(1)
    return db.session.scalar(query, execution_options={"populate_existing": True})


def list_cases(subject: Subject) -> list[Case]:
    """Every case about a subject, the latest first."""
    wanted = Case.subject_kind == subject.kind, Case.subject_id == subject.id
    return list(db.session.scalars(select(Case).where(*wanted).order_by(Case.id.desc())))


def open_cases_of(kind: str, ids: Collection[int]) -> dict[int, Case]:
    """The cases about many subjects of one kind that still wait, by subject."""
    wanted = Case.subject_kind == kind, Case.subject_id.in_(list(ids)), Case.state.in_(WAITING)
    return {each.subject_id: each for each in db.session.scalars(select(Case).where(*wanted).order_by(Case.id))}


def find_plan(subjects: Iterable[Subject]) -> Plan | None:
    """The plan in force of the first of these subjects that has one."""
    for subject in subjects:
        plan = db.session.scalar(_LATEST_PLAN, {"kind": subject.kind, "id": subject.id})
        if plan is not None and not plan.is_withdrawn:
            return plan
    return None


def last_number(subject: Subject) -> int:
    """How many plans a subject has had."""
    wanted = Plan.subject_kind == subject.kind, Plan.subject_id == subject.id
    return db.session.scalar(select(func.max(Plan.number)).where(*wanted)) or 0


def count_assignments(plan_id: int, stage: str, user_ids: Collection[int]) -> list[tuple[int, int]]:
    """How many cases of a plan each of these colleagues was given at a stage."""
    query = (
        select(Assignment.user_id, func.count())
        .join(Case, Case.id == Assignment.case_id)
        .where(Case.plan_id == plan_id, Assignment.stage == stage, Assignment.user_id.in_(list(user_ids)))
        .group_by(Assignment.user_id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
