"""A guest's own calendar: the activities picked, found by the secret in its address.

It holds the guest's choice and nothing about the guest. Whoever has no place any more gets an empty calendar, so
that the entries leave the subscribed one.
"""

from dataclasses import dataclass
from datetime import datetime

from coopevents.calendars.entries import CalendarDetails, CalendarEntry
from coopevents.calendars.feed import etag_of, feed
from coopevents.events.models import Event
from coopevents.feeds.calendars import Addresses, Part, changed_at, entries_of, tag_of
from coopevents.feeds.programmes import find_programme
from coopevents.feeds.tours import entries_of_guest
from coopevents.i18n import HTML_LANGUAGES
from coopevents.registration import open_agenda_queries, open_agendas, queries
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE
from coopevents.schedule.releases import ReleasedProgramme
from coopevents.tours import booking_queries
from coopevents.tours.models import TourBooking


@dataclass(frozen=True)
class Agenda:
    """A guest's picks of an event, and the tours booked with the registration."""

    event: Event
    registration: Registration
    picked: frozenset[str]
    booked: tuple[TourBooking, ...] = ()

    def tag(self, language: str, host: str) -> str:
        """What names the calendar's bytes, without making them."""
        return etag_of(
            tag_of(self.event, Part(), language, host),
            self.registration.reference,
            self.registration.state in IS_LIVE,
            *sorted(self.picked),
            *(f"{each.uid} {each.sequence} {each.changed_at}" for each in self.booked),
        )


def find_agenda(token: str) -> Agenda | None:
    """The agenda the token opens; None for a wrong or replaced one."""
    registration = queries.find_by_agenda_token(token)
    if registration is None:
        return None
    picked = frozenset(queries.list_picks(registration.id)) if registration.state in IS_LIVE else frozenset()
    booked = tuple(booking_queries.list_of_registration(registration.id))
    return Agenda(registration.event, registration, picked, booked)


@dataclass(frozen=True)
class OpenCalendar:
    """The picks of somebody who is not registered."""

    event: Event
    reference: str
    picked: frozenset[str]

    def tag(self, language: str, host: str) -> str:
        """What names the calendar's bytes, without making them."""
        return etag_of(tag_of(self.event, Part(), language, host), self.reference, *sorted(self.picked))


def find_open_calendar(token: str, now: datetime) -> OpenCalendar | None:
    """The calendar the token of an open agenda opens; None for a wrong or replaced one, and once it is over."""
    agenda = open_agendas.find_calendar(token, now=now)
    if agenda is None:
        return None
    return OpenCalendar(agenda.event, agenda.reference, open_agenda_queries.list_picks(agenda.id))


def calendar_of_agenda(agenda: Agenda | OpenCalendar, *, name: str, language: str, addresses: Addresses) -> bytes:
    """The calendar's bytes."""
    event, programme = agenda.event, find_programme(agenda.event.schedule)
    details = CalendarDetails(
        name=name,
        time_zone=event.time_zone,
        last_modified=changed_at(event, programme),
        url=addresses.of_event(event.slug),
        language=HTML_LANGUAGES.get(language, language),
    )
    return feed(details, _entries(agenda, programme, language, addresses))


def _entries(
    agenda: Agenda | OpenCalendar, programme: ReleasedProgramme | None, language: str, addresses: Addresses
) -> list[CalendarEntry]:
    tours: list[CalendarEntry] = []
    picked = agenda.picked
    if isinstance(agenda, Agenda) and agenda.booked:
        tours = entries_of_guest(agenda.registration.id, language=language, host=addresses.host)
        picked = picked - {each.departure.activity.uid for each in agenda.booked}
    if not picked:
        return tours
    own = entries_of(agenda.event, programme, Part(), language=language, addresses=addresses, picked=picked)
    return [*own, *tours]
