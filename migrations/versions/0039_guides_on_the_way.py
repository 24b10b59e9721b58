"""What guides say on the way, and guests they take along without a booking."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "heads", "walk_in", "stop", "start", "finish",
    name="tap_kind", native_enum=False, create_constraint=True, length=40,
)  # fmt: skip


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "tour_tap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=64), nullable=False),
        sa.Column("departure_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_tour_tap_number_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["tour_booking.id"],
            name=op.f("fk_tour_tap_booking_id_tour_booking"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["departure_id"],
            ["tour_departure.id"],
            name=op.f("fk_tour_tap_departure_id_tour_departure"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_tap")),
        sa.UniqueConstraint("client_key", name=op.f("uq_tour_tap_client_key")),
    )
    op.create_index(op.f("ix_tour_tap_booking_id"), "tour_tap", ["booking_id"])
    op.create_index("ix_tour_tap_departure", "tour_tap", ["departure_id", "kind", "at"])
    with op.batch_alter_table("tour_booking") as batch:
        batch.add_column(sa.Column("is_walk_in", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("tour_booking") as batch:
        batch.drop_column("is_walk_in")
    op.drop_table("tour_tap")
