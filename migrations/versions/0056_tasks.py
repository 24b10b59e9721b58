"""Tasks about visits, counted back from their days; owners of follow-ups are reminded."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

STATE = sa.Enum(
    "open", "done", "dropped", name="task_state", native_enum=False, create_constraint=True, length=40
)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=True),
        sa.Column("line_key", sa.String(length=80), nullable=True),
        sa.Column("state", STATE, nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (settled_at IS NULL)", name=op.f("ck_task_open_until_it_is_settled")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_task_owner_id_user_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint(
            "subject_kind", "subject_id", "line_key", name=op.f("uq_task_subject_kind_subject_id_line_key")
        ),
    )
    op.create_index("ix_task_due", "task", ["state", "due_on"])
    op.create_index("ix_task_subject", "task", ["subject_kind", "subject_id"])
    op.create_index(op.f("ix_task_owner_id"), "task", ["owner_id"])
    op.create_index(op.f("ix_task_unit_id"), "task", ["unit_id"])
    op.add_column("visit_result", sa.Column("reminded_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("visit_result") as batch:
        batch.drop_column("reminded_on")
    op.drop_table("task")
