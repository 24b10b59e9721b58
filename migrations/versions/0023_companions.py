"""How many a guest may bring, and the names of who comes along."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("registration_form") as batch:
        batch.add_column(sa.Column("most_companions", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("registration") as batch:
        batch.add_column(sa.Column("companion_names", sa.String(length=500), server_default="", nullable=False))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("registration") as batch:
        batch.drop_column("companion_names")
    with op.batch_alter_table("registration_form") as batch:
        batch.drop_column("most_companions")
