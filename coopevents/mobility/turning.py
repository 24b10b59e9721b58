"""By which stages a trip is approved: the unit, then the office."""

from datetime import datetime

from coopevents.accounts.roles import Permission
from coopevents.approvals import planning
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as deciding
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.approvals.models import Case
from coopevents.approvals.plan_models import Plan
from coopevents.facts import Actor, Subject
from coopevents.mobility.models import Trip
from coopevents.mobility.recording import move, subject_of
from coopevents.mobility.states import TripState
from coopevents.text import LocalizedText

STAGES = PlanDetails(
    needs_four_eyes=True,
    stages=(
        StageDetails(
            name=LocalizedText(en="Unit", zh_Hans_CN="单位", fr="Composante"),
            permission=Permission.APPROVE_FOR_UNIT.value,
            due_days=5,
        ),
        StageDetails(
            name=LocalizedText(en="Office", zh_Hans_CN="国际处", fr="Bureau international"),
            permission=Permission.APPROVE_FOR_OFFICE.value,
            due_days=5,
        ),
    ),
)


def plan_for(unit_id: int, *, now: datetime) -> Plan:
    """How trips of the unit are approved: as the office says, else by unit and office, each by somebody else."""
    subject = Subject("unit_trips", unit_id)
    return approvals.find_plan([subject]) or planning.set_plan(subject, STAGES, now=now)


def find_case(trip: Trip) -> Case | None:
    """The case about the trip: the one that waits, else the last one."""
    found = approvals.find_open_case(subject_of(trip))
    return found or next(iter(approvals.list_cases(subject_of(trip))), None)


def note_changed(trip: Trip, *, now: datetime, actor: Actor) -> dict[str, tuple[str, str]]:
    """What is decided about is another: who is deciding sees that, and what was approved is decided anew.

    Returns the change of state as a fact's changes.
    """
    case = find_case(trip)
    if case is None or trip.state not in {TripState.SUBMITTED, TripState.APPROVED}:
        return {}
    if trip.state is TripState.SUBMITTED:
        deciding.touch(case)
        return {}
    plan, entered_by_id = plan_for(trip.unit_id, now=now), actor.id if actor.kind == "user" else None
    deciding.open_case(subject_of(trip), now=now, plan=plan, entered_by_id=entered_by_id)
    return move(trip, TripState.SUBMITTED, now=now)
