"""Stops that were removed, and can be had back."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("tour_stop") as batch:
        batch.add_column(sa.Column("removed_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("tour_stop") as batch:
        batch.drop_column("removed_at")
