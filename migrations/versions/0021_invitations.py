"""Invitations, and the places held for who is invited."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLE = "registration_invitation"
TEXTS = {
    "title": 60,
    "given_name": 120,
    "family_name": 120,
    "original_name": 200,
    "institution_name": 300,
    "position": 200,
    "country": 2,
    "language": 20,
    "host_name": 200,
    "host_phone": 60,
}


def upgrade() -> None:
    """Forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("token_version", sa.Integer(), nullable=False),
        sa.Column("state", _state(), nullable=False),
        sa.Column("withdrawn_from", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        *(sa.Column(name, sa.String(length=room), nullable=False) for name, room in TEXTS.items()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("search_key", "protocol_note", "answer_reason")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("is_locked", "skips_approval", "keeps_place")),
        sa.Column("holds_seat", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_vip", sa.Boolean(), nullable=False),
        sa.Column("words", Localized(), nullable=False),
        sa.Column("answer_by", sa.Date()),
        *(sa.Column(f"{name}_at", UtcDateTime()) for name in ("expires", "remind", "reminded", "sent", "answered")),
        *(sa.Column(f"{name}_at", UtcDateTime(), nullable=False) for name in ("made", "changed")),
        sa.Column("delegate_of_id", sa.Integer()),
        sa.Column("registration_id", sa.Integer()),
        _foreign_key("event_id", "event", "CASCADE"),
        _foreign_key("form_id", "registration_form", None),
        _foreign_key("delegate_of_id", TABLE, "SET NULL"),
        _foreign_key("registration_id", "registration", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("reference", name=op.f(f"uq_{TABLE}_reference")),
        sa.UniqueConstraint("registration_id", name=op.f(f"uq_{TABLE}_registration_id")),
        sa.CheckConstraint(
            "NOT keeps_place OR answer_by IS NOT NULL", name=op.f(f"ck_{TABLE}_a_kept_place_has_an_end")
        ),
    )
    for name, columns in {
        "event": ["event_id", "state", "id"],
        "address": ["event_id", "email"],
        "due": ["state", "expires_at"],
        "form_id": ["form_id"],
        "delegate_of_id": ["delegate_of_id"],
    }.items():
        op.create_index(op.f(f"ix_{TABLE}_{name}"), TABLE, columns)
    held = sa.text("holds_seat")
    op.create_index(
        op.f(f"ix_{TABLE}_seats"), TABLE, ["event_id", "form_id"], sqlite_where=held, postgresql_where=held
    )


def downgrade() -> None:
    """Back."""
    op.drop_table(TABLE)


def _state() -> sa.Enum:
    names = ("drafted", "waiting", "sent", "accepted", "declined", "delegated", "expired", "withdrawn")
    return sa.Enum(
        *names, name=op.f(f"ck_{TABLE}_invitation_state"), native_enum=False, length=40, create_constraint=True
    )


def _foreign_key(column: str, to: str, on_delete: str | None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{TABLE}_{column}_{to}"), ondelete=on_delete)
