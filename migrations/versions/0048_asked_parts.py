"""What those of ours who have a part in a visit were asked, and their answers."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

ANSWERS = ("waiting", "yes", "no")


def upgrade() -> None:
    """Forward."""
    answer = sa.Enum(*ANSWERS, name="part_answer", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "asked_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("answer", answer, nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["itinerary_item.id"], name=op.f("fk_asked_part_item_id_itinerary_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_asked_part_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_part")),
        sa.UniqueConstraint("item_id", "person_id", name=op.f("uq_asked_part_item_id_person_id")),
    )
    op.create_index(op.f("ix_asked_part_person_id"), "asked_part", ["person_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_asked_part_person_id"), "asked_part")
    op.drop_table("asked_part")
