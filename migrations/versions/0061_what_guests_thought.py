"""What guests thought of their visit, and that they were asked."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_feedback_round",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("is_forgone", sa.Boolean(), nullable=False),
        _to("visit_feedback_round", "delegation"),
        sa.PrimaryKeyConstraint("delegation_id", name=op.f("pk_visit_feedback_round")),
    )
    op.create_index(op.f("ix_visit_feedback_round_asked_on"), "visit_feedback_round", ["asked_on"])
    op.create_table(
        "visit_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=True),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("best", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "NOT (is_anonymous AND delegate_id IS NOT NULL)", name=op.f("ck_visit_feedback_anonymous_has_no_name")
        ),
        _to("visit_feedback", "delegation"),
        _to("visit_feedback", "delegate"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_feedback")),
        sa.UniqueConstraint("writer", name=op.f("uq_visit_feedback_writer")),
    )
    for column in ("delegation_id", "delegate_id"):
        op.create_index(op.f(f"ix_visit_feedback_{column}"), "visit_feedback", [column])


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_feedback")
    op.drop_table("visit_feedback_round")


def _to(table: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{target}_id_{target}")
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name, ondelete="CASCADE")
