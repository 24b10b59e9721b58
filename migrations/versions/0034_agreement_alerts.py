"""Which alerts of agreements are done with."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLE = "agreement_alert"


def upgrade() -> None:
    """Forward."""
    kinds = sa.Enum(
        "expiry", "notice", "review", "stalled",
        name="alert_kind", native_enum=False, create_constraint=True, length=40,
    )  # fmt: skip
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("told", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f(f"fk_{TABLE}_agreement_id_agreement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_once", TABLE, ["agreement_id", "kind", "day", "threshold"], unique=True)


def downgrade() -> None:
    """Back."""
    op.drop_table(TABLE)
