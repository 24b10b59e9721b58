"""What readers of itineraries read: lines, whose visit they belong to, and who may know whom. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coopevents.delegations.states import AFTER, COMING, VisitState
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson
from coopevents.schedule.states import ParticipantRole
from coopevents.text import LocalizedText

GUEST = str(ParticipantRole.GUEST)
STANDS = COMING | AFTER | {VisitState.CLOSED}
"""The states in which a released itinerary is read; in any other nothing of it is shown."""
KNOWS_GUESTS_BY_NUMBER = frozenset({str(ParticipantRole.DRIVER), str(ParticipantRole.PHOTOGRAPHER)})
"""The roles in which somebody is told who the head of the guests is and how many come, and nothing else of them."""


@dataclass(frozen=True)
class Visit:
    """Whose itinerary it is, and how far the visit is."""

    delegation_id: int
    number: str
    organisation: str
    country: str
    state: VisitState

    @property
    def stands(self) -> bool:
        """Whether what was released still holds."""
        return self.state in STANDS


@dataclass(frozen=True)
class ItineraryGuest:
    """A delegate as others read of them: name, own script, office; nothing that is personal to the visit."""

    delegate_id: int
    person_id: int
    name: str
    original_name: str
    office: LocalizedText
    is_head: bool


@dataclass(frozen=True, kw_only=True)
class ItineraryLine:
    """One line as one reader reads it.

    ``activity`` holds our people only. ``guests`` are those of the visit the reader may know, in their order, and
    ``guest_count`` how many they are; ``is_for_all`` says that they need not be named. ``roles`` are the reader's own.
    """

    visit: Visit
    activity: ReleasedActivity
    is_shared: bool
    is_for_all: bool
    guests: tuple[ItineraryGuest, ...]
    guest_count: int
    dress: str
    note: LocalizedText
    vehicles: tuple[LocalizedText, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Itinerary:
    """Everything one reader reads, in the order of time; ``released_at`` is the last release among it, ``numbers``
    name every release it was read from."""

    lines: tuple[ItineraryLine, ...]
    time_zone: str
    released_at: datetime | None
    numbers: tuple[tuple[int, int], ...]
    visits: tuple[Visit, ...]


def of_worker(line: ItineraryLine, person_id: int) -> ItineraryLine | None:
    """The line as one of ours reads it; None when they have no part in it."""
    roles = tuple(each.role for each in line.activity.people if each.id == person_id and each.role != GUEST)
    if not roles or line.is_shared:
        return None
    if set(roles) <= KNOWS_GUESTS_BY_NUMBER:
        return replace(line, roles=roles, guests=tuple(each for each in line.guests if each.is_head), note=line.note)
    return replace(line, roles=roles)


def of_delegate(line: ItineraryLine, delegate_id: int) -> ItineraryLine | None:
    """The line as one delegate reads it; None when they do not take part."""
    return line if any(each.delegate_id == delegate_id for each in line.guests) else None


def without_guests(activity: ReleasedActivity) -> ReleasedActivity:
    """The activity with our people only; whose guests they are, the itinerary says."""
    return replace(activity, people=tuple(each for each in activity.people if each.role != GUEST))


def guests_in(people: Sequence[ReleasedPerson], known: Collection[ItineraryGuest]) -> tuple[ItineraryGuest, ...]:
    """The guests among the people of an activity, in the order of the delegation, named as they were released."""
    there = {each.id: each for each in people if each.role == GUEST}
    return tuple(
        replace(each, name=there[each.person_id].name, original_name=there[each.person_id].original_name)
        for each in known
        if each.person_id in there
    )
