"""The private addresses of colleagues' calendars of agreements."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TABLE = "agreement_calendar"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        TABLE,
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f(f"fk_{TABLE}_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("reference", name=op.f(f"uq_{TABLE}_reference")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table(TABLE)
