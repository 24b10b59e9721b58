"""Many registrations at once, written straight into the database, for benchmarks of lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from coopevents import unit_of_work
from coopevents.accounts.models import Grant, Unit, User
from coopevents.accounts.roles import Role, UnitKind
from coopevents.db import db
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.forms.models import Answers
from coopevents.people.models import Person
from coopevents.registration import event_forms, service, tokens
from coopevents.registration.details import TermsDetails
from coopevents.registration.finding import words_of
from coopevents.registration.models import Registration, RegistrationWord
from coopevents.registration.states import RegistrationState as S
from coopevents.text import LocalizedText, folded

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
GIVEN = ("Amélie", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Haruto", "Ines", "Jakob", "Mei", "Wei")
FAMILY = ("Müller", "Novák", "Okafor", "Rossi", "Silva", "Tanaka", "Zhang", "Laurent", "Kowalski", "Jensen")
HAN = ("张伟", "王芳", "李娜", "刘洋", "陈静", "")
COUNTRIES = ("CN", "FR", "DE", "GB", "JP", "KR", "SG", "BR", "NG", "US", "IT", "PL")
STATES = (S.APPROVED, S.APPROVED, S.APPROVED, S.PENDING, S.WAITLISTED, S.DECLINED, S.CHECKED_IN)
ROWS_AT_ONCE = 2000


def make_office() -> Unit:
    """The office, with one officer."""
    unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="International Office"))
    db.session.add(unit)
    db.session.flush()
    user = User(email="officer@example.org", name="Lin Xiaoyan", created_at=NOW)
    user.grants.append(Grant(scope_kind="unit", scope_id=unit.id, role=Role.OFFICER, granted_at=NOW))
    db.session.add(user)
    return unit


def make_event(unit: Unit, slug: str, terms: TermsDetails) -> Event:
    """A published event with registration."""
    first = date(2027, 3, 1)
    details = EventDetails(
        kind=EventKind.SYMPOSIUM,
        title=LocalizedText(en=f"Symposium {slug}"),
        starts_on=first,
        ends_on=first + timedelta(days=4),
        time_zone="Asia/Shanghai",
        slug=slug,
    )
    event = events.create_event(details, unit_id=unit.id, now=NOW, actor=THE_HOUSE)
    service.open_registration(event, terms, now=NOW, actor=THE_HOUSE)
    events.publish_event(event, now=NOW, actor=THE_HOUSE)
    unit_of_work.commit()
    return event


def fill_event(event: Event, count: int) -> None:
    """Give the event that many registrations in every state, from many countries and institutions."""
    dice = Random(count)
    form = event_forms.get_form(event.id)
    version = event_forms.find_version(form.id)
    assert version is not None
    first_id = (db.session.scalar(select(Registration.id).order_by(Registration.id.desc()).limit(1)) or 0) + 1
    for start in range(0, count, ROWS_AT_ONCE):
        rows = [_row(event, form.id, first_id + n, n + 1, dice) for n in range(start, min(count, start + ROWS_AT_ONCE))]
        db.session.execute(insert(Person), [_person(event, row) for row in rows])
        db.session.execute(insert(Registration), rows)
        db.session.execute(insert(RegistrationWord), [word for row in rows for word in _words(row)])
        db.session.execute(insert(Answers), [_answers(version.id, row) for row in rows])
    service.queries.get_terms(event.id).last_number = count
    _count_on()
    db.session.commit()


def _count_on() -> None:
    """Let PostgreSQL go on after the ids that were written here; SQLite does by itself."""
    if db.engine.dialect.name == "postgresql":
        for table in ("person", "registration"):
            last = f"(SELECT max(id) FROM {table})"
            db.session.execute(db.text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})"))


def _row(event: Event, form_id: int, row_id: int, number: int, dice: Random) -> dict[str, Any]:
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    moment = NOW + timedelta(minutes=number)
    return {
        "id": row_id, "event_id": event.id, "form_id": form_id, "number": number,
        "reference": tokens.new_reference(), "person_id": row_id,
        "email": f"{folded(given)}.{folded(family)}.{number}@example.org", "given_name": given, "family_name": family,
        "original_name": dice.choice(HAN), "institution_name": f"University of Town {dice.randrange(200)}",
        "position": "Professor", "country": dice.choice(COUNTRIES), "sort_name": folded(f"{family} {given}"),
        "state": dice.choice(STATES), "language": "en", "privacy_version": 1, "consented_at": moment,
        "submitted_at": moment, "changed_at": moment,
    }  # fmt: skip


def _person(event: Event, row: dict[str, Any]) -> dict[str, Any]:
    names = {name: row[name] for name in ("given_name", "family_name", "original_name", "email", "country")}
    return {"id": row["person_id"], "unit_id": event.unit_id, "created_at": NOW, **names}


def _words(row: dict[str, Any]) -> list[dict[str, Any]]:
    texts = [
        str(row[name]) for name in ("given_name", "family_name", "original_name", "email", "institution_name", "number")
    ]
    return [
        {"event_id": row["event_id"], "word": word, "registration_id": row["id"]} for word in sorted(words_of(texts))
    ]


def _answers(version_id: int, row: dict[str, Any]) -> dict[str, Any]:
    values = {"diet": ["vegetarian"], "interests": ["joint_research"], "message": "We look forward to it."}
    about = {"subject_kind": "registration", "subject_id": row["id"]}
    return {"form_version_id": version_id, "values": values, "given_at": NOW, **about}
