"""The terms an event registers people on, registrations, and personal agendas."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.events.models import Event
from coopevents.people.models import Person
from coopevents.registration.states import RegistrationState
from coopevents.registration.waiting_states import WaitingRule
from coopevents.text import LocalizedText, full_name


class RegistrationTerms(Model):
    """When, for how many and on what conditions an event registers people; the row that is locked while seats are
    given. ``has_quotas`` spares events without quotas the look for them."""

    __tablename__ = "registration_terms"
    __table_args__ = (
        CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity_is_not_negative"),
        CheckConstraint("offer_hours IS NULL OR offer_hours BETWEEN 1 AND 2160", name="offer_hours_are_sensible"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    is_offered: Mapped[bool] = mapped_column(default=True)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    capacity: Mapped[int | None]
    needs_approval: Mapped[bool] = mapped_column(default=False)
    has_waiting_list: Mapped[bool] = mapped_column(default=True)
    last_number: Mapped[int] = mapped_column(default=0)
    privacy_version: Mapped[int] = mapped_column(default=1)
    privacy_text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    waiting_rule: Mapped[WaitingRule] = mapped_column(
        one_of(WaitingRule), default=WaitingRule.ARRIVAL, server_default=WaitingRule.ARRIVAL
    )
    offer_hours: Mapped[int | None]
    passes_on_itself: Mapped[bool] = mapped_column(default=True, server_default=true())
    draw_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    draw_seed: Mapped[str] = mapped_column(String(64), default="", server_default="")
    drawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    has_quotas: Mapped[bool] = mapped_column(default=False, server_default=false())
    event: Mapped[Event] = relationship()

    @property
    def keeps_places_back(self) -> bool:
        """Whether a place that becomes free waits for the office, or for a draw that is still to come."""
        return not self.passes_on_itself or (self.waiting_rule is WaitingRule.DRAW and self.drawn_at is None)


class EventForm(Model):
    """One of the forms by which an event registers people: for guests, for speakers, for the press.

    ``slug`` names it in addresses and as the guest's role; ``role`` is that role in words, as badges show it. The first
    by ``position`` is the one a guest gets who asks for none. ``capacity`` bounds its share of the event's seats;
    ``changes_until`` is the last day, where the event is, on which guests may change what they wrote. ``asks_later``
    says whether the form in force asks something only once the place is confirmed, ``answers_until`` which day is the
    last for that. A guest may bring ``most_companions`` others.
    """

    __tablename__ = "registration_form"
    __table_args__ = (
        UniqueConstraint("event_id", "slug"),
        CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[LocalizedText] = mapped_column(Localized)
    role: Mapped[LocalizedText] = mapped_column(Localized)
    ribbon: Mapped[str] = mapped_column(String(20), default="")
    is_offered: Mapped[bool] = mapped_column(default=True)
    capacity: Mapped[int | None]
    changes_until: Mapped[date | None]
    asks_later: Mapped[bool] = mapped_column(default=False, server_default=false())
    answers_until: Mapped[date | None]
    most_companions: Mapped[int] = mapped_column(default=0, server_default="0")


UNINDEXED = text("found_by = 0")
LIVE = text("state NOT IN ('declined','withdrawn','cancelled','offer_expired')")
WORD = String(80).with_variant(String(80, collation="C"), "postgresql")


class Registration(Model):
    """A person's place at an event, or the wish for one, with the name as the guest wrote it.

    Who comes with ``companion_count`` others takes as many seats more. ``waiting_order`` is the place in the waiting
    list where that differs from the order of the numbers.

    ``reference`` is unguessable and names the registration in links; ``link_version`` and ``agenda_version`` make
    all older
    personal links and feed addresses worthless when they are raised. ``found_by`` is 0 until the words and answers it
    is found by are written anew. ``merged_into_id`` names the registration that stayed of two of one person.
    """

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("companion_count >= 0", name="companion_count_is_not_negative"),
        Index("ix_registration_form", "form_id", "state", "companion_count"),
        Index("ix_registration_event_state", "event_id", "state", "number", "companion_count"),
        Index("ix_registration_event_country", "event_id", "country", "number"),
        Index("ix_registration_event_institution", "event_id", "institution_name", "number"),
        Index("ix_registration_event_name", "event_id", "sort_name", "number"),
        Index(
            "ix_registration_vip",
            "event_id",
            "number",
            sqlite_where=text("is_vip = 1"),
            postgresql_where=text("is_vip"),
        ),
        Index("ix_registration_unindexed", "id", sqlite_where=UNINDEXED, postgresql_where=UNINDEXED),
        Index("uq_registration_live_email", "event_id", "email", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    form_id: Mapped[int] = mapped_column(ForeignKey("registration_form.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("registration_group.id"), index=True)
    number: Mapped[int]
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    intention: Mapped[str | None] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    title: Mapped[str] = mapped_column(String(60), default="")
    given_name: Mapped[str] = mapped_column(String(120), default="")
    family_name: Mapped[str] = mapped_column(String(120), default="")
    original_name: Mapped[str] = mapped_column(String(200), default="")
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    sort_name: Mapped[str] = mapped_column(String(260), default="")
    state: Mapped[RegistrationState] = mapped_column(one_of(RegistrationState))
    state_reason: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(20))
    time_zone: Mapped[str] = mapped_column(String(60), default="")
    companion_count: Mapped[int] = mapped_column(default=0, server_default="0")
    companion_names: Mapped[str] = mapped_column(String(500), default="", server_default="")
    waiting_order: Mapped[int | None]
    internal_note: Mapped[str] = mapped_column(Text, default="")
    privacy_version: Mapped[int]
    consented_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_vip: Mapped[bool] = mapped_column(default=False, server_default=false())
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="SET NULL"))
    found_by: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="0")
    link_version: Mapped[int] = mapped_column(default=1)
    agenda_version: Mapped[int] = mapped_column(default=1)
    agenda_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship()
    event: Mapped[Event] = relationship()
    form: Mapped[EventForm] = relationship()

    @property
    def name(self) -> str:
        """The name in reading order: in Latin letters, else as its own script writes it."""
        return full_name(self.given_name, self.family_name) or self.original_name


class RegistrationWord(Model):
    """A word under which a registration is found; searched by its beginning."""

    __tablename__ = "registration_word"
    __table_args__ = (Index("ix_registration_word_registration", "registration_id", "word"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(WORD, primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)


class OpenAgenda(Model):
    """The agenda of somebody who is not registered: picks, and nothing about whose they are.

    ``reference`` is unguessable and names the agenda in its links; ``link_version`` and ``agenda_version`` make all
    older links and calendar addresses worthless when they are raised.
    """

    __tablename__ = "open_agenda"
    __table_args__ = (Index("ix_open_agenda_event", "event_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    link_version: Mapped[int] = mapped_column(default=1)
    agenda_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[Event] = relationship()


class OpenAgendaPick(Model):
    """An activity on such an agenda."""

    __tablename__ = "open_agenda_pick"

    agenda_id: Mapped[int] = mapped_column(ForeignKey("open_agenda.id", ondelete="CASCADE"), primary_key=True)
    activity_uid: Mapped[str] = mapped_column(String(40), primary_key=True)
    picked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgendaPick(Model):
    """An activity a registered person put on the personal agenda."""

    __tablename__ = "agenda_pick"
    __table_args__ = (UniqueConstraint("registration_id", "activity_uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    activity_uid: Mapped[str] = mapped_column(String(40), index=True)
    picked_at: Mapped[datetime] = mapped_column(UtcDateTime)
