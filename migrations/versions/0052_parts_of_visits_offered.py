"""Parts of visits that are offered to those who could take them."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

ROLE = sa.Enum(
    "speaker", "chair", "host", "interpreter", "guide", "signatory", "mc", "attendee", "driver", "photographer", "guest",
    name="participant_role", native_enum=False, create_constraint=True, length=40,
)  # fmt: skip
STATE = sa.Enum(
    "open",
    "accepted",
    "declined",
    "taken",
    name="part_offer_state",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "part_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", ROLE, nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("answer_by", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["itinerary_item.id"], name=op.f("fk_part_offer_item_id_itinerary_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_part_offer_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_offer")),
        sa.UniqueConstraint("item_id", "person_id", name=op.f("uq_part_offer_item_id_person_id")),
    )
    op.create_index(op.f("ix_part_offer_person_id"), "part_offer", ["person_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_part_offer_person_id"), "part_offer")
    op.drop_table("part_offer")
