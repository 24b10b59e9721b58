"""The kit of a visit, read from its itinerary, its people, its gifts and what somebody said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.core import get_global

from coopevents import config
from coopevents.delegations import delegate_queries, gift_queries, itinerary_queries, kit_queries
from coopevents.delegations.gift_models import GiftWay, VisitGift
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.kit_counts import AT_TABLE, Around
from coopevents.delegations.kit_models import VisitThing
from coopevents.delegations.kit_templates import things_for
from coopevents.delegations.kit_values import KitGroup, KitLine, Slot, stored_line, template_line
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.states import VisitKind
from coopevents.i18n import _l
from coopevents.partners import queries as partners
from coopevents.places import queries as places
from coopevents.schedule.models import Activity, Participant
from coopevents.schedule.states import NOT_TAKING_PLACE, ActivityKind, ParticipantRole
from coopevents.text import LocalizedText

WHOLE_VISIT = _l("The whole visit")
EIGHT = time(8)


@dataclass(frozen=True)
class _Known:
    """What is read once for all lines: countries of the guests by id, diets, the gifts, what the kit says."""

    delegation: Delegation
    countries: Mapping[int, str]
    with_diet: frozenset[int]
    our_country: str
    gifts: Sequence[VisitGift]
    things: Sequence[VisitThing]
    now: datetime

    def around(
        self, guests: frozenset[int], ours: Sequence[Participant], gifts: Sequence[VisitGift], is_signed: bool
    ) -> Around:
        """Who and what is there; before anybody is named, as many guests as were announced."""
        named = tuple(self.countries[each] for each in sorted(guests) if each in self.countries)
        announced = (self.delegation.country,) * self.delegation.head_count
        return Around(
            guests=named if self.countries else announced,
            ours=len({each.person_id for each in ours if each.role in AT_TABLE}),
            our_country=self.our_country,
            is_interpreted=any(each.role is ParticipantRole.INTERPRETER for each in ours),
            diets=len(guests & self.with_diet),
            is_signed=is_signed,
            gifts=tuple((_name_of(each), each.quantity) for each in gifts),
        )


def kit_of(delegation: Delegation, *, now: datetime) -> list[KitGroup]:
    """What the visit as a whole needs, then each line of its itinerary in its order; the same selects always."""
    items = itinerary_queries.list_items(delegation.id)
    guests, known = itinerary_queries.map_guests(delegation), _known(delegation, now)
    rooms = places.map_places({each.activity.place_id for each in items} - {None})
    standing = {each.id for each in items if each.activity.state not in NOT_TAKING_PLACE}
    unplaced = [each for each in known.gifts if each.line_id not in standing]
    everybody = [one for each in items if each.id in standing for one in each.activity.participants]
    groups = [_whole(known, everybody, unplaced)]
    for item in items:
        place = rooms.get(item.activity.place_id or 0)
        there = guests.get(item.activity_id, frozenset())
        groups.append(_of_line(known, item, there, place.name if place else LocalizedText()))
    return groups


def _known(delegation: Delegation, now: datetime) -> _Known:
    delegates = delegate_queries.list_delegates(delegation.id, is_coming=True)
    gifts = [each for each in gift_queries.list_gifts(delegation.id) if each.way is GiftWay.GIVEN]
    zone = config.in_force().default_time_zone
    return _Known(
        delegation=delegation,
        countries=_countries(delegation, delegates),
        with_diet=frozenset(each.id for each in delegates if each.diet.strip()),
        our_country=str(get_global("zone_territories").get(zone, "")),
        gifts=[each for each in gifts if each.settled_at is None],
        things=kit_queries.list_things(delegation.id),
        now=now,
    )


def _countries(delegation: Delegation, delegates: Sequence[Delegate]) -> dict[int, str]:
    """The country of each guest's institution, else their own, else that of the delegation."""
    ids = {each.person.institution_id for each in delegates} - {None}
    known = {each.id: each.country for each in partners.list_by_ids({each for each in ids if each})}
    usual = delegation.country or (delegation.institution.country if delegation.institution else "")
    return {each.id: known.get(each.person.institution_id or 0) or each.person.country or usual for each in delegates}


def _whole(known: _Known, ours: Sequence[Participant], gifts: Sequence[VisitGift]) -> KitGroup:
    delegation, zone = known.delegation, ZoneInfo(config.in_force().default_time_zone)
    is_signed = delegation.kind is VisitKind.SIGNING
    slot = Slot(
        None,
        datetime.combine(delegation.arrives_on, EIGHT, zone),
        datetime.combine(delegation.leaves_on + timedelta(days=1), time(), zone),
        False,
        known.around(frozenset(known.countries), ours, gifts, is_signed),
    )
    return KitGroup(
        item_id=None,
        activity_id=None,
        title=LocalizedText(),
        kind=None,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=LocalizedText(),
        is_off=False,
        is_shared=False,
        lines=_lines(known, slot, None, frozenset(), is_shared=False),
    )


def _of_line(known: _Known, item: ItineraryItem, guests: frozenset[int], place: LocalizedText) -> KitGroup:
    activity, is_shared = item.activity, item.activity.schedule_id != known.delegation.schedule_id
    ours = [each for each in activity.participants if each.role is not ParticipantRole.GUEST]
    gifts = [each for each in known.gifts if each.line_id == item.id]
    around = known.around(guests, ours, gifts, is_signed(known.delegation, activity))
    is_off = activity.state in NOT_TAKING_PLACE
    slot = Slot(item.id, activity.starts_at, activity.ends_at, is_off, around)
    return KitGroup(
        item_id=item.id,
        activity_id=activity.id,
        title=activity.title,
        kind=activity.kind,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=place,
        is_off=is_off,
        is_shared=is_shared,
        lines=_lines(known, slot, activity.kind, frozenset(each.role for each in ours), is_shared=is_shared),
    )


def is_signed(delegation: Delegation, activity: Activity) -> bool:
    """Whether something is signed there."""
    signs = any(each.role is ParticipantRole.SIGNATORY for each in activity.participants)
    return signs or (activity.kind is ActivityKind.CEREMONY and delegation.kind is VisitKind.SIGNING)


def _lines(
    known: _Known, slot: Slot, kind: ActivityKind | None, roles: frozenset[ParticipantRole], *, is_shared: bool
) -> tuple[KitLine, ...]:
    """What is stored for it, and what the list says besides; by when it has to be ready.

    What another programme plans, its own organisers set up: of the list only the gifts.
    """
    own = [each for each in known.things if each.item_id == slot.item_id]
    touched = {each.line_key for each in own}
    fitting = things_for(known.delegation, kind, roles)
    begun = [each for each in fitting if each.key not in touched and (not is_shared or each.key == "gifts")]
    lines = [stored_line(each, slot, known.now) for each in own]
    lines += [template_line(each, slot, known.now) for each in begun]
    return tuple(sorted(lines, key=lambda each: each.due_at))


def _name_of(gift: VisitGift) -> LocalizedText:
    """What a gift is, in every language in which it has a name."""
    if gift.item is None:
        return LocalizedText(en=gift.text)
    return LocalizedText({key: " – ".join(filter(None, (name, gift.text))) for key, name in gift.item.name.items()})
