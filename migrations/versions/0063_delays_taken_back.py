"""Delays of visits can be taken back."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("visit_delay") as table:
        table.add_column(sa.Column("moves", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("taken_back_at", UtcDateTime(), nullable=True))
    with op.batch_alter_table("visit_delay") as table:
        table.alter_column("moves", existing_type=sa.JSON(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("visit_delay") as table:
        table.drop_column("taken_back_at")
        table.drop_column("moves")
