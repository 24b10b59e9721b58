"""Whom the changes of a programme concern, and why: those in it, those who booked it, those who picked it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from coopevents.accounts.models import User
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.people.models import Person
from coopevents.registration.models import Registration
from coopevents.registration.queries import list_who_picked
from coopevents.registration.states import IS_LIVE
from coopevents.reports.occasions import Occasion, occasion_of_event
from coopevents.schedule.comparing import Change, ChangeKind
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.releases import ReleasedActivity
from coopevents.schedule.states import ParticipantRole, SignUpState
from coopevents.text import full_name
from coopevents.tours import booking_queries

TOLD_TO_PARTICIPANTS = frozenset({"title", "text", "place", "languages"})
"""The fields of which a change that leaves time, place and state as they are is worth a message to those in it."""

_TOLD_TO_ALL = frozenset({ChangeKind.MOVED, ChangeKind.CANCELLED, ChangeKind.REOPENED, ChangeKind.DROPPED})


class Tie(StrEnum):
    """How somebody who has no role in an activity is bound to it."""

    BOOKED = "booked"
    WAITING = "waiting"
    PICKED = "picked"


WORDS_OF_TIES = (*(str(role) for role in ParticipantRole), *(str(tie) for tie in Tie))
"""Every reason for which somebody hears of a change, the weightier first."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What one change is to one person: the roles they had and have, and how else they are bound to it."""

    change: Change
    roles_before: frozenset[str]
    roles_after: frozenset[str]
    ties: frozenset[str]

    @property
    def is_removed(self) -> bool:
        """Whether the person left it, while nothing else binds them to it."""
        return bool(self.roles_before) and not self.roles_after and not self.ties

    @property
    def is_added(self) -> bool:
        """Whether the person came into it, or it came onto the programme with them."""
        return ChangeKind.NEW in self.change.kinds or (
            bool(self.roles_after) and not self.roles_before and not self.ties
        )


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is reached, and in which language; ``registration_id`` is their live place at the event."""

    name: str
    email: str
    language: str
    registration_id: int | None = None


@dataclass(frozen=True, slots=True)
class Affected:
    """A person who is to hear of changes: of which activities, and as what.

    ``why`` holds roles (``speaker``) and ties (``picked``, ``booked``, ``waiting``), the weightiest first. Whoever has
    no address, or one that belongs to a colleague who no longer works here, cannot be told.
    """

    person_id: int
    name: str
    language: str
    uids: tuple[str, ...]
    why: tuple[str, ...]
    email: str
    registration_id: int | None
    stakes: tuple[Stake, ...]

    @property
    def can_be_told(self) -> bool:
        """Whether there is an address to write to."""
        return bool(self.email)


def people_affected(event: Event, changes: Sequence[Change]) -> list[Affected]:
    """Everybody whom these changes of the event's programme concern, by name; the same number of selects always.

    What moved, was cancelled, reopened or dropped concerns all who are in it, booked or picked it; what is new and
    what is said anew concerns those in it, a person who is no longer in it included.
    """
    return people_affected_on(occasion_of_event(event), changes)


def people_affected_on(occasion: Occasion, changes: Sequence[Change]) -> list[Affected]:
    """The same of any programme. Whoever has a part in the visit of a delegation, its guests too, is in it.

    On the calendar of a unit only what visits take part in matters, and of it where and when and whether it is: to
    their guests and to those in it.
    """
    if occasion.is_calendar:
        changes = [each for each in changes if each.uid in occasion.expected and each.kinds & _TOLD_TO_ALL]
    uids = [each.uid for each in changes]
    if not uids:
        return []
    event = occasion.event
    ties = _ties(event, uids) if event is not None else _expected(occasion)
    stakes: dict[int, list[Stake]] = defaultdict(list)
    for change in changes:
        for person_id, stake in _stakes_in(change, ties[change.uid]):
            stakes[person_id].append(stake)
    contacts = _contacts(occasion, stakes)
    found = [_affected(each, contacts[each], stakes[each]) for each in stakes if each in contacts]
    return sorted(found, key=lambda each: (each.name.casefold(), each.person_id))


def _stakes_in(change: Change, ties: Mapping[int, frozenset[str]]) -> Iterable[tuple[int, Stake]]:
    before, after = _roles(change.before), _roles(change.after)
    for person_id in dict.fromkeys((*after, *before, *ties)):
        nothing = frozenset[str]()
        stake = Stake(
            change, before.get(person_id, nothing), after.get(person_id, nothing), ties.get(person_id, nothing)
        )
        if _matters(stake):
            yield person_id, stake


def _roles(activity: ReleasedActivity | None) -> dict[int, frozenset[str]]:
    """Who is in it in which roles; nobody in what readers do not see."""
    found: dict[int, set[str]] = {}
    for person in activity.people if activity is not None and not activity.is_dropped else ():
        found.setdefault(person.id, set()).add(person.role)
    return {person_id: frozenset(roles) for person_id, roles in found.items()}


def _matters(stake: Stake) -> bool:
    change = stake.change
    stood = change.before is not None and not change.before.is_dropped and not change.before.is_cancelled
    stands = change.after is not None and not change.after.is_dropped and not change.after.is_cancelled
    if not stood and not stands:
        return False
    if ChangeKind.NEW in change.kinds:
        return bool(stake.roles_after) or change.before is not None
    if change.kinds & _TOLD_TO_ALL or stake.roles_before != stake.roles_after:
        return True
    is_in_it = bool(stake.roles_before or stake.roles_after)
    return is_in_it and bool(TOLD_TO_PARTICIPANTS & set(change.fields))


def _ties(event: Event, uids: Collection[str]) -> dict[str, dict[int, frozenset[str]]]:
    """Who, by person, is bound to each activity without a role in it."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    picked = list_who_picked(event.id, uids)
    owners = select(Registration.id, Registration.person_id).where(
        Registration.event_id == event.id, Registration.state.in_(IS_LIVE)
    )
    told_by_tours = booking_queries.pairs_booked(uids)
    for registration_id, person_id in db.session.execute(owners):
        for uid in picked.get(registration_id, ()):
            if (uid, registration_id) not in told_by_tours:  # a tour they booked tells them itself
                found[uid][person_id].add(Tie.PICKED)
    query = select(Activity.uid, SignUp.person_id, SignUp.state).join(Activity, Activity.id == SignUp.activity_id)
    wanted = Activity.schedule_id == event.schedule_id, Activity.uid.in_(uids), SignUp.state != SignUpState.LEFT
    for uid, person_id, state in db.session.execute(query.where(*wanted)):
        found[uid][person_id].add(Tie.BOOKED if state is SignUpState.BOOKED else Tie.WAITING)
    return defaultdict(dict, {uid: {who: frozenset(each) for who, each in of.items()} for uid, of in found.items()})


