"""Saying how a subject's cases are approved."""

from dataclasses import replace
from datetime import datetime

from coopevents.approvals import queries, rules
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.approvals.plan_models import Plan, Reviewer, Stage
from coopevents.db import db
from coopevents.facts import Subject


def set_plan(subject: Subject, details: PlanDetails, *, now: datetime) -> Plan:
    """From now on cases about the subject follow this plan; open ones keep theirs. An equal plan stays the same one.

    Raises TooManyStages, StageIsNameless or StageIsNobodys.
    """
    rules.ensure_plan(details)
    details = replace(details, stages=tuple(_tidied(each) for each in details.stages))
    present = queries.find_plan([subject])
    if present is not None and as_details(present) == details:
        return present
    plan = _next_plan(subject, now)
    plan.needs_four_eyes = details.needs_four_eyes
    plan.stages = [_stage(position, each) for position, each in enumerate(details.stages)]
    db.session.add(plan)
    db.session.flush()
    return plan


def withdraw_plan(subject: Subject, *, now: datetime) -> None:
    """The subject has no plan of its own any more."""
    if queries.find_plan([subject]) is not None:
        plan = _next_plan(subject, now)
        plan.is_withdrawn = True
        db.session.add(plan)
        db.session.flush()


def as_details(plan: Plan) -> PlanDetails:
    """The plan as a caller would bring it."""
    return PlanDetails(
        needs_four_eyes=plan.needs_four_eyes,
        stages=tuple(
            StageDetails(
                name=stage.name,
                permission=stage.permission,
                reviewer_ids=tuple(each.user_id for each in stage.reviewers),
                assigns_in_turn=stage.assigns_in_turn,
                due_days=stage.due_days,
            )
            for stage in plan.stages
        ),
    )


def _next_plan(subject: Subject, now: datetime) -> Plan:
    number = queries.last_number(subject) + 1
    return Plan(subject_kind=subject.kind, subject_id=subject.id, number=number, created_at=now)


def _tidied(stage: StageDetails) -> StageDetails:
    """Whoever is named decides; nobody can have a turn where nobody is named."""
    if stage.reviewer_ids:
        return replace(stage, permission="")
    return replace(stage, assigns_in_turn=False)


def _stage(position: int, details: StageDetails) -> Stage:
    reviewers = [Reviewer(user_id=each, position=place) for place, each in enumerate(details.reviewer_ids)]
    return Stage(
        position=position,
        key=f"stage{position + 1}",
        name=details.name,
        permission=details.permission,
        assigns_in_turn=details.assigns_in_turn,
        due_days=details.due_days,
        reviewers=reviewers,
    )
