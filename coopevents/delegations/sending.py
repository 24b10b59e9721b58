"""Sending the programme: the itinerary is released, and readers have it from then on."""

from datetime import datetime

from coopevents.delegations import itinerary_rules
from coopevents.delegations import queries as delegations
from coopevents.delegations.itinerary import record_line
from coopevents.delegations.itinerary_facts import ProgrammeSent
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import move
from coopevents.delegations.states import VisitState
from coopevents.facts import Actor
from coopevents.schedule import queries as schedules
from coopevents.schedule import release_rules
from coopevents.schedule.release_models import Release
from coopevents.schedule.releasing import open_to_public, preview, release_by_hand
from coopevents.text import LocalizedText


def send_programme(
    delegation: Delegation,
    *,
    expected: str,
    comment: LocalizedText | None = None,
    tells: bool = True,
    now: datetime,
    actor: Actor,
) -> Release:
    """Release the itinerary as it was looked at (``expected`` is its fingerprint); the first time it is sent.

    Raises NothingIsPlanned, NothingToRelease, or WorkingCopyChanged when it no longer reads as it did.
    """
    delegation = delegations.lock_delegation(delegation.id)
    itinerary_rules.ensure_may_be_planned(delegation.state)
    if delegation.schedule_id is None:
        raise release_rules.NothingToRelease
    schedule = schedules.lock_schedule(delegation.schedule_id)
    made: Release | None
    if schedule.is_open:
        made = release_by_hand(
            schedule, expected=expected, name="", comment=comment or LocalizedText(), tells=tells, now=now, actor=actor
        )
    else:
        release_rules.ensure_is_expected(preview(schedule, now).fingerprint, expected)
        open_to_public(schedule, now=now, actor=actor)
        made = schedules.find_latest_release(schedule.id)
    if made is None:
        raise release_rules.NothingToRelease
    if delegation.state in {VisitState.PLANNING, VisitState.HOSTS_CONFIRMED}:
        move(delegation, VisitState.PROGRAMME_SENT, now=now)
    record_line(ProgrammeSent, delegation, None, now, actor)
    return made
