"""A booking of a tour whose time to be kept is over names nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("tour_booking") as batch:
        batch.alter_column("person_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    """Back: bookings that name nobody are gone, since none may be without a person then."""
    op.execute("DELETE FROM tour_booking WHERE person_id IS NULL")
    with op.batch_alter_table("tour_booking") as batch:
        batch.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
