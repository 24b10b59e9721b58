"""Approving a trip: the unit, then the office, each with its reasons and by somebody else."""

from datetime import datetime

from coopevents.approvals import service as deciding
from coopevents.approvals.deciders import decider_of
from coopevents.approvals.models import Case, CaseState, Verdict
from coopevents.approvals.rules import Decider
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.mobility import absences, queries, rules, turning
from coopevents.mobility.facts import (
    TripApproved,
    TripRefused,
    TripReturned,
    TripStageApproved,
    TripSubmitted,
    TripTakenBack,
)
from coopevents.mobility.models import Trip
from coopevents.mobility.recording import move, record, subject_of
from coopevents.mobility.states import TripState as S
from coopevents.refusals import Refusal
from coopevents.text import cleaned


class NothingToDecide(Refusal):
    """No stage decides in this state."""

    sentence = _l("Nothing waits for a decision here: the trip is not at one of the stages of approval.")


def submit_trip(trip: Trip, *, now: datetime, actor: Actor) -> None:
    """Let unit and office decide; who submits it may not approve it. Raises NobodyTravels or TripForbids."""
    trip = queries.lock_trip(trip.id)
    if not any(not each.is_withdrawn for each in trip.travellers):
        raise rules.NobodyTravels
    changes = move(trip, S.SUBMITTED, now=now)
    entered_by_id = actor.id if actor.kind == "user" else None
    plan = turning.plan_for(trip.unit_id, now=now)
    case = deciding.open_case(subject_of(trip), now=now, plan=plan, entered_by_id=entered_by_id)
    if case.state is CaseState.RETURNED:
        deciding.resume(case, now=now)
    record(TripSubmitted, trip, now=now, actor=actor, changes=changes)


def decide_trip(
    trip: Trip,
    verdict: Verdict,
    reason: str = "",
    *,
    now: datetime,
    actor: Actor,
    decider: Decider | None = None,
    turn: int | None = None,
) -> None:
    """Decide at the stage the trip waits at: approve, send back to be mended, or refuse.

    ``turn`` is the one of the case that was looked at. Raises NothingToDecide or what
    :func:`coopevents.approvals.service.decide` raises.
    """
    trip = queries.lock_trip(trip.id)
    case = ensure_waits(trip)
    decider = decider or decider_of(actor, trip.unit_id)
    deciding.decide(case, verdict, reason, now=now, actor=actor, decider=decider, turn=turn)
    reason = cleaned(reason)
    if verdict is Verdict.RETURN:
        changes = move(trip, S.PLANNED, now=now)
        record(TripReturned, trip, now=now, actor=actor, changes=changes, reason=reason)
    elif verdict is Verdict.DECLINE:
        trip.reason = reason
        record(TripRefused, trip, now=now, actor=actor, changes=move(trip, S.REFUSED, now=now), reason=reason)
    elif case.state is CaseState.APPROVED:
        changes = move(trip, S.APPROVED, now=now)
        absences.keep_in_step(trip)
        record(TripApproved, trip, now=now, actor=actor, changes=changes, reason=reason)
    else:
        record(TripStageApproved, trip, now=now, actor=actor, reason=reason)


def take_back(trip: Trip, *, now: datetime, actor: Actor) -> None:
    """What waits for a decision, or was refused, is planned again. Raises TripForbids."""
    trip = queries.lock_trip(trip.id)
    changes = move(trip, S.PLANNED, now=now)
    trip.reason = ""
    deciding.close_case(subject_of(trip), now=now)
    record(TripTakenBack, trip, now=now, actor=actor, changes=changes)


def ensure_waits(trip: Trip) -> Case:
    """The case that decides now. Raises NothingToDecide."""
    case = turning.find_case(trip)
    if case is None or trip.state is not S.SUBMITTED or case.state is not CaseState.OPEN:
        raise NothingToDecide
    return case
