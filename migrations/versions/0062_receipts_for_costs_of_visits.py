"""Receipts for costs of visits."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["visit_budget_line.id"],
            name=op.f("fk_visit_receipt_line_id_visit_budget_line"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_visit_receipt_file_id_stored_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_receipt")),
    )
    for column in ("line_id", "file_id"):
        op.create_index(op.f(f"ix_visit_receipt_{column}"), "visit_receipt", [column])


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_receipt")
