"""Files may be sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("stored_file") as batch:
        batch.add_column(sa.Column("sealed_with", sa.String(length=20), nullable=True))


def downgrade() -> None:
    """Back. An older version cannot open sealed files, so it does not know them."""
    op.execute("DELETE FROM stored_file WHERE sealed_with IS NOT NULL")
    with op.batch_alter_table("stored_file") as batch:
        batch.drop_column("sealed_with")
