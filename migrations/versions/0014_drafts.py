"""Registrations that are only half written."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "registration_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        _foreign_key("event_id", "event"),
        _foreign_key("form_id", "registration_form"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_draft")),
        sa.UniqueConstraint("reference", name=op.f("uq_registration_draft_reference")),
    )
    for column in ("event_id", "saved_at"):
        op.create_index(op.f(f"ix_registration_draft_{column}"), "registration_draft", [column])


def downgrade() -> None:
    """Back."""
    op.drop_table("registration_draft")


def _foreign_key(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_registration_draft_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
