"""The last day on which guests may change what they wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("registration_form") as batch:
        batch.add_column(sa.Column("changes_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("registration_form") as batch:
        batch.drop_column("changes_until")
