"""Questions that are asked once the place is confirmed."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("registration_form") as batch:
        batch.add_column(sa.Column("asks_later", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("answers_until", sa.Date(), nullable=True))
    op.create_table(
        "registration_follow_up",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'answered', 'not_needed')", name=op.f("ck_registration_follow_up_follow_up_state")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_follow_up_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_registration_follow_up")),
    )
    op.create_index(op.f("ix_registration_follow_up_state"), "registration_follow_up", ["state"])


def downgrade() -> None:
    """Back."""
    op.drop_table("registration_follow_up")
    with op.batch_alter_table("registration_form") as batch:
        batch.drop_column("answers_until")
        batch.drop_column("asks_later")
