"""The kit of a ceremony: what has to be there, who sees to it, until when, and what is done."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coopevents.ceremonies import rules
from coopevents.ceremonies.details import KitDetails
from coopevents.ceremonies.facts import CeremonyChanged
from coopevents.ceremonies.models import Ceremony, KitItem
from coopevents.ceremonies.planning import record, touch
from coopevents.facts import Actor
from coopevents.kits import things


def add_item(ceremony: Ceremony, details: KitDetails, *, now: datetime, actor: Actor) -> KitItem:
    """One more thing that has to be there."""
    rules.ensure_is_open(ceremony.state)
    item = KitItem(position=max((each.position for each in ceremony.kit), default=-1) + 1)
    _say(item, details)
    ceremony.kit.append(item)
    _saved(ceremony, now, actor)
    return item


def change_item(ceremony: Ceremony, item: KitItem, details: KitDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew what has to be there, how many, who sees to it, and by when."""
    rules.ensure_is_open(ceremony.state)
    _say(item, details)
    _saved(ceremony, now, actor)


def remove_item(ceremony: Ceremony, item: KitItem, *, now: datetime, actor: Actor) -> None:
    """It need not be there."""
    rules.ensure_is_open(ceremony.state)
    ceremony.kit.remove(item)
    _saved(ceremony, now, actor)


def tick(ceremony: Ceremony, item: KitItem, *, is_done: bool, now: datetime, actor: Actor) -> None:
    """It is there, or is not after all."""
    things.tick(item, is_done=is_done, now=now, actor=actor)
    _saved(ceremony, now, actor)


def due_on(item: KitItem, day: date) -> date:
    """The day by which it has to be there, for a ceremony on ``day``."""
    return day - timedelta(days=item.days_before)


def overdue(kit: Iterable[KitItem], day: date, *, today: date) -> list[KitItem]:
    """What is not there although its day has passed."""
    return [each for each in kit if each.done_at is None and due_on(each, day) < today]


def _say(item: KitItem, details: KitDetails) -> None:
    things.say(item, details)
    item.days_before = details.days_before


def _saved(ceremony: Ceremony, now: datetime, actor: Actor) -> None:
    touch(ceremony, now)
    done = sum(each.done_at is not None for each in ceremony.kit)
    record(CeremonyChanged, ceremony, now, actor, changes={"kit": (None, f"{done}/{len(ceremony.kit)}")})
