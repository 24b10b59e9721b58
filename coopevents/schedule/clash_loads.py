"""Resources of which more are wanted at once than there are: a sweep with a running sum. Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from coopevents.schedule.clash_kinds import NO_TIME, Clash, ClashKind, Slot, Surroundings, by_time
from coopevents.schedule.clash_pairs import minutes_of, uids_of


def of_resource(line: Iterable[Slot], resource_id: int, around: Surroundings) -> Iterator[tuple[Slot, Clash]]:
    """Every largest set of activities that together want more of a resource than there is, once each.

    What is only too much because one use ends too shortly before the next is told apart, and not told at all where the
    same activities are too much anyway. Given with the first of the activities.
    """
    there = around.resources.get(resource_id)
    if there is None:
        return
    slots = list(line)
    turnover = around.turnover_of(resource_id)
    for together, wanted in _too_many(slots, resource_id, there, NO_TIME):
        yield together[0], _clash(ClashKind.RESOURCE_SHORT, together, resource_id, wanted, there, NO_TIME)
    if turnover:
        for together, wanted in _too_many(slots, resource_id, there, turnover):
            if not any(_too_many(together, resource_id, there, NO_TIME)):
                yield together[0], _clash(ClashKind.RESOURCE_NOT_BACK, together, resource_id, wanted, there, turnover)


def _too_many(slots: list[Slot], resource_id: int, there: int, turnover: timedelta) -> Iterator[tuple[list[Slot], int]]:
    """The largest sets that are under way together, each use longer by the turnover, and how many they want.

    A set is as large as it gets just before one of them ends after another began; ends come before starts, so that
    what only touches is never together.
    """
    wanted = {slot.id: dict(slot.resources).get(resource_id, 0) for slot in slots}
    moments: list[tuple[datetime, bool, tuple[datetime, int], Slot]] = []
    for slot in slots:
        moments.append((slot.starts_at, True, by_time(slot), slot))
        moments.append((slot.ends_at + turnover, False, by_time(slot), slot))
    moments.sort(key=lambda each: each[:3])
    running: dict[int, Slot] = {}
    total, has_grown = 0, False
    for _moment, begins, _order, slot in moments:
        if begins:
            running[slot.id] = slot
            total, has_grown = total + wanted[slot.id], True
        else:
            if has_grown and total > there:
                yield list(running.values()), total
            del running[slot.id]
            total, has_grown = total - wanted[slot.id], False


def _clash(
    kind: ClashKind, together: list[Slot], resource_id: int, wanted: int, there: int, turnover: timedelta
) -> Clash:
    minutes = minutes_of(min(each.ends_at for each in together) + turnover - together[-1].starts_at)
    return Clash(
        kind,
        f"{kind}:{uids_of(together)}:resource{resource_id}:{wanted}:{there}:{minutes}",
        tuple(each.id for each in together),
        resource_id=resource_id,
        minutes=minutes,
        needed=wanted,
        given=there,
    )
