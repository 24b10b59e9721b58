"""What bookings of tours know of their party, what weekly tours leave out, and which languages people speak."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

OF_A_BOOKING = (
    "contact_name", "email", "intention", "changed_at", "known_starts_at", "known_place_id", "tell_at", "reminded_at",
)  # fmt: skip


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("speaks", sa.String(length=60), nullable=False, server_default=""))
    with op.batch_alter_table("tour_booking") as batch:
        batch.add_column(sa.Column("contact_name", sa.String(length=200), nullable=False, server_default=""))
        batch.add_column(sa.Column("email", sa.String(length=254), nullable=False, server_default=""))
        batch.add_column(sa.Column("intention", sa.String(length=64), nullable=True))
        batch.add_column(
            sa.Column("changed_at", UtcDateTime(), nullable=False, server_default="1970-01-01 00:00:00+00:00")
        )
        batch.add_column(sa.Column("known_starts_at", UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("known_place_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("tell_at", UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("reminded_at", UtcDateTime(), nullable=True))
        batch.create_index(op.f("ix_tour_booking_tell_at"), ["tell_at"])
        batch.create_unique_constraint(op.f("uq_tour_booking_intention"), ["intention"])
    with op.batch_alter_table("tour_departure") as batch:
        batch.add_column(sa.Column("small_parties_pass", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("tour_pattern") as batch:
        batch.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("on_holidays", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("tour_pattern") as batch:
        batch.drop_column("on_holidays")
        batch.drop_column("left_out")
    with op.batch_alter_table("tour_departure") as batch:
        batch.drop_column("small_parties_pass")
    with op.batch_alter_table("tour_booking") as batch:
        batch.drop_constraint(op.f("uq_tour_booking_intention"), type_="unique")
        batch.drop_index(op.f("ix_tour_booking_tell_at"))
        for name in OF_A_BOOKING:
            batch.drop_column(name)
    with op.batch_alter_table("person") as batch:
        batch.drop_column("speaks")
