"""What tablets told of signatures at a ceremony."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE = "ceremony_signature"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("original", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("refusal", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f(f"fk_{TABLE}_agreement_id_agreement")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f(f"fk_{TABLE}_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{TABLE}_key")),
    )
    op.create_index(op.f(f"ix_{TABLE}_agreement_id"), TABLE, ["agreement_id"])
    op.create_index(op.f(f"ix_{TABLE}_ceremony_id"), TABLE, ["ceremony_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table(TABLE)
