"""Devices at gates have a link of their own. Nothing wrote the table before, so nothing is lost with it."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.drop_table("gate_device")
    op.create_table(
        "gate_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("paired_by", sa.String(length=200), nullable=False),
        sa.Column("paired_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_gate_device_waiting_is_not_negative")),
        _foreign_key("gate_id", "gate"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_device")),
        sa.UniqueConstraint("reference", name=op.f("uq_gate_device_reference")),
    )
    op.create_index(op.f("ix_gate_device_gate_id"), "gate_device", ["gate_id"])
    op.create_index("ix_arrival_device", "arrival", ["device", "id"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_arrival_device", "arrival")
    op.drop_table("gate_device")
    op.create_table(
        "gate_device",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("gate_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        _foreign_key("event_id", "event"),
        _foreign_key("gate_id", "gate"),
        sa.PrimaryKeyConstraint("event_id", "device", name=op.f("pk_gate_device")),
    )
    op.create_index(op.f("ix_gate_device_gate_id"), "gate_device", ["gate_id"])


def _foreign_key(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_gate_device_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
