"""A guest's places in activities that are booked one by one.

A booked activity stands on the guest's agenda, and so in the personal calendar; given back, it leaves both.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import agendas
from coopevents.registration.agendas import ActivityIsNotOnTheProgramme
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.schedule import queries, signing_up
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.sign_up_rules import TakesNoSignUps
from coopevents.schedule.states import SignUpState

MAY_BOOK = frozenset({RegistrationState.APPROVED, RegistrationState.CHECKED_IN})
"""The states in which a guest may book: those of somebody who is expected."""


class PlaceIsNotConfirmed(Refusal):
    """Whoever may not come yet cannot book."""

    sentence = _l("As soon as your place at the event is confirmed, you can book places in activities.")


@dataclass(frozen=True)
class Standing:
    """How a guest stands to an activity: ``waits_behind`` says how many are in front on the waiting list."""

    state: Literal["booked", "waiting"]
    waits_behind: int = 0


@dataclass(frozen=True)
class Places:
    """When a bookable activity begins, and how many of its places are free."""

    starts_at: datetime
    free: int


def book_place(registration: Registration, uid: str, *, language: str, now: datetime, actor: Actor) -> SignUp:
    """Book a place in an activity of the released programme, or wait for one.

    Raises PlaceIsNotConfirmed, ActivityIsNotOnTheProgramme, and what ``signing_up.sign_up`` raises.
    """
    if registration.state not in MAY_BOOK:
        raise PlaceIsNotConfirmed
    programme = agendas.find_programme(registration)
    released = programme.find(uid) if programme is not None else None
    activity = _activity_of(registration, uid)
    if released is None or released.is_dropped or released.is_cancelled or activity is None:
        raise ActivityIsNotOnTheProgramme
    if not released.takes_sign_ups:
        raise TakesNoSignUps
    entry = signing_up.sign_up(activity, registration.person_id, language=language, now=now, actor=actor)
    agendas.pick_activity(registration, uid, now=now)
    return entry


def give_place_back(registration: Registration, uid: str, *, now: datetime, actor: Actor) -> None:
    """Let the place, or the wait for it, go. Raises ActivityIsNotOnTheProgramme, SignUpNotFound or HasBegun."""
    activity = _activity_of(registration, uid)
    if activity is None:
        raise ActivityIsNotOnTheProgramme
    signing_up.give_back(activity, registration.person_id, now=now, actor=actor)
    agendas.unpick_activity(registration, uid, now=now)


def standings_of(registration: Registration) -> dict[str, Standing]:
    """How a guest stands to the activities booked or waited for, by their uid."""
    entries = sign_ups.list_of_person(registration.person_id, registration.event.schedule_id)
    in_front = sign_ups.map_waiting_before([each for each in entries if each.state is SignUpState.WAITING])
    return {
        each.activity.uid: Standing("waiting", in_front[each.id]) if each.id in in_front else Standing("booked")
        for each in entries
    }


def places_of(registration: Registration) -> dict[str, Places]:
    """The activities of the event whose places are booked, by uid."""
    bookable = sign_ups.list_bookable(registration.event.schedule_id)
    booked = sign_ups.count_by_activity([each.id for each in bookable], SignUpState.BOOKED)
    return {
        each.uid: Places(each.starts_at, max(0, (each.capacity or 0) - booked.get(each.id, 0))) for each in bookable
    }


def _activity_of(registration: Registration, uid: str) -> Activity | None:
    activity = queries.find_activity_by_uid(uid)
    return activity if activity is not None and activity.schedule_id == registration.event.schedule_id else None
