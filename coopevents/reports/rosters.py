"""Who is expected in an activity, who waits, who came: sign-ups with the names guests registered under."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.people.models import Person
from coopevents.registration.bookings import MAY_BOOK
from coopevents.registration.listing import Wanted, list_page
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE
from coopevents.schedule import queries as schedules
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule.models import Activity
from coopevents.schedule.states import SignUpState
from coopevents.text import full_name

MOST_FOUND = 8


@dataclass(frozen=True)
class RosterEntry:
    """One person on a roster. ``number`` is that of the registration, None for somebody without one."""

    person_id: int
    number: int | None
    name: str
    original_name: str
    institution: str
    email: str
    state: SignUpState
    signed_up_at: datetime
    attended_at: datetime | None


@dataclass(frozen=True)
class Roster:
    """Everybody of one activity, in the order they asked."""

    booked: tuple[RosterEntry, ...]
    waiting: tuple[RosterEntry, ...]
    walk_ins: tuple[RosterEntry, ...]

    @property
    def present(self) -> int:
        """How many came."""
        return sum(1 for each in (*self.booked, *self.waiting, *self.walk_ins) if each.attended_at is not None)

    @property
    def person_ids(self) -> frozenset[int]:
        """Everybody on it."""
        return frozenset(each.person_id for each in (*self.booked, *self.waiting, *self.walk_ins))


@dataclass(frozen=True)
class BookedActivity:
    """An activity whose places are booked, with its figures."""

    activity: Activity
    booked: int
    waiting: int
    present: int

    @property
    def free(self) -> int:
        """How many places are left."""
        return max(0, (self.activity.capacity or 0) - self.booked)


def roster_of(event: Event, activity: Activity) -> Roster:
    """The roster of an activity of the event, in three selects."""
    entries = sign_ups.list_roster(activity.id)
    person_ids = {each.person_id for each in entries}
    registered = _registered(event.id, person_ids)
    people = schedules.map_people(person_ids)
    listed = [
        _entry(people[each.person_id], registered.get(each.person_id), each.state, each.signed_up_at, each.attended_at)
        for each in entries
    ]
    return Roster(
        booked=tuple(each for each in listed if each.state is SignUpState.BOOKED),
        waiting=tuple(each for each in listed if each.state is SignUpState.WAITING),
        walk_ins=tuple(each for each in listed if each.state is SignUpState.LEFT),
    )


def list_booked_activities(event: Event) -> list[BookedActivity]:
    """The activities of an event whose places are booked, with their figures, in the order of time."""
    activities = sign_ups.list_bookable(event.schedule_id)
    ids = [each.id for each in activities]
    booked = sign_ups.count_by_activity(ids, SignUpState.BOOKED)
    waiting = sign_ups.count_by_activity(ids, SignUpState.WAITING)
    present = sign_ups.count_present(ids)
    return [
        BookedActivity(each, booked.get(each.id, 0), waiting.get(each.id, 0), present.get(each.id, 0))
        for each in activities
    ]


def find_guests(event: Event, text: str, without: Collection[int]) -> list[Registration]:
    """Guests of the event with a confirmed place whom the words find, those ``without`` left out; a few at most."""
    if not text.strip():
        return []
    found = list_page(event.id, Wanted(text=text), page=1).items
    return [each for each in found if each.state in MAY_BOOK and each.person_id not in without][:MOST_FOUND]


def _registered(event_id: int, person_ids: Collection[int]) -> dict[int, Registration]:
    query = select(Registration).where(
        Registration.event_id == event_id, Registration.person_id.in_(person_ids), Registration.state.in_(IS_LIVE)
    )
    return {each.person_id: each for each in db.session.scalars(query.order_by(Registration.number))}


def _entry(
    person: Person,
    registration: Registration | None,
    state: SignUpState,
    signed_up_at: datetime,
    attended_at: datetime | None,
) -> RosterEntry:
    source = registration if registration is not None else person
    return RosterEntry(
        person_id=person.id,
        number=registration.number if registration is not None else None,
        name=full_name(source.given_name, source.family_name) or source.original_name,
        original_name=source.original_name,
        institution=source.institution_name,
        email=source.email,
        state=state,
        signed_up_at=signed_up_at,
        attended_at=attended_at,
    )
