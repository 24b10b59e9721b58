"""What units set for their visits; tasks counted from the last day, and called in every language."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

LEVEL = sa.Enum(
    "leadership", "dean", "unit", name="visit_level", native_enum=False, create_constraint=True, length=40
)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_lead_time",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("level", LEVEL, nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.CheckConstraint("days >= 0", name=op.f("ck_visit_lead_time_days_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_visit_lead_time_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unit_id", "level", name=op.f("pk_visit_lead_time")),
    )
    op.create_table(
        "visit_task_list",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("is_in_force", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_visit_task_list_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_visit_task_list")),
    )
    with op.batch_alter_table("task") as batch:
        batch.add_column(sa.Column("counts_from_end", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("line_title", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("task") as batch:
        batch.alter_column("counts_from_end", server_default=None)
        batch.alter_column("line_title", server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("task") as batch:
        batch.drop_column("line_title")
        batch.drop_column("counts_from_end")
    op.drop_table("visit_task_list")
    op.drop_table("visit_lead_time")
