"""A published week with people who care about it, and the worker that tells them. Fixture `week`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.people.models import Person
from coopevents.registration import agendas
from coopevents.registration import service as registration
from coopevents.registration.details import GuestDetails
from coopevents.schedule import service as schedules
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.queries import find_latest_release
from coopevents.schedule.release_models import Notice
from coopevents.schedule.releasing import release_schedule
from coopevents.schedule.states import NoticeState, ParticipantRole
from coopevents.text import LocalizedText
from tests.blueprints.published import activity_named, present_event, publish

SPEAKER = "ruolin.dai@private.example"


class Week:
    """The week of tests.blueprints.published, released by hand."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        publish()
        self.schedule.releases_itself = False
        unit_of_work.commit()

    @property
    def event(self) -> Event:
        """The event as it is now."""
        return present_event()

    @property
    def schedule(self) -> Schedule:
        """Its schedule as it is now."""
        return self.event.schedule

    def guest(self, email: str, *titles: str, language: str = "en", name: str = "Guest") -> int:
        """Somebody registered who picked these activities; returns the person's id."""
        details = GuestDetails(email=email, family_name=name, language=language, has_consented=True)
        guest = registration.register_guest(self.event, details, now=clock.now(), actor=THE_HOUSE, by_office=True)
        for title in titles:
            agendas.pick_activity(guest, activity_named(title).uid, now=clock.now())
        person_id = guest.person_id
        unit_of_work.commit()
        db.session.query(OutboxMessage).delete()
        db.session.commit()
        return person_id

    def person(self, email: str, language: str = "", name: str = "Person") -> int:
        """Somebody the office knows."""
        unit_id = self.event.unit_id
        person = Person(unit_id=unit_id, family_name=name, email=email, language=language, created_at=clock.now())
        db.session.add(person)
        db.session.commit()
        return person.id

    def move(self, title: str, minutes: int = 30) -> None:
        """Later by so many minutes."""
        activity, later = activity_named(title), timedelta(minutes=minutes)
        schedules.move_activity(
            activity,
            starts_at=activity.starts_at + later,
            ends_at=activity.ends_at + later,
            place_id=activity.place_id,
            now=clock.now(),
            actor=THE_HOUSE,
        )
        unit_of_work.commit()

    def cancel(self, title: str, reason: str = "The hall is flooded") -> None:
        """It does not take place."""
        schedules.cancel_activity(activity_named(title), reason, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()

    def change(self, title: str, **said: Any) -> None:
        """Say something else about it."""
        activity = activity_named(title)
        details = schedules.details_of(activity, **said)
        schedules.change_activity(
            activity, details, expected_version=activity.version, now=clock.now(), actor=THE_HOUSE
        )
        unit_of_work.commit()

    def put_in(self, title: str, *person_ids: int, role: ParticipantRole = ParticipantRole.HOST) -> None:
        """These people, and nobody else, are in it."""
        self.change(title, people=tuple(ParticipantDetails(each, role) for each in person_ids))

    def release(self, *, comment: LocalizedText | None = None, tells: bool = True) -> None:
        """Hand it over to its readers."""
        release_schedule(self.schedule, now=clock.now(), actor=THE_HOUSE, comment=comment, tells=tells)
        unit_of_work.commit()

    def work(self) -> None:
        """Let the worker write and let go what is due, but deliver nothing."""
        unit_of_work.discard()
        self.app.extensions["jobs"].teller.tell()
        db.session.expire_all()

    def let_quiet_time_pass(self) -> None:
        """As if a quarter of an hour had gone by."""
        db.session.execute(update(Notice).values(due_at=clock.now() - timedelta(seconds=1)))
        db.session.commit()
        self.work()

    def messages(self, *states: MessageState) -> dict[str, OutboxMessage]:
        """The messages in these states by address; each address has one at most."""
        wanted = states or (MessageState.QUEUED,)
        found = list(db.session.scalars(select(OutboxMessage).where(OutboxMessage.state.in_(wanted))))
        assert len({each.to_email for each in found}) == len(found)
        return {each.to_email: each for each in found}

    def drafts(self) -> dict[str, OutboxMessage]:
        """The drafts by address."""
        return self.messages(MessageState.DRAFT)

    def notice_states(self) -> list[NoticeState]:
        """How the notices stand, in the order they were asked for."""
        return list(db.session.scalars(select(Notice.state).order_by(Notice.id)))

    def released_at(self) -> datetime:
        """When the latest release was made."""
        latest = find_latest_release(self.schedule.id)
        assert latest is not None
        return latest.released_at

    def activity(self, title: str) -> Activity:
        """One of its activities."""
        return activity_named(title)


@pytest.fixture
def week(context: Flask) -> Week:
    """A published week."""
    return Week(context)


def calendars_of(message: OutboxMessage) -> list[tuple[str, bytes]]:
    """Every calendar object of a message, with its method."""
    first = [(message.calendar_method, message.calendar_body)] if message.calendar_body else []
    further: Iterable[tuple[str, bytes]] = ((each.calendar_method, each.body) for each in message.attachments)
    return [*first, *further]
