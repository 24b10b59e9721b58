"""No list asks more of the database the longer it is: the same number of queries for 1, 10 and 100 rows.

A new list page adds one line to LISTS: its path, and how n rows of it come to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from sqlalchemy import event as sql_event

from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import Role
from coopevents.approvals.models import Case
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events.models import Event, EventPage
from coopevents.events.states import EventKind, EventState
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.states import LetterState
from coopevents.mail import service as outbox
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.people.models import Person
from coopevents.places.models import Place, PlaceKind, Resource, ResourceKind
from coopevents.registration.exchange.models import ImportRow, RegistrationImport
from coopevents.registration.exchange.states import ImportState, Verdict
from coopevents.registration.gate_models import Gate, GateDevice
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.group_states import GroupState
from coopevents.registration.models import Registration, RegistrationTerms
from coopevents.registration.states import RegistrationState
from coopevents.schedule.models import Activity, Participant, Schedule, SignUp, Track
from coopevents.schedule.release_models import Release
from coopevents.schedule.releases import ReleasedProgramme, to_json
from coopevents.schedule.states import ActivityKind, ParticipantRole, SignUpState
from coopevents.text import LocalizedText
from tests.desks import FIRST_DAY, NOW, Desk, a_form, desk
from tests.house.invited_rows import invitations, quotas
from tests.mail.samples import a_message

__all__ = ["desk"]
Rows = Callable[[Desk, int, range], None]


def people(desk: Desk, _event_id: int, numbers: range) -> None:
    db.session.add_all(_person(desk, number) for number in numbers)


def institutions(desk: Desk, _event_id: int, numbers: range) -> None:
    for number in numbers:
        institution = Institution(
            unit_id=desk.unit_id,
            kind=InstitutionKind.UNIVERSITY,
            name=LocalizedText(en=f"University {number}"),
            country=("CN", "FR", "DE")[number % 3],
            created_at=NOW,
        )
        db.session.add(institution)
        db.session.flush()
        db.session.add(_person(desk, number, institution_id=institution.id))


def events_with_all(desk: Desk, _event_id: int, numbers: range) -> None:
    for number in numbers:
        schedule = Schedule(unit_id=desk.unit_id, time_zone="Asia/Shanghai")
        new = Event(
            uid=f"event-{number}",
            slug=f"event-{number}",
            unit_id=desk.unit_id,
            schedule=schedule,
            kind=EventKind.SYMPOSIUM,
            state=EventState.PUBLISHED,
            published_at=NOW,
            title=LocalizedText(en=f"Event {number}"),
            time_zone="Asia/Shanghai",
            starts_on=FIRST_DAY + timedelta(days=number),
            ends_on=FIRST_DAY + timedelta(days=number + 1),
            created_at=NOW,
            changed_at=NOW,
        )
        db.session.add(new)
        db.session.flush()
        db.session.add(RegistrationTerms(event_id=new.id))
        registrations(desk, new.id, range(number * 1000, number * 1000 + 2))
        activities(desk, new.id, range(number * 1000, number * 1000 + 2))


def registrations(desk: Desk, event_id: int, numbers: range) -> None:
    for number in numbers:
        guest = Registration(
            event_id=event_id,
            form=a_form(event_id),
            number=number + 1,
            reference=f"reference-{event_id}-{number}",
            person=_person(desk, number),
            family_name=f"Guest {number}",
            email=f"guest{number}@example.org",
            state=RegistrationState.PENDING,
            language="en",
            privacy_version=1,
            consented_at=NOW,
            submitted_at=NOW,
            changed_at=NOW,
        )
        db.session.add(guest)
        db.session.flush()
        db.session.add(Case(subject_kind="registration", subject_id=guest.id, opened_at=NOW))


def activities(desk: Desk, event_id: int, numbers: range) -> None:
    schedule_id = events.get_event(event_id).schedule_id
    for number in numbers:
        place = Place(unit_id=desk.unit_id, kind=PlaceKind.ROOM, name=LocalizedText(en=f"Room {number}"))
        track = Track(schedule_id=schedule_id, slug=f"track-{number}", name=LocalizedText(en=f"Track {number}"))
        speaker = _person(desk, number)
        db.session.add_all((place, track, speaker))
        db.session.flush()
        starts_at = NOW + timedelta(days=8, minutes=number)
        activity = Activity(
            uid=f"activity-{event_id}-{number}",
            schedule_id=schedule_id,
            kind=ActivityKind.SALON,
            title=LocalizedText(en=f"Salon {number}"),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            place_id=place.id,
            track_id=track.id,
            created_at=NOW,
            changed_at=NOW,
        )
        activity.participants.append(Participant(person_id=speaker.id, role=ParticipantRole.SPEAKER))
        db.session.add(activity)


def bookable(desk: Desk, event_id: int, numbers: range) -> None:
    activities(desk, event_id, numbers)
    for number in numbers:
        activity = db.session.query(Activity).filter_by(uid=f"activity-{event_id}-{number}").one()
        activity.takes_sign_ups, activity.capacity = True, 5
        person = activity.participants[0].person_id
        db.session.add(SignUp(activity_id=activity.id, person_id=person, state=SignUpState.BOOKED, signed_up_at=NOW))


def guests_who_came(desk: Desk, event_id: int, numbers: range) -> None:
    registrations(desk, event_id, numbers)
    db.session.execute(db.update(Registration).values(state=RegistrationState.CHECKED_IN))


def letters(desk: Desk, event_id: int, numbers: range) -> None:
    registrations(desk, event_id, numbers)
    for guest in db.session.query(Registration).filter(Registration.number > numbers[0]):
        about = {"asked_at": NOW, "changed_at": NOW, "addressee": "Embassy"}
        db.session.add(Letter(event_id=event_id, registration=guest, state=LetterState.IN_REVIEW, **about))


def resources(desk: Desk, _event_id: int, numbers: range) -> None:
    db.session.add_all(
        Resource(unit_id=desk.unit_id, kind=ResourceKind.VEHICLE, name=LocalizedText(en=f"Coach {number}"))
        for number in numbers
    )


def places(desk: Desk, _event_id: int, numbers: range) -> None:
    db.session.add_all(
        Place(unit_id=desk.unit_id, kind=PlaceKind.ROOM, name=LocalizedText(en=f"Room {number}")) for number in numbers
    )


def tracks(_desk: Desk, event_id: int, numbers: range) -> None:
    schedule_id = events.get_event(event_id).schedule_id
    db.session.add_all(
        Track(schedule_id=schedule_id, slug=f"track-{number}", name=LocalizedText(en=f"Track {number}"))
        for number in numbers
    )


def releases(_desk: Desk, event_id: int, numbers: range) -> None:
    schedule = events.get_event(event_id).schedule
    for number in numbers:
        programme = ReleasedProgramme(
            schedule_id=schedule.id, number=number + 1, released_at=NOW, time_zone="Asia/Shanghai", activities=()
        )
        release = Release(schedule_id=schedule.id, number=number + 1, released_at=NOW, released_by="Somebody")
        release.counts, release.snapshot = {"shown": 0}, to_json(programme)
        schedule.release_number = number + 1
        db.session.add(release)


def pages(_desk: Desk, event_id: int, numbers: range) -> None:
    for number in numbers:
        title = LocalizedText(en=f"Page {number}")
        db.session.add(
            EventPage(event_id=event_id, slug=f"page-{number}", title=title, position=number, changed_at=NOW)
        )


def messages(desk: Desk, event_id: int, numbers: range) -> None:
    for number in numbers:
        message = OutboxMessage(
            key=f"key-{number}",
            message_id=f"<{number}@localhost>",
            state=MessageState.FAILED,
            kind="registration_confirmed",
            to_email=f"guest{number}@example.org",
            language="en",
            subject="Hello",
            text_body="Hello",
            html_body="Hello",
            event_id=event_id,
            unit_id=desk.unit_id,
            created_at=NOW,
            due_at=NOW,
            give_up_at=NOW,
        )
        db.session.add(message)


def colleagues(desk: Desk, event_id: int, numbers: range) -> None:
    for number in numbers:
        user = User(email=f"colleague{number}@example.edu", name=f"Colleague {number}", created_at=NOW)
        user.grants.append(Grant(scope_kind="unit", scope_id=desk.unit_id, role=Role.OFFICER, granted_at=NOW))
        user.grants.append(Grant(scope_kind="event", scope_id=event_id, role=Role.MANAGER, granted_at=NOW))
        db.session.add(user)


def entries(desk: Desk, event_id: int, numbers: range) -> None:
    for number in numbers:
        entry = AuditEntry(
            at=NOW,
            actor_kind="user",
            actor_id=number,
            actor_label="Somebody",
            fact="EventChanged",
            subject_kind="event",
            subject_id=event_id,
            unit_id=desk.unit_id,
            event_id=event_id,
        )
        db.session.add(entry)


def drafts(_desk: Desk, event_id: int, numbers: range) -> None:
    for number in numbers:
        message = a_message(to_email=f"guest{number}@example.org", event_id=event_id)
        outbox.draft_message(message, key=f"draft-{number}", due_at=NOW, needs_approval=True, now=NOW)


def waiting_guests(desk: Desk, event_id: int, numbers: range) -> None:
    registrations(desk, event_id, numbers)
    db.session.flush()
    db.session.query(Registration).update({"state": RegistrationState.WAITLISTED})


def groups(_desk: Desk, event_id: int, numbers: range) -> None:
    for number in numbers:
        kept = {"event_id": event_id, "reference": f"group-{number}", "made_at": NOW, "changed_at": NOW}
        group = Group(
            form=a_form(event_id),
            number=number + 1,
            state=GroupState.HELD,
            name=f"Group {number}",
            leader_name="Li Wei",
            leader_email="li.wei@example.org",
            language="en",
            **kept,
        )
        for place in (1, 2):
            group.members.append(
                GroupMember(event_id=event_id, position=place, reference=f"place-{number}-{place}", changed_at=NOW)
            )
        db.session.add(group)


def gates(_desk: Desk, event_id: int, numbers: range) -> None:
    """Gates, and as many devices at the first of them."""
    for number in numbers:
        gate = Gate(id=number + 1, event_id=event_id, name=LocalizedText(en=f"Gate {number}"), created_at=NOW)
        db.session.add(gate)
        db.session.flush()
        device = GateDevice(
            gate_id=1, reference=f"device-{number}", label=f"Device {number}", paired_by="x", paired_at=NOW
        )
        db.session.add(device)


def tables(_desk: Desk, event_id: int, numbers: range) -> None:
    """Tables of registrations, and as many rows in the first of them."""
    for number in numbers:
        sent = {"sent_by": "x", "name": "guests.csv", "language": "en", "sent_at": NOW, "touched_at": NOW}
        state = ImportState.DONE if number else ImportState.CHECKED
        counts = dict.fromkeys(("faulty", "new", "changed", "remarked"), number + 1)
        db.session.add(RegistrationImport(id=number + 1, event_id=event_id, state=state, counts=counts, **sent))
        db.session.flush()
        for place, verdict in enumerate((Verdict.FAULTY, Verdict.NEW, Verdict.CHANGED)):
            said = {"verdict": verdict, "has_remarks": True, "remarks": [["State", "Why"]], "plan": {"shown": []}}
            db.session.add(ImportRow(import_id=1, row=number * 3 + place, troubles=[["E-mail", "Why"]], **said))


LISTS: list[tuple[str, Rows]] = [
    ("/desk/events/week/gates", gates),
    ("/desk/events/week/gates/1", gates),
    ("/desk/events/week/registrations/duplicates", registrations),
    ("/desk/events/week/registrations/table", tables),
    ("/desk/events/week/registrations/table/1", tables),
    ("/desk/events/week/registrations/table/1/rows.csv", tables),
    ("/desk/", events_with_all),
    ("/desk/events/", events_with_all),
    ("/desk/events/export.csv", events_with_all),
    ("/desk/events/week/waiting-list", waiting_guests),
    ("/desk/events/week/groups", groups),
    ("/desk/events/week/quotas", quotas),
    ("/desk/events/week/invitations", invitations),
    ("/desk/events/week/invitations/export.csv", invitations),
    ("/desk/events/week/", registrations),
    ("/desk/events/week/pages", pages),
    ("/desk/events/week/programme", activities),
    ("/desk/events/week/programme?view=list", activities),
    ("/desk/events/week/board/state", activities),
    ("/desk/events/week/programme/export.csv", activities),
    ("/desk/events/week/programme/assistant", tracks),
    ("/desk/events/week/programme/tracks", tracks),
    ("/desk/events/week/programme/release", activities),
    ("/desk/events/week/programme/releases", releases),
    ("/desk/events/week/programme/releases/compare", releases),
    ("/desk/events/week/exchange/programme.csv", activities),
    ("/desk/events/week/exchange/programme.xlsx", activities),
    ("/desk/events/week/registrations", registrations),
    ("/desk/reviews", registrations),
    ("/desk/events/week/sign-ups", bookable),
    ("/desk/events/week/certificates", guests_who_came),
    ("/desk/events/week/letters", letters),
    ("/desk/events/week/sharing", activities),
    ("/desk/events/week/team", colleagues),
    ("/desk/events/week/audit", entries),
    ("/desk/people", people),
    ("/desk/people/export.csv", people),
    ("/desk/partners", institutions),
    ("/desk/partners/export.csv", institutions),
    ("/desk/places", places),
    ("/desk/resources", resources),
    ("/desk/outbox", messages),
    ("/desk/outbox?state=draft", drafts),
    ("/desk/colleagues", colleagues),
    ("/", events_with_all),
    ("/partners", institutions),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked


def queries_asked(desk: Desk, path: str, rows: Rows) -> dict[int, int]:
    """Number of rows to number of statements the page needs for them, in an office without an event so far."""
    event_id = desk.event()
    colleague = desk.colleague(Role.ADMIN)
    asked = {}
    for numbers in (range(1), range(1, 10), range(10, 100)):
        with desk.writing():
            rows(desk, event_id, numbers)
            db.session.commit()
        with counted(desk.app) as statements:
            answer = colleague.get(path.partition("?")[0], **dict(parse_qsl(path.partition("?")[2])))
            assert answer.status_code == 200
            assert answer.data
        asked[numbers.stop] = len(statements)
    return asked


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that reach the database in this block."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    sql_event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sql_event.remove(engine, "before_cursor_execute", note)


def _person(desk: Desk, number: int, **more: Any) -> Person:
    return Person(unit_id=desk.unit_id, family_name=f"Family {number}", created_at=NOW, **more)
