"""Invitations: who is asked to come, until when, on what conditions, and what was answered."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.events.models import Event
from coopevents.registration.invitation_states import InvitationState
from coopevents.registration.models import EventForm, Registration
from coopevents.text import LocalizedText, full_name


class Invitation(Model):
    """A person who is asked to come, with a link of their own; raising ``token_version`` makes older links worthless.

    ``answer_by`` is the last day to answer, where the event is, and ``expires_at`` the moment after it. Who
    ``keeps_place`` has a place held until then; ``holds_seat`` says whether it is held now. A delegate names in
    ``delegate_of_id`` in whose place they were asked; ``withdrawn_from`` is the state a withdrawn one came from.
    """

    __tablename__ = "registration_invitation"
    __table_args__ = (
        CheckConstraint("NOT keeps_place OR answer_by IS NOT NULL", name="a_kept_place_has_an_end"),
        Index("ix_registration_invitation_event", "event_id", "state", "id"),
        Index("ix_registration_invitation_address", "event_id", "email"),
        Index("ix_registration_invitation_due", "state", "expires_at"),
        Index(
            "ix_registration_invitation_seats",
            "event_id",
            "form_id",
            sqlite_where=text("holds_seat"),
            postgresql_where=text("holds_seat"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    form_id: Mapped[int] = mapped_column(ForeignKey("registration_form.id"), index=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    token_version: Mapped[int] = mapped_column(default=1)
    state: Mapped[InvitationState] = mapped_column(one_of(InvitationState), default=InvitationState.DRAFTED)
    withdrawn_from: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254))
    title: Mapped[str] = mapped_column(String(60), default="")
    given_name: Mapped[str] = mapped_column(String(120), default="")
    family_name: Mapped[str] = mapped_column(String(120), default="")
    original_name: Mapped[str] = mapped_column(String(200), default="")
    institution_name: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(20))
    search_key: Mapped[str] = mapped_column(Text, default="")
    is_locked: Mapped[bool] = mapped_column(default=False)
    skips_approval: Mapped[bool] = mapped_column(default=False)
    keeps_place: Mapped[bool] = mapped_column(default=False)
    holds_seat: Mapped[bool] = mapped_column(default=False, server_default=false())
    answer_by: Mapped[date | None]
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    remind_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_vip: Mapped[bool] = mapped_column(default=False)
    host_name: Mapped[str] = mapped_column(String(200), default="")
    host_phone: Mapped[str] = mapped_column(String(60), default="")
    protocol_note: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    answer_reason: Mapped[str] = mapped_column(Text, default="")
    delegate_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration_invitation.id", ondelete="SET NULL"), index=True
    )
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[Event] = relationship()
    form: Mapped[EventForm] = relationship()
    registration: Mapped[Registration | None] = relationship()
    delegate_of: Mapped["Invitation | None"] = relationship(remote_side="Invitation.id", back_populates="delegates")
    delegates: Mapped[list["Invitation"]] = relationship(
        order_by="Invitation.id", back_populates="delegate_of", passive_deletes=True
    )

    @property
    def name(self) -> str:
        """The name in reading order: in Latin letters, else as its own script writes it; may be empty."""
        return full_name(self.given_name, self.family_name) or self.original_name

    @property
    def called(self) -> str:
        """What a list calls the person: the name, else the address."""
        return self.name or self.email
