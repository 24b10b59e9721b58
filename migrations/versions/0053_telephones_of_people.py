"""Telephone numbers of people."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("phone", sa.String(length=60), server_default="", nullable=False))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("person") as batch:
        batch.drop_column("phone")
