"""Institutions that are two although they look like one."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLE = "institutions_apart"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        TABLE,
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], ["institution.id"], name=op.f(f"fk_{TABLE}_{column}_institution"), ondelete="CASCADE"
            )
            for column in ("one_id", "other_id")
        ),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f(f"pk_{TABLE}")),
        sa.CheckConstraint("one_id < other_id", name=op.f(f"ck_{TABLE}_lower_comes_first")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table(TABLE)
