"""Asking those of ours who have a part in a visit whether they will be there, and what follows from their answers."""

from collections.abc import Iterable
from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import itinerary, itinerary_queries, itinerary_rules, part_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.itinerary_facts import PartAnswered, PartsAsked, PartsConfirmed
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.part_models import AskedPart, PartAnswer
from coopevents.delegations.recording import move, subject_of
from coopevents.delegations.states import VisitState
from coopevents.facts import Actor
from coopevents.schedule.states import NOT_TAKING_PLACE, ParticipantRole
from coopevents.text import one_line


def ask_parts(delegation: Delegation, *, now: datetime, actor: Actor) -> int:
    """Ask everybody of ours who was not asked yet, or for other times than now hold; how many parts.

    Whoever said no is not asked again for the same times. Raises NothingIsPlanned or NobodyToAsk.
    """
    delegation = delegations.lock_delegation(delegation.id)
    itinerary_rules.ensure_may_be_planned(delegation.state)
    known = {(each.item_id, each.person_id): each for each in part_queries.list_asked(delegation)}
    asked = []
    for item in itinerary_queries.list_items(delegation.id):
        if itinerary.is_own(delegation, item) and _lies_ahead(item, now):
            for person_id in _ours(item):
                part = known.get((item.id, person_id))
                if part is None or not is_current(part, item):
                    asked.append(_ask(part or AskedPart(item_id=item.id, person_id=person_id), item, now))
    if not asked:
        raise itinerary_rules.NobodyToAsk
    db.session.flush()
    _record(PartsAsked, delegation, now, actor, {each.person_id for each in asked})
    settle(delegation, now=now, actor=actor)
    return len(asked)


def answer_part(part: AskedPart, *, comes: bool, note: str, now: datetime, actor: Actor) -> None:
    """Somebody of ours says whether they will be there, or thinks better of it.

    Raises NothingIsPlanned, or LineWasMoved when it is at another time than they were asked for.
    """
    delegation = itinerary.plannable(part.item)
    if not is_current(part, part.item):
        raise itinerary_rules.LineWasMoved
    part.answer = PartAnswer.YES if comes else PartAnswer.NO
    part.note, part.answered_at = one_line(note), now
    db.session.flush()
    _record(PartAnswered, delegation, now, actor, {part.person_id})
    settle(delegation, now=now, actor=actor)


def settle(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """While it is planned: once everybody of ours was asked and said yes the hosts are confirmed, and no longer."""
    if delegation.state not in {VisitState.PLANNING, VisitState.HOSTS_CONFIRMED}:
        return
    parts = part_queries.list_parts(delegation.id)
    is_confirmed = all(is_current(each) and each.answer is PartAnswer.YES for each in parts)
    is_confirmed = bool(parts) and is_confirmed and _everybody_was_asked(delegation, parts, now)
    if delegation.state is VisitState.PLANNING and is_confirmed:
        move(delegation, VisitState.HOSTS_CONFIRMED, now=now)
        _record(PartsConfirmed, delegation, now, actor, set())
    elif delegation.state is VisitState.HOSTS_CONFIRMED and not is_confirmed:
        move(delegation, VisitState.PLANNING, now=now)


def is_current(part: AskedPart, item: ItineraryItem | None = None) -> bool:
    """Whether the line is at the times somebody was asked for."""
    activity = (item or part.item).activity
    return (part.starts_at, part.ends_at) == (activity.starts_at, activity.ends_at)


def _everybody_was_asked(delegation: Delegation, parts: Iterable[AskedPart], now: datetime) -> bool:
    asked = {(each.item_id, each.person_id) for each in parts}
    own = [each for each in itinerary_queries.list_items(delegation.id) if itinerary.is_own(delegation, each)]
    return all((item.id, each) in asked for item in own if _lies_ahead(item, now) for each in _ours(item))


def _ask(part: AskedPart, item: ItineraryItem, now: datetime) -> AskedPart:
    part.starts_at, part.ends_at = item.activity.starts_at, item.activity.ends_at
    part.answer, part.note, part.asked_at, part.answered_at = PartAnswer.WAITING, "", now, None
    db.session.add(part)
    return part


def _lies_ahead(item: ItineraryItem, now: datetime) -> bool:
    return item.activity.state not in NOT_TAKING_PLACE and item.activity.starts_at > now


def _ours(item: ItineraryItem) -> Iterable[int]:
    ours = (each for each in item.activity.participants if each.role is not ParticipantRole.GUEST)
    return dict.fromkeys(each.person_id for each in ours)


def _record(
    kind: type[PartsAsked] | type[PartAnswered] | type[PartsConfirmed],
    delegation: Delegation,
    now: datetime,
    actor: Actor,
    person_ids: set[int],
) -> None:
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=subject_of(delegation),
            unit_id=delegation.unit_id,
            person_ids=tuple(sorted(person_ids)),
        )
    )
