"""Delays told on the day of a visit, each once."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_delay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("told_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_visit_delay_minutes_are_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_visit_delay_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_visit_delay_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_delay")),
        sa.UniqueConstraint("key", name=op.f("uq_visit_delay_key")),
    )
    op.create_index(op.f("ix_visit_delay_activity_id"), "visit_delay", ["activity_id"])
    op.create_index(op.f("ix_visit_delay_delegation_id"), "visit_delay", ["delegation_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_delay")
