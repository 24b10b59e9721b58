"""How often the addresses of a reader of itineraries were replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

KINDS = ("delegation", "delegate", "worker")


def upgrade() -> None:
    """Forward."""
    kind = sa.Enum(*KINDS, name="reader_kind", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "itinerary_reading_link",
        sa.Column("kind", kind, nullable=False),
        sa.Column("reader_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "reader_id", name=op.f("pk_itinerary_reading_link")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("itinerary_reading_link")
