"""What a guide says on the way counts once, in whatever order it comes in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.facts import Actor
from coopevents.refusals import Refusal
from coopevents.tours import booking_queries, departure_queries, departures, guiding
from coopevents.tours.guiding_rules import IsNotTheTime, NoRoomForMore, PartyIsUnknown, StopIsUnknown, TapDetails
from coopevents.tours.states import BookingState, DepartureState, TapKind
from tests.tours.office import STARTS, Tours

GUIDE = Actor("user", None, "Zhou Mengting")
HEADS, WALK_IN, STOP, START, FINISH = TapKind


def tap(departure_id: int, key: str, kind: TapKind, minutes: int = 0, **said: object) -> None:
    """A tap so many minutes after the departure, received a while later."""
    departure, at = departure_queries.get_departure(departure_id), STARTS + timedelta(minutes=minutes)
    details = TapDetails(f"tap-{key}-key", kind, at, **said)  # type: ignore[arg-type]
    guiding.take_tap(departure, details, now=at + timedelta(minutes=30), actor=GUIDE)
    unit_of_work.commit()


def here(departure_id: int) -> dict[str, tuple[str, int | None]]:
    """Every party by name, with its state and how many of it are here."""
    found = booking_queries.list_of(departure_id)
    return {each.contact_name or "walk-in": (each.state.value, each.heads_arrived) for each in found}


def test_a_tap_counts_once_and_the_later_moment_holds(tours: Tours) -> None:
    number = tours.departure().id
    party = tours.book(departure_queries.get_departure(number), "ada", 3).id
    tap(number, "b", HEADS, 5, party=str(party), number=3)
    tap(number, "a", HEADS, 1, party=str(party), number=1)
    tap(number, "b", HEADS, 5, party=str(party), number=3)
    assert here(number) == {"Ada": ("attended", 3)}
    tap(number, "c", HEADS, 6, party=str(party), number=0)
    assert here(number) == {"Ada": ("confirmed", None)}


def test_places_of_parties_that_may_still_come_are_kept_until_the_tour_begins(tours: Tours) -> None:
    number = tours.departure().id
    tours.book(departure_queries.get_departure(number), "ada", 6)
    tours.book(departure_queries.get_departure(number), "bo", 3)
    tap(number, "one", WALK_IN, -10, number=1)
    with pytest.raises(NoRoomForMore):
        tap(number, "two", WALK_IN, -9, number=1)
    tap(number, "start", START, 0)
    tap(number, "two", WALK_IN, 1, number=1)
    tap(number, "back", HEADS, 2, party="tap-one-key", number=0)
    found = booking_queries.list_of(number)
    assert [each.state.value for each in found if each.is_walk_in] == ["attended", "cancelled"]


def test_more_of_a_party_than_booked_come_along_only_where_there_is_room(tours: Tours) -> None:
    number = tours.departure(most_heads=4).id
    party = tours.book(departure_queries.get_departure(number), "ada", 2).id
    waiting = tours.book(departure_queries.get_departure(number), "bo", 3)
    assert waiting.state is BookingState.WAITING
    tap(number, "a", HEADS, 1, party=str(party), number=4)
    assert here(number)["Ada"] == ("attended", 4)
    with pytest.raises(NoRoomForMore):
        tap(number, "b", HEADS, 2, party=str(waiting.id), number=1)
    tap(number, "c", HEADS, 3, party=str(party), number=1)
    tap(number, "start", START, 4)
    tap(number, "d", HEADS, 5, party=str(waiting.id), number=3)
    assert here(number) == {"Ada": ("attended", 1), "Bo": ("attended", 3)}


def test_a_tour_begins_stops_and_is_over_and_who_was_not_counted_did_not_come(tours: Tours) -> None:
    number = tours.departure().id
    came = tours.book(departure_queries.get_departure(number), "ada", 2).id
    late = tours.book(departure_queries.get_departure(number), "bo", 2).id
    tap(number, "start", START, -5)
    assert departure_queries.get_departure(number).state is DepartureState.RUNNING
    tap(number, "count", HEADS, 0, party=str(came), number=2)
    with pytest.raises(StopIsUnknown):
        tap(number, "stop", STOP, 10, number=1)
    tap(number, "finish", FINISH, 80)
    assert departure_queries.get_departure(number).state is DepartureState.DONE
    assert here(number) == {"Ada": ("attended", 2), "Bo": ("no_show", None)}
    tap(number, "late", HEADS, 20, party=str(late), number=2)
    assert here(number)["Bo"] == ("attended", 2)
    departures.go_on(departure_queries.get_departure(number), now=STARTS + timedelta(hours=5))
    assert departure_queries.get_departure(number).state is DepartureState.DONE


def test_when_nobody_was_counted_nobody_is_said_to_have_stayed_away(tours: Tours) -> None:
    number = tours.departure().id
    tours.book(departure_queries.get_departure(number), "ada", 2)
    departures.go_on(departure_queries.get_departure(number), now=STARTS + timedelta(hours=5))
    assert here(number) == {"Ada": ("confirmed", None)}


@pytest.mark.parametrize(
    ("minutes", "party", "refusal"), [(-200, "1", IsNotTheTime), (400, "1", IsNotTheTime), (0, "77", PartyIsUnknown)]
)
def test_taps_at_other_times_and_about_other_parties_are_refused(
    tours: Tours, minutes: int, party: str, refusal: type[Refusal]
) -> None:
    number = tours.departure().id
    with pytest.raises(refusal):
        tap(number, "x", HEADS, minutes, party=party, number=1)
