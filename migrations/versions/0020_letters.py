"""Invitation letters on their way, and the texts they are made from."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

LIVE = sa.text("state <> 'withdrawn'")
STATES = ("draft", "in_review", "returned", "approved", "issued", "withdrawn")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "letter_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("subject", Localized(), nullable=False),
        sa.Column("text", Localized(), nullable=False),
        _foreign_key("letter_template", "unit_id", "unit", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
    )
    op.create_index(op.f("ix_letter_template_unit_id"), "letter_template", ["unit_id"])
    op.create_table(
        "letter_terms",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("needs_four_eyes", sa.Boolean(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("is_side_by_side", sa.Boolean(), server_default=sa.true(), nullable=False),
        _foreign_key("letter_terms", "event_id", "event", ondelete="CASCADE"),
        _foreign_key("letter_terms", "template_id", "letter_template", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_letter_terms")),
    )
    _create_letters()


def _create_letters() -> None:
    state = sa.Enum(*STATES, name="letter_state", native_enum=False, length=40, create_constraint=True)
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("addressee", sa.String(length=300), nullable=False),
        sa.Column("stay_from", sa.Date(), nullable=True),
        sa.Column("stay_until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("begun_by", sa.String(length=200), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.String(length=200), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("stay_until >= stay_from", name=op.f("ck_letter_stay_ends_after_it_starts")),
        _foreign_key("letter", "event_id", "event", ondelete="CASCADE"),
        _foreign_key("letter", "registration_id", "registration", ondelete="CASCADE"),
        _foreign_key("letter", "paper_id", "issued_paper", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_letter_paper_id")),
    )
    op.create_index(
        "uq_letter_live", "letter", ["registration_id"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE
    )
    op.create_index("ix_letter_event", "letter", ["event_id", "state", "id"])
    op.create_index("ix_letter_registration", "letter", ["registration_id"])


def downgrade() -> None:
    """Back."""
    for table in ("letter", "letter_terms", "letter_template"):
        op.drop_table(table)


def _foreign_key(table: str, column: str, to: str, *, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)
