"""The kit of a visit as it is read: group by group, each thing with its number, its moment and how far it is; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from coopevents.delegations.kit_counts import Around, Counting, Part, counted, parts_of
from coopevents.delegations.kit_models import VisitThing
from coopevents.delegations.kit_templates import TemplateThing
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText

WHOLE = 0
"""How the visit as a whole is called where a line of the itinerary has a number."""


class KitState(StrEnum):
    """How far a thing is. ``SHORT``: more are needed than were prepared. ``PAST``: it was not, and is not needed."""

    OPEN = "open"
    LATE = "late"
    SHORT = "short"
    READY = "ready"
    TO_RETURN = "to_return"
    RETURNED = "returned"
    PAST = "past"


TO_DO = frozenset({KitState.OPEN, KitState.LATE, KitState.SHORT})
"""It is not there yet."""


@dataclass(frozen=True)
class KitLine:
    """A thing as it is now. ``code`` names it in addresses: a number, or a line of the list and what it is for.

    ``due_by_hand`` is the moment somebody wrote, ``due_at`` that or the one of the list. ``place`` is empty where it is
    the activity's.
    """

    code: str
    item_id: int | None
    key: str
    what: LocalizedText
    counting: Counting
    number: int
    parts: Sequence[Part]
    owner: str
    place: str
    due_by_hand: datetime | None
    due_at: datetime
    comes_back: bool
    ready_at: datetime | None
    ready_by: str
    ready_number: int
    returned_by: str
    is_removed: bool
    state: KitState

    @property
    def more(self) -> int:
        """How many more are needed than were prepared."""
        return max(0, self.number - self.ready_number) if self.state is KitState.SHORT else 0


@dataclass(frozen=True)
class KitGroup:
    """What one line of the itinerary needs, or the visit as a whole (without ``item_id``)."""

    item_id: int | None
    activity_id: int | None
    title: LocalizedText
    kind: ActivityKind | None
    starts_at: datetime
    ends_at: datetime
    place: LocalizedText
    is_off: bool
    is_shared: bool
    lines: tuple[KitLine, ...]

    @property
    def shown(self) -> tuple[KitLine, ...]:
        """What is on the list: needed, or there already."""
        return tuple(each for each in self.lines if not each.is_removed and (each.number or each.ready_at))

    @property
    def removed(self) -> tuple[KitLine, ...]:
        """What was taken off it."""
        return tuple(each for each in self.lines if each.is_removed)


@dataclass(frozen=True)
class Slot:
    """For what a thing is: when that begins and ends, whether it does not take place, and who is there."""

    item_id: int | None
    starts_at: datetime
    ends_at: datetime
    is_off: bool
    around: Around


def code_of(key: str, item_id: int | None) -> str:
    """How a thing of the list is called in addresses."""
    return f"{key}-{item_id or WHOLE}"


def stored_line(thing: VisitThing, slot: Slot, now: datetime) -> KitLine:
    """A thing somebody added or touched."""
    number = counted(thing.counting, slot.around, thing.quantity)
    due_at = thing.due_at or slot.starts_at - timedelta(minutes=thing.lead_minutes)
    return KitLine(
        code=code_of(thing.line_key, thing.item_id) if thing.line_key else str(thing.id),
        item_id=thing.item_id,
        key=thing.line_key or "",
        what=thing.what,
        counting=thing.counting,
        number=number,
        parts=parts_of(thing.counting, slot.around),
        owner=thing.owner,
        place=thing.place,
        due_by_hand=thing.due_at,
        due_at=due_at,
        comes_back=thing.comes_back,
        ready_at=thing.done_at,
        ready_by=thing.done_by,
        ready_number=thing.done_quantity,
        returned_by=thing.returned_by,
        is_removed=thing.removed_at is not None,
        state=_state_of(thing, number, due_at, slot, now),
    )


def template_line(template: TemplateThing, slot: Slot, now: datetime) -> KitLine:
    """A thing of the list nobody touched."""
    return stored_line(begun_with(template, slot.item_id), slot, now)


def begun_with(template: TemplateThing, item_id: int | None) -> VisitThing:
    """A thing as the list begins it; it is nowhere yet."""
    return VisitThing(
        item_id=item_id,
        line_key=template.key,
        what=template.what,
        quantity=template.quantity,
        owner="",
        counting=template.counting,
        place="",
        lead_minutes=template.lead_minutes,
        comes_back=template.comes_back,
        done_by="",
        done_quantity=0,
        returned_by="",
        position=0,
    )


def missing_by(groups: Iterable[KitGroup], day: date, zone: tzinfo) -> list[KitLine]:
    """What is not there and has to be, by the end of that day."""
    return [
        line
        for group in groups
        for line in group.shown
        if line.state in TO_DO and line.due_at.astimezone(zone).date() <= day
    ]


def in_states(groups: Iterable[KitGroup], states: frozenset[KitState]) -> list[KitLine]:
    """The things that are so far."""
    return [line for group in groups for line in group.shown if line.state in states]


def _state_of(thing: VisitThing, number: int, due_at: datetime, slot: Slot, now: datetime) -> KitState:
    is_past = slot.is_off or slot.ends_at <= now
    if thing.returned_at is not None:
        return KitState.RETURNED
    if thing.done_at is None:
        return KitState.PAST if is_past else KitState.LATE if due_at < now else KitState.OPEN
    if thing.comes_back and (is_past or not number):
        return KitState.TO_RETURN
    return KitState.SHORT if number > thing.done_quantity and not is_past else KitState.READY
