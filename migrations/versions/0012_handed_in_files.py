"""Files handed in with forms that were not accepted yet."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "handed_in",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("handed_in_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_handed_in_file_id_stored_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_handed_in")),
    )
    op.create_index(op.f("ix_handed_in_handed_in_at"), "handed_in", ["handed_in_at"])


def downgrade() -> None:
    """Back."""
    op.drop_table("handed_in")
