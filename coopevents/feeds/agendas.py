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
from coopevents.i18n import HTML_LANGUAGES
from coopevents.registration import open_agenda_queries, open_agendas, queries
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE
from coopevents.schedule.releases import ReleasedProgramme


@dataclass(frozen=True)
class Agenda:
    """A guest's picks of an event."""

    event: Event
    registration: Registration
    picked: frozenset[str]

    def tag(self, language: str, host: str) -> str:
        """What names the calendar's bytes, without making them."""
        return etag_of(
            tag_of(self.event, Part(), language, host),
            self.registration.reference,
            self.registration.state in IS_LIVE,
            *sorted(self.picked),
        )


def find_agenda(token: str) -> Agenda | None:
    """The agenda the token opens; None for a wrong or replaced one."""
    registration = queries.find_by_agenda_token(token)
    if registration is None:
        return None
    picked = frozenset(queries.list_picks(registration.id)) if registration.state in IS_LIVE else frozenset()
    return Agenda(registration.event, registration, picked)


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
    if not agenda.picked:
        return []
    return entries_of(agenda.event, programme, Part(), language=language, addresses=addresses, picked=agenda.picked)
