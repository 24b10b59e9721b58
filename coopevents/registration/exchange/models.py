"""Tables of registrations that were sent in, and their rows between being looked at and being taken over."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.registration.exchange.states import ImportState, Outcome, Verdict
from coopevents.sealing import SEALED


class RegistrationImport(Model):
    """A table somebody sent in. The file lies sealed until it was looked at; its rows go two days after the last deed.

    ``turn`` names whoever works on it now: each claim raises it. ``heard_at`` is the last word of that worker, None
    while nobody works on it. ``done`` of ``total`` is how far the present work is. ``touched_at`` is the last deed.
    """

    __tablename__ = "registration_import"
    __table_args__ = (Index("ix_registration_import_state", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    sent_by: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[str] = mapped_column(Text, default="", info=SEALED)
    state: Mapped[ImportState] = mapped_column(one_of(ImportState), default=ImportState.CHECKING)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    turn: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    passed_over: Mapped[list[str]] = mapped_column(JSON, default=list)
    failure: Mapped[str] = mapped_column(Text, default="")
    tells_guests: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_rows: Mapped[bool] = mapped_column(default=False, server_default=false())


class ImportRow(Model):
    """A row of such a table: what it would do, what is wrong with it, what became of it, and what takes that back.

    ``troubles`` and ``remarks`` are pairs of a column's heading and a sentence. It goes with its registration.
    """

    __tablename__ = "registration_import_row"

    import_id: Mapped[int] = mapped_column(ForeignKey("registration_import.id", ondelete="CASCADE"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    wished_number: Mapped[int | None]
    has_remarks: Mapped[bool] = mapped_column(default=False, server_default=false())
    who: Mapped[str] = mapped_column(String(300), default="")
    plan: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    troubles: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    remarks: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    undo: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
