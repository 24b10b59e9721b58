"""The verbs of the assistant's drafts: asking for one, working on it, taking it over or not."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.mail import application
from coopevents.refusals import Refusal
from coopevents.schedule import board, proposal_queries, queries
from coopevents.schedule.assistant.plain import plain_problem, plan_from
from coopevents.schedule.assistant.problem import Spot
from coopevents.schedule.board_details import Move
from coopevents.schedule.board_models import BoardStep, Proposal
from coopevents.schedule.models import Schedule
from coopevents.schedule.proposal_facts import DraftAsked, DraftDiscarded, DraftTaken
from coopevents.schedule.proposal_problem import Read
from coopevents.schedule.proposal_wishes import Wish
from coopevents.schedule.releasing import about_schedule
from coopevents.schedule.states import ProposalState

MOST_TASKS = 1000
MOST_TRIES = 3
KEPT = 10
"""So many drafts of a schedule are kept."""
OPEN = frozenset({ProposalState.WAITING, ProposalState.WORKING, ProposalState.READY})
LOST = "the worker was stopped three times while it worked on this"


class NothingToPlace(Refusal):
    """There is no activity the assistant may place."""

    sentence = _l("There is nothing to place: the tray is empty, and everything else is fixed.")


class TooMuchToPlace(Refusal):
    """More than the assistant can place in its time."""

    sentence = _l("That is too much at once: the assistant places up to 1,000 activities.")


class NoPlaceChosen(Refusal):
    """There is no place to put anything in."""

    sentence = _l("Choose at least one place.")


class DraftIsSettled(Refusal):
    """It was taken over or discarded already, or is not ready yet."""

    sentence = _l("This draft cannot be taken over any more.")


def ask_for_draft(schedule: Schedule, wish: Wish, read: Read, *, now: datetime, actor: Actor) -> Proposal:
    """Let the worker draft; raises a refusal when there is nothing to draft."""
    if not read.problem.tasks:
        raise NothingToPlace
    if len(read.problem.tasks) > MOST_TASKS:
        raise TooMuchToPlace
    if not read.problem.rooms and any(each.needs_place for each in read.problem.tasks):
        raise NoPlaceChosen(field="places")
    kept = {
        "asked": wish.to_json(),
        "problem": plain_problem(read.problem),
        "origin": read.origin.isoformat(),
        "versions": [[activity_id, version] for activity_id, version in read.versions.items()],
    }
    proposal = Proposal(schedule_id=schedule.id, wish=kept, asked_by=actor.label, asked_at=now)
    db.session.add(proposal)
    db.session.flush()
    older = proposal_queries.list_older_ids(schedule.id, keep=KEPT)
    if older:
        db.session.execute(delete(Proposal).where(Proposal.id.in_(older)))
    ledger.record(DraftAsked(**about_schedule(schedule, now, actor)))
    ledger.once_committed(application.wake)
    return proposal


def claim_next(now: datetime) -> Proposal | None:
    """A draft to work on, claimed for the caller; one that was begun too often is given up."""
    while (proposal := proposal_queries.claim_next(now)) is not None:
        if proposal.tries <= MOST_TRIES:
            return proposal
        fail(proposal, LOST, now=now)
    return None


def finish(proposal: Proposal, result: Mapping[str, Any], *, now: datetime) -> None:
    """The draft is ready to be looked at."""
    proposal.state, proposal.result = ProposalState.READY, dict(result)
    proposal.progress, proposal.finished_at = 100, now


def fail(proposal: Proposal, reason: str, *, now: datetime) -> None:
    """Nothing came of it."""
    proposal.state, proposal.failure, proposal.finished_at = ProposalState.FAILED, reason[:500], now


def give_back(proposal: Proposal) -> None:
    """The worker stops; somebody else may begin anew, and this try does not count."""
    proposal.state, proposal.progress, proposal.tries = ProposalState.WAITING, 0, max(0, proposal.tries - 1)


def discard_draft(proposal: Proposal, *, now: datetime, actor: Actor) -> None:
    """It is not wanted; whoever works on it stops."""
    if proposal.state in OPEN or proposal.state is ProposalState.FAILED:
        proposal.state, proposal.finished_at = ProposalState.DISCARDED, now
        schedule = queries.get_schedule(proposal.schedule_id)
        ledger.record(DraftDiscarded(**about_schedule(schedule, now, actor)))


def take_over(
    proposal: Proposal,
    activity_ids: Collection[int],
    *,
    offered_places: Collection[int],
    user_id: int,
    label: str,
    now: datetime,
    actor: Actor,
) -> BoardStep | None:
    """Put these activities where the draft has them, as one stroke of the board that can be undone.

    Raises DraftIsSettled, and what :func:`board.apply_moves` raises: SomebodyWasFaster when one of them was changed
    since the draft was asked for; then nothing is moved.
    """
    if proposal.state is not ProposalState.READY or proposal.result is None:
        raise DraftIsSettled
    schedule = queries.lock_schedule(proposal.schedule_id)
    moves = [each for each in moves_of(proposal) if each.activity_id in activity_ids]
    step = board.apply_moves(
        schedule, moves, offered_places=offered_places, user_id=user_id, label=label, now=now, actor=actor
    )
    proposal.state = ProposalState.TAKEN
    ledger.record(DraftTaken(**about_schedule(schedule, now, actor), changes={"activities": (None, len(moves))}))
    return step


def moves_of(proposal: Proposal) -> list[Move]:
    """Where the draft puts each activity that stands elsewhere now, with the version it had."""
    versions = dict(proposal.wish["versions"])
    lengths = {each["id"]: each["length"] for each in proposal.wish["problem"]["tasks"]}
    present = {each["id"]: each["present"] for each in proposal.wish["problem"]["tasks"]}
    moves = []
    for activity_id, spot in plan_from((proposal.result or {}).get("plan", [])).items():
        was = present[activity_id]
        if was is None or Spot(**was) != spot:
            starts_at = moment_of(proposal, spot.start)
            ends_at = starts_at + timedelta(minutes=lengths[activity_id])
            moves.append(
                Move(
                    activity_id=activity_id,
                    version=versions[activity_id],
                    starts_at=starts_at,
                    ends_at=ends_at,
                    place_id=spot.place_id,
                )
            )
    return moves


def moment_of(proposal: Proposal, minute: int) -> datetime:
    """The moment a minute of the problem means."""
    return datetime.fromisoformat(proposal.wish["origin"]) + timedelta(minutes=minute)
