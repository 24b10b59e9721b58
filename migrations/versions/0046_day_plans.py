"""Templates of itineraries an office keeps, and ways that follow what they lead to."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "day_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_day_plan_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_plan")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_day_plan_unit_id_name")),
    )
    op.create_index(op.f("ix_day_plan_unit_id"), "day_plan", ["unit_id"])
    with op.batch_alter_table("itinerary_item") as batch:
        batch.add_column(sa.Column("leads_to", sa.String(length=64), nullable=True))
        batch.create_index(op.f("ix_itinerary_item_leads_to"), ["leads_to"])


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("itinerary_item") as batch:
        batch.drop_index(op.f("ix_itinerary_item_leads_to"))
        batch.drop_column("leads_to")
    op.drop_index(op.f("ix_day_plan_unit_id"), "day_plan")
    op.drop_table("day_plan")
