"""Who is on campus on a day: each delegation with what it does now and next, and who of it has arrived."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents.delegations import delay_undoing, delegate_queries, itinerary_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.delay_models import VisitDelay
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.queries import VisitFilter
from coopevents.delegations.states import COMING
from coopevents.people.models import Person
from coopevents.places import queries as places
from coopevents.places.models import Place
from coopevents.schedule import queries as schedules
from coopevents.schedule.states import ActivityState


@dataclass(frozen=True)
class Guests:
    """A delegation on that day. ``now`` are the lines under way, ``next`` the one that begins next."""

    delegation: Delegation
    delegates: tuple[Delegate, ...]
    lines: tuple[ItineraryItem, ...]
    now: tuple[ItineraryItem, ...]
    next: ItineraryItem | None

    @property
    def arrived(self) -> int:
        """How many of them are here."""
        return sum(each.arrived_at is not None and each.left_at is None for each in self.delegates)

    def guests_at(self, item: ItineraryItem) -> list[Delegate]:
        """Who of them takes part in a line of the delegation's own, or in one shared by all."""
        named = {each.person_id for each in item.activity.participants}
        return [each for each in self.delegates if each.person_id in named or item.is_for_all]


@dataclass(frozen=True)
class CampusToday:
    """Everybody who is to be here, with the places and people their lines name.

    ``seen`` are pairs of an activity's and a delegate's id: who came to what. ``delays`` are by delegation the last
    one told today that still holds.
    """

    guests: tuple[Guests, ...]
    places: dict[int, Place]
    people: dict[int, Person]
    seen: frozenset[tuple[int, int]]
    delays: dict[int, VisitDelay]


def campus_today(unit_ids: Collection[int], *, now: datetime, zone: ZoneInfo) -> CampusToday:
    """The delegations these units have on campus today, whoever moves next first; the same selects always."""
    today = now.astimezone(zone).date()
    found = delegations.list_all(unit_ids, VisitFilter(states=COMING, since=today, until=today))
    first, last = _bounds(today, zone)
    items = [
        each
        for each in itinerary_queries.list_items_between(unit_ids, first, last)
        if each.activity.state is ActivityState.PUBLIC
    ]
    delegates = delegate_queries.list_delegates_of([each.id for each in found])
    guests = [_guests(each, delegates[each.id], items, now) for each in found]
    return CampusToday(
        guests=tuple(sorted(guests, key=lambda each: _hurry(each, now))),
        places=places.map_places({each.activity.place_id for each in items} - {None}),
        people=schedules.map_people({who.person_id for each in items for who in each.activity.participants}),
        seen=itinerary_queries.list_seen([each.id for each in found]),
        delays=delay_undoing.latest_delays([each.id for each in found], since=first),
    )


def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)


def _guests(
    delegation: Delegation, delegates: Sequence[Delegate], items: Sequence[ItineraryItem], now: datetime
) -> Guests:
    lines = tuple(each for each in items if each.delegation_id == delegation.id)
    coming = [each for each in lines if each.activity.starts_at > now]
    under_way = tuple(each for each in lines if each.activity.starts_at <= now < each.activity.ends_at)
    return Guests(delegation, tuple(delegates), lines, under_way, coming[0] if coming else None)


def _hurry(guests: Guests, now: datetime) -> tuple[datetime, int]:
    """Whoever moves next comes first; who has nothing more today comes last."""
    moves = [each.activity.ends_at for each in guests.now]
    if guests.next is not None:
        moves.append(guests.next.activity.starts_at)
    return min(moves, default=now + timedelta(days=2)), guests.delegation.id
