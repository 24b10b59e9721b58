"""What a guide's phone shows of one tour: who is here, where it is, what is said there, whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coopevents.blueprints.tour_words import TourView, spoken_words
from coopevents.i18n import HTML_LANGUAGES, LANGUAGE_NAMES, current_language
from coopevents.schedule.states import ActivityState
from coopevents.text import LANGUAGES, LocalizedText
from coopevents.tours import booking_queries, departures, guiding_rules
from coopevents.tours.models import TourBooking, TourStop
from coopevents.tours.states import BookingState, DepartureState
from coopevents.tours.stops_walk import planned_at

OF_TEXTS = {"en": "en", "zh": "zh_Hans_CN", "fr": "fr"}
SHOWN = frozenset(BookingState) - {BookingState.CANCELLED}


@dataclass(frozen=True)
class Said:
    """What is told and what is noted at a stop in one language."""

    lang: str
    language: str
    text: str
    cue: str


@dataclass(frozen=True)
class Halt:
    """One stop on the way: its number, when one is meant to be there, and what is said."""

    number: int
    stop: TourStop
    arrives: datetime
    leaves: datetime
    said: Sequence[Said]


@dataclass(frozen=True)
class Roster:
    """A tour as its guide sees it now."""

    view: TourView
    parties: Sequence[TourBooking]
    walk_ins: Sequence[TourBooking]
    halts: Sequence[Halt]
    shows_numbers: bool

    @property
    def here(self) -> int:
        """How many guests are here."""
        return sum(guiding_rules.heads_here(each) for each in (*self.parties, *self.walk_ins))

    @property
    def booked(self) -> int:
        """How many guests have a place."""
        return sum(each.heads for each in self.parties if each.state is not BookingState.WAITING)

    @property
    def phase(self) -> str:
        """Whether the tour is still to begin, on its way, over, or called off."""
        departure = self.view.departure
        if departure.activity.state is not ActivityState.PUBLIC:
            return "off"
        if departure.state is DepartureState.RUNNING:
            return "on"
        return "over" if departure.state is DepartureState.DONE else "before"

    @property
    def at_stop(self) -> int:
        """The number of the stop the tour is at; 0 for the meeting point."""
        return min(self.view.departure.at_stop or 0, len(self.halts))

    def as_mapping(self) -> dict[str, Any]:
        """What the script of the page keeps: numbers and keys, nobody's name."""
        return {
            "phase": self.phase,
            "at_stop": self.at_stop,
            "most": self.view.departure.most_heads,
            "walk_ins": [[each.intention or str(each.id), each.heads_arrived or 0] for each in self.walk_ins],
            "parties": {
                str(each.id): [
                    each.heads, guiding_rules.heads_here(each), each.waiting_since is not None
                ]
                for each in self.parties
            },
        }  # fmt: skip


def roster_of(view: TourView, now: datetime) -> Roster:
    """The tour with its parties: who is booked first, then who waits."""
    departure = view.departure
    everybody = booking_queries.list_of(departure.id, SHOWN)
    parties = [each for each in everybody if not each.is_walk_in]
    wanted = _languages(departure.languages, parties)
    stops = departure.route.stops
    halts = []
    for number, stop in enumerate(stops, 1):
        arrives, leaves = planned_at(stops, number, view.starts_at) or (view.starts_at, view.starts_at)
        halts.append(Halt(number, stop, arrives, leaves, _said_at(stop, wanted)))
    return Roster(
        view,
        parties,
        [each for each in everybody if each.is_walk_in],
        halts,
        guiding_rules.shows_numbers(now, departures.times_of(departure)),
    )


def language_words(booking: TourBooking) -> str:
    """The language a party wants the tour in, else the one it is written to in."""
    if booking.tour_language:
        return spoken_words(booking.tour_language.split())
    return LANGUAGE_NAMES.get(booking.language, "")


def _languages(led_in: str, parties: Sequence[TourBooking]) -> list[str]:
    """The languages of the parties that texts may be written in; the tour's own while nobody has booked."""
    asked = {OF_TEXTS.get(code) for each in parties for code in each.tour_language.split()}
    asked |= {each.language for each in parties if not each.tour_language}
    own = {OF_TEXTS.get(code) for code in led_in.split()}
    wanted = (asked & own or asked or own) if own else asked
    return [each for each in LANGUAGES if each in wanted] or [current_language()]


def _said_at(stop: TourStop, wanted: Sequence[str]) -> list[Said]:
    languages = [each for each in wanted if each in stop.text or each in stop.cue]
    if not languages:
        languages = list(dict.fromkeys(_nearest(each) for each in (stop.text, stop.cue) if each))
    return [
        Said(HTML_LANGUAGES[each], LANGUAGE_NAMES[each], stop.text.get(each, ""), stop.cue.get(each, ""))
        for each in languages
        if each in LANGUAGE_NAMES
    ]


def _nearest(text: LocalizedText) -> str:
    return text.language_for(current_language()) or LANGUAGES[0]
