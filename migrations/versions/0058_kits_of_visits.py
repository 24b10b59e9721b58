"""Kits of visits, and at which activity a gift is handed over."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_kit",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("line_key", sa.String(length=40), nullable=True),
        sa.Column(
            "counting",
            sa.Enum(
                "hand",
                "guests",
                "people",
                "flags",
                "countries",
                "listeners",
                "diets",
                "signing",
                "gifts",
                name="counting",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("lead_minutes", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("comes_back", sa.Boolean(), nullable=False),
        sa.Column("done_quantity", sa.Integer(), nullable=False),
        sa.Column("returned_at", UtcDateTime(), nullable=True),
        sa.Column("returned_by", sa.String(length=200), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_visit_kit_quantity_is_positive")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_visit_kit_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["itinerary_item.id"], name=op.f("fk_visit_kit_item_id_itinerary_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_kit")),
        sa.UniqueConstraint(
            "delegation_id", "item_id", "line_key", name=op.f("uq_visit_kit_delegation_id_item_id_line_key")
        ),
    )
    op.create_index(op.f("ix_visit_kit_delegation_id"), "visit_kit", ["delegation_id"])
    op.create_index(op.f("ix_visit_kit_item_id"), "visit_kit", ["item_id"])
    with op.batch_alter_table("visit_gift") as batch:
        batch.add_column(sa.Column("line_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            batch.f("fk_visit_gift_line_id_itinerary_item"), "itinerary_item", ["line_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(batch.f("ix_visit_gift_line_id"), ["line_id"])


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("visit_gift") as batch:
        batch.drop_index(batch.f("ix_visit_gift_line_id"))
        batch.drop_constraint(batch.f("fk_visit_gift_line_id_itinerary_item"), type_="foreignkey")
        batch.drop_column("line_id")
    op.drop_table("visit_kit")
