"""What readers see follows what organisers saved: releases, and the freshness of public pages."""

from flask import current_app

from coopevents import ledger
from coopevents.events import queries as events
from coopevents.facts import Fact
from coopevents.generations import LISTS, PARTNERS, seats_of
from coopevents.places.facts import PlaceFact
from coopevents.schedule import queries as schedules
from coopevents.schedule.facts import ScheduleFact
from coopevents.schedule.models import Schedule
from coopevents.schedule.releasing import release_schedule


def release_anew(fact: ScheduleFact) -> None:
    """A schedule that needs no ceremony releases itself on every save."""
    _release_if_it_does_so_itself(schedules.get_schedule(fact.schedule_id), fact)


def release_where_it_is_shown(fact: PlaceFact) -> None:
    """A place is called something else now: so it is on every programme that shows it."""
    for schedule in schedules.list_open_schedules_at(fact.subject.id):
        schedule.is_snapshot_current = False
        _release_if_it_does_so_itself(schedule, fact)


def release_where_they_appear(fact: Fact) -> None:
    """A person is called something else now: so they are on every programme on which they appear."""
    for schedule in schedules.list_open_schedules_with(fact.subject.id):
        schedule.is_snapshot_current = False
        _release_if_it_does_so_itself(schedule, fact)


def freshen_pages(fact: ScheduleFact) -> None:
    """Once the release is committed, every process builds the event's public pages and those of its partners anew."""
    event = events.find_event_by_schedule(fact.schedule_id)
    if event is not None:
        freshen(event.id)
        freshen(PARTNERS)


def freshen_event(fact: Fact) -> None:
    """Once a change of an event is committed, every process builds its public pages anew."""
    if fact.event_id is not None:
        freshen(fact.event_id)


def freshen_lists(fact: Fact) -> None:
    """Once a change of an event is committed, its own pages and what shows many events are built anew."""
    freshen_event(fact)
    freshen(LISTS)
    freshen(PARTNERS)


def freshen_partners(_fact: Fact) -> None:
    """Once a change of partners or of what binds them to us is committed, their public pages are built anew."""
    freshen(PARTNERS)


def freshen_everything(_fact: Fact) -> None:
    """Once it is committed, every public page is built anew, and what every process remembers for all pages."""
    generations = current_app.extensions["generations"]
    ledger.once_committed(generations.raise_all)


def freshen_seats(fact: Fact) -> None:
    """Once a change of registrations is committed, what the event's page says about free seats is looked up anew."""
    if fact.event_id is not None:
        freshen(seats_of(fact.event_id))


def freshen(event_id: int) -> None:
    """Once this unit of work is committed, public pages of the event are outdated."""
    generations = current_app.extensions["generations"]
    ledger.once_committed(lambda: generations.advance(event_id))


def _release_if_it_does_so_itself(schedule: Schedule, fact: Fact) -> None:
    if schedule.is_open and schedule.releases_itself and not schedule.is_snapshot_current:
        release_schedule(schedule, now=fact.at, actor=fact.actor)
