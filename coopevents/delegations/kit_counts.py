"""How many of a thing a visit needs: counted by who is there, or written by hand; pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coopevents.schedule.states import ParticipantRole
from coopevents.text import LocalizedText

AT_TABLE = frozenset(
    {ParticipantRole.HOST, ParticipantRole.ATTENDEE, ParticipantRole.CHAIR, ParticipantRole.INTERPRETER}
)
"""Who of ours sits at a table with guests."""
PENS = 2


class Counting(StrEnum):
    """What a number follows. What is counted and comes to nothing is not needed."""

    HAND = "hand"
    GUESTS = "guests"
    PEOPLE = "people"
    FLAGS = "flags"
    COUNTRIES = "countries"
    LISTENERS = "listeners"
    DIETS = "diets"
    SIGNING = "signing"
    GIFTS = "gifts"


@dataclass(frozen=True)
class Around:
    """Who and what is at an activity, or on the whole visit, as far as something is counted by it.

    ``guests`` are their countries, one for each of them and empty when it is not known; ``ours`` how many of ours sit
    with them. ``gifts`` are those to be given there, with how many of each.
    """

    guests: tuple[str, ...] = ()
    ours: int = 0
    our_country: str = ""
    is_interpreted: bool = False
    diets: int = 0
    is_signed: bool = False
    gifts: tuple[tuple[LocalizedText, int], ...] = ()

    @property
    def people(self) -> int:
        """Everybody at the table."""
        return len(self.guests) + self.ours

    @property
    def flags(self) -> tuple[tuple[str, int], ...]:
        """Countries with how many of each are there: theirs by their number, then ours."""
        found = Counter(each for each in self.guests if each and each != self.our_country)
        theirs = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        ours = self.ours + self.guests.count(self.our_country)
        return (*theirs, *([(self.our_country, ours)] if ours and self.our_country else []))


@dataclass(frozen=True)
class Part:
    """Of what a number is made: so many of a country, or of a gift."""

    number: int
    country: str = ""
    text: LocalizedText = field(default_factory=LocalizedText)


def counted(counting: Counting, around: Around, written: int) -> int:
    """How many are needed; ``written`` when it was written by hand."""
    numbers = {
        Counting.HAND: written,
        Counting.GUESTS: len(around.guests),
        Counting.PEOPLE: around.people,
        Counting.FLAGS: sum(number for _country, number in around.flags),
        Counting.COUNTRIES: len(around.flags),
        Counting.LISTENERS: around.people if around.is_interpreted else 0,
        Counting.DIETS: around.diets,
        Counting.SIGNING: PENS if around.is_signed else 0,
        Counting.GIFTS: sum(number for _what, number in around.gifts),
    }
    return numbers[counting]


def parts_of(counting: Counting, around: Around) -> Sequence[Part]:
    """Of what that number is made, where it is worth telling."""
    if counting is Counting.FLAGS:
        return [Part(number, country) for country, number in around.flags]
    if counting is Counting.COUNTRIES:
        return [Part(1, country) for country, _number in around.flags]
    if counting is Counting.GIFTS:
        alike: Counter[LocalizedText] = Counter()
        for what, number in around.gifts:
            alike[what] += number
        return [Part(number, text=what) for what, number in alike.items()]
    return ()