def _expected(occasion: Occasion) -> dict[str, dict[int, frozenset[str]]]:
    """The guests of visits, who have places in what others plan."""
    booked = frozenset[str]({Tie.BOOKED})
    return defaultdict(dict, {uid: dict.fromkeys(who, booked) for uid, who in occasion.expected.items()})


def _contacts(occasion: Occasion, person_ids: Collection[int]) -> dict[int, Contact]:
    """How to reach these people: as they registered for the event, else as the office knows them."""
    first_language = occasion.first_language
    people = select(Person.id, *(getattr(Person, name) for name in _REACHED_BY)).where(Person.id.in_(person_ids))
    found = {row[0]: _contact(row[1:], first_language) for row in db.session.execute(people)}
    if occasion.event is not None:
        found |= _registered(occasion.event.id, person_ids, first_language)
    closed = _closed_addresses(contact.email for contact in found.values())
    return {
        each: replace(contact, email="") if contact.email.lower() in closed else contact
        for each, contact in found.items()
    }


def _registered(event_id: int, person_ids: Collection[int], first_language: str) -> dict[int, Contact]:
    """As they registered for the event; of several registrations of one person, the first one counts."""
    columns = Registration.person_id, *(getattr(Registration, name) for name in _REACHED_BY), Registration.id
    wanted = Registration.state.in_(IS_LIVE), Registration.person_id.in_(person_ids)
    query = select(*columns).where(Registration.event_id == event_id, *wanted)
    rows = db.session.execute(query.order_by(Registration.number.desc()))
    return {row[0]: _contact(row[1:], first_language) for row in rows}


_REACHED_BY = ("given_name", "family_name", "original_name", "email", "language")


def _contact(said: Sequence[Any], first_language: str) -> Contact:
    given_name, family_name, original_name, email, language, *registration_id = said
    return Contact(
        full_name(given_name, family_name) or original_name, email, language or first_language, *registration_id
    )


def _closed_addresses(emails: Iterable[str]) -> frozenset[str]:
    """Those of these addresses that belong to colleagues who no longer sign in."""
    written = {email.lower() for email in emails if email}
    query = select(func.lower(User.email)).where(User.is_enabled.is_(False), func.lower(User.email).in_(written))
    return frozenset(db.session.scalars(query))


def _affected(person_id: int, contact: Contact, stakes: Sequence[Stake]) -> Affected:
    said = {word for stake in stakes for word in (*stake.roles_before, *stake.roles_after, *stake.ties)}
    return Affected(
        person_id=person_id,
        name=contact.name,
        language=contact.language,
        uids=tuple(stake.change.uid for stake in stakes),
        why=tuple(word for word in WORDS_OF_TIES if word in said),
        email=contact.email,
        registration_id=contact.registration_id,
        stakes=tuple(stakes),
    )
