"""Options that guests chose, to be counted."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WORD = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "option_seat",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(length=40), nullable=False),
        sa.Column("value", WORD, nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        _foreign_key("registration_id", "registration"),
        _foreign_key("form_id", "registration_form"),
        sa.PrimaryKeyConstraint("registration_id", "question_key", "value", name=op.f("pk_option_seat")),
    )
    op.create_index("ix_option_seat_form", "option_seat", ["form_id", "question_key", "value", "registration_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("option_seat")


def _foreign_key(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_option_seat_{column}_{to}"), ondelete="CASCADE")
