"""Gifts and budgets of visits."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "gift_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("in_stock", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("in_stock >= 0", name=op.f("ck_gift_item_stock_is_not_negative")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_gift_item_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_item")),
    )
    op.create_index(op.f("ix_gift_item_unit_id"), "gift_item", ["unit_id"])
    op.create_table(
        "gift_rule",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("given_limit", sa.BigInteger(), nullable=False),
        sa.Column("received_limit", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_gift_rule_unit_id_unit"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_gift_rule")),
    )
    op.create_table(
        "visit_budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hotel",
                "meals",
                "transport",
                "interpreter",
                "gifts",
                "venue",
                "printing",
                "other",
                name="budget_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column(
            "payer",
            sa.Enum("us", "guests", "third", name="payer", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_visit_budget_line_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_budget_line")),
    )
    op.create_index(op.f("ix_visit_budget_line_delegation_id"), "visit_budget_line", ["delegation_id"])
    op.create_table(
        "visit_gift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("given", "received", name="gift_way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("guest_name", sa.String(length=200), nullable=False),
        sa.Column("ours", sa.String(length=200), nullable=False),
        sa.Column("handed_to", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_visit_gift_quantity_is_positive")),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_visit_gift_delegate_id_delegate"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_visit_gift_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["item_id"], ["gift_item.id"], name=op.f("fk_visit_gift_item_id_gift_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_gift")),
    )
    op.create_index(op.f("ix_visit_gift_delegate_id"), "visit_gift", ["delegate_id"])
    op.create_index(op.f("ix_visit_gift_delegation_id"), "visit_gift", ["delegation_id"])
    op.create_index(op.f("ix_visit_gift_item_id"), "visit_gift", ["item_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_gift")
    op.drop_table("visit_budget_line")
    op.drop_table("gift_rule")
    op.drop_table("gift_item")
