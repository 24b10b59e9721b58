"""A form that was sent twice is one request of a visit."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("delegation") as batch:
        batch.add_column(sa.Column("intention", sa.String(length=64), nullable=True))
        batch.create_unique_constraint(op.f("uq_delegation_intention"), ["intention"])


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("delegation") as batch:
        batch.drop_constraint(op.f("uq_delegation_intention"), type_="unique")
        batch.drop_column("intention")
