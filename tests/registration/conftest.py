"""An office with an event that registers guests, for tests of registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from coopevents import ledger, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.facts import Actor
from coopevents.mail.models import OutboxMessage
from coopevents.registration import service
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.models import Registration
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
GUEST = Actor("guest", None, "guest")
OFFICER = Actor("user", None, "Lin Xiaoyan")
ANNA = GuestDetails(
    email="anna@example.org",
    given_name="Anna",
    family_name="Müller",
    country="DE",
    institution_name="Hochschule Beispiel",
    has_consented=True,
)


class Registrar:
    """An event, and short words for what guests and the office do with it; moments pass with every deed."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.now = NOW

    def later(self) -> datetime:
        """A minute later than before."""
        self.now += timedelta(minutes=1)
        return self.now

    def terms(self, **said: object) -> None:
        """Let these terms hold."""
        service.change_terms(self.event, TermsDetails(**said), now=self.later(), actor=OFFICER)  # type: ignore[arg-type]
        unit_of_work.commit()

    def register(self, name: str = "anna", **said: object) -> Registration:
        """Somebody registers, with an address of that name."""
        details = replace(ANNA, email=f"{name}@example.org", **said)  # type: ignore[arg-type]
        made = service.register_guest(self.event, details, now=self.later(), actor=GUEST)
        unit_of_work.commit()
        return made

    def do(self, deed: Callable[..., object], *arguments: object) -> None:
        """The office does something with a registration."""
        deed(*arguments, now=self.later(), actor=OFFICER)
        unit_of_work.commit()


@pytest.fixture
def registrar(context: Flask) -> Registrar:
    """A published event for everybody, without a limit."""
    unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="Office"))
    db.session.add(unit)
    db.session.flush()
    details = EventDetails(
        kind=EventKind.PARTNERSHIP_WEEK,
        title=LocalizedText(en="Partnership Week", zh_Hans_CN="合作周", fr="Semaine des partenariats"),
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 5),
        time_zone="Asia/Shanghai",
        slug="week",
    )
    event = events.create_event(details, unit_id=unit.id, now=NOW, actor=OFFICER)
    service.open_registration(event, TermsDetails(), now=NOW, actor=OFFICER)
    events.publish_event(event, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    ledger.take()
    return Registrar(event)


def messages() -> list[tuple[str, str, str]]:
    """What was queued for whom: kind, address, calendar method, in order."""
    rows = db.session.query(OutboxMessage).order_by(OutboxMessage.id)
    return [(each.kind, each.to_email, each.calendar_method) for each in rows]
