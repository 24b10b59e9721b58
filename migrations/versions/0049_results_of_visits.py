"""What came of visits: minutes, outcomes, follow-ups."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "minutes", "outcome", "follow_up", name="result_kind", native_enum=False, create_constraint=True, length=40
)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("written_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'minutes') = (activity_id IS NOT NULL)", name=op.f("ck_visit_result_only_minutes_have_a_line")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_visit_result_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_visit_result_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_visit_result_owner_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_result")),
        sa.UniqueConstraint("delegation_id", "activity_id", name=op.f("uq_visit_result_delegation_id_activity_id")),
    )
    op.create_index("ix_visit_result_open", "visit_result", ["kind", "done_at", "due_on"])
    op.create_index(op.f("ix_visit_result_activity_id"), "visit_result", ["activity_id"])
    op.create_index(op.f("ix_visit_result_owner_id"), "visit_result", ["owner_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_result")
