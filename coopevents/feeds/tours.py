"""Calendars of tours: what one party has booked, what one guide leads; each found by the secret in its address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from coopevents.calendars.entries import CalendarDetails, CalendarEntry
from coopevents.calendars.feed import etag_of, feed
from coopevents.feeds.programmes import find_programme
from coopevents.i18n import HTML_LANGUAGES
from coopevents.places import queries as places
from coopevents.schedule import queries as schedules
from coopevents.schedule.calendar import entries_for
from coopevents.schedule.releases import ReleasedProgramme
from coopevents.tours import booking_queries, booking_tokens, departure_queries
from coopevents.tours.calendar import entry_for_booking
from coopevents.tours.models import TourBooking

BEFORE, AHEAD = timedelta(days=60), timedelta(days=400)


def calendar_of_booking(booking: TourBooking, *, name: str, language: str, host: str) -> bytes:
    """The tour a party has booked, cancelled when it is."""
    schedule = schedules.get_schedule(booking.departure.activity.schedule_id)
    details = CalendarDetails(
        name=name,
        time_zone=schedule.time_zone,
        last_modified=booking.changed_at,
        language=HTML_LANGUAGES.get(language, language),
    )
    return feed(details, [entry_of(booking, language=language, host=host)])


def entry_of(booking: TourBooking, *, language: str, host: str) -> CalendarEntry:
    """A booked tour as an entry."""
    place_id = booking.departure.activity.place_id
    place = places.find_place(place_id) if place_id is not None else None
    return entry_for_booking(booking, place, language=language, host=host)


def entries_of_guest(registration_id: int, *, language: str, host: str) -> list[CalendarEntry]:
    """The tours a guest of an event has booked with the registration, those cancelled since as cancelled.

    A tour they only wait for is none yet.
    """
    found = booking_queries.list_of_registration(registration_id)
    return [entry_of(each, language=language, host=host) for each in found if each.sequence or not each.waiting_since]


@dataclass(frozen=True)
class Led:
    """What a guide leads: the released programmes it stands on, and which entries of each."""

    person_id: int
    programmes: tuple[tuple[ReleasedProgramme, frozenset[str]], ...]

    def tag(self, language: str, host: str) -> str:
        """What names the calendar's bytes, without making them."""
        parts = [f"{each.schedule_id}:{each.number}:{sorted(uids)}" for each, uids in self.programmes]
        return etag_of("guide", self.person_id, language, host, *parts)


def find_led(token: str, now: datetime) -> Led | None:
    """What the guide leads whose calendar the token opens; None for a wrong one."""
    person_id = booking_tokens.guide_in(token)
    if person_id is None:
        return None
    uids: dict[int, set[str]] = {}
    for each in departure_queries.list_led_by(person_id, now - BEFORE, now + AHEAD):
        uids.setdefault(each.activity.schedule_id, set()).add(each.activity.uid)
    found = ((find_programme(schedules.get_schedule(number)), frozenset(some)) for number, some in uids.items())
    return Led(person_id, tuple((programme, some) for programme, some in found if programme is not None))


def calendar_of_guide(
    led: Led, *, name: str, language: str, host: str, now: datetime, address: Callable[[str], str]
) -> bytes:
    """The departures a guide leads or stands by for, as they were released."""
    entries = [
        entry
        for programme, uids in led.programmes
        for entry in entries_for(
            programme,
            language=language,
            host=host,
            address_of_activity=address,
            picked=uids,
            person_id=led.person_id,
        )
    ]
    zones = [programme.time_zone for programme, _uids in led.programmes]
    changed = max((programme.released_at for programme, _uids in led.programmes), default=now)
    details = CalendarDetails(
        name=name,
        time_zone=zones[0] if zones else "UTC",
        last_modified=changed,
        language=HTML_LANGUAGES.get(language, language),
    )
    return feed(details, entries)
