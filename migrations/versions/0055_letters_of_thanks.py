"""Letters of thanks after visits."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_thanks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("text", Localized(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("sent_by", sa.String(length=200), nullable=False),
        sa.Column("is_by_post", sa.Boolean(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_visit_thanks_{table}_id_{table}"), ondelete="CASCADE"
            )
            for table in ("delegation", "delegate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_thanks")),
        sa.UniqueConstraint("delegation_id", "delegate_id", name=op.f("uq_visit_thanks_delegation_id_delegate_id")),
    )
    op.create_index(op.f("ix_visit_thanks_delegate_id"), "visit_thanks", ["delegate_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_thanks")
