"""Saying what has to be there, and ticking it."""

from dataclasses import dataclass
from datetime import datetime

from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.kits.models import Thing
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText, one_line

MOST_OF_ONE = 999


class ThingIsMissing(Refusal):
    """A thing without a name."""

    status = 422
    sentence = _l("Say what has to be there.")


class NumberIsOutOfReach(Refusal):
    """One has to be there, or some."""

    status = 422
    sentence = _l("Write a number from 1 to 999.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingDetails:
    """What is said of a thing."""

    what: LocalizedText
    quantity: int = 1
    owner: str = ""


def ensure_is_possible(details: ThingDetails) -> None:
    """Raises ThingIsMissing or NumberIsOutOfReach."""
    if not details.what:
        raise ThingIsMissing(field="what")
    if not 1 <= details.quantity <= MOST_OF_ONE:
        raise NumberIsOutOfReach(field="quantity")


def say(thing: Thing, details: ThingDetails) -> None:
    """Let the thing be what the details say. Raises ThingIsMissing or NumberIsOutOfReach."""
    ensure_is_possible(details)
    thing.what, thing.quantity, thing.owner = details.what, details.quantity, one_line(details.owner)[:200]


def tick(thing: Thing, *, is_done: bool, now: datetime, actor: Actor) -> None:
    """It is there, or is not after all."""
    thing.done_at, thing.done_by = (now, actor.label[:200]) if is_done else (None, "")
