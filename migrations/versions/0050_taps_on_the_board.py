"""Taps on the board of the day, each once; keys of delays belong to a visit."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "arrived",
    "not_arrived",
    "left",
    "still_here",
    "late",
    "came",
    "missed",
    name="tap_kind",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_tap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_visit_tap_{table}_id_{table}"), ondelete="CASCADE"
            )
            for table in ("delegation", "delegate", "activity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_tap")),
        sa.UniqueConstraint("delegation_id", "key", name=op.f("uq_visit_tap_delegation_id_key")),
    )
    op.create_index("ix_visit_tap_subject", "visit_tap", ["delegation_id", "delegate_id", "activity_id"])
    for column in ("delegate_id", "activity_id"):
        op.create_index(op.f(f"ix_visit_tap_{column}"), "visit_tap", [column])
    with op.batch_alter_table("visit_delay") as batch:
        batch.drop_constraint(op.f("uq_visit_delay_key"), type_="unique")
        batch.create_unique_constraint(op.f("uq_visit_delay_delegation_id_key"), ["delegation_id", "key"])


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("visit_delay") as batch:
        batch.drop_constraint(op.f("uq_visit_delay_delegation_id_key"), type_="unique")
        batch.create_unique_constraint(op.f("uq_visit_delay_key"), ["key"])
    op.drop_table("visit_tap")
