"""Photos of visits."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

POINTS_TO = (
    ("delegation_id", "delegation", "CASCADE"),
    ("file_id", "stored_file", "CASCADE"),
    ("small_id", "stored_file", "CASCADE"),
    ("item_id", "itinerary_item", "SET NULL"),
)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visit_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("small_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("caption", Localized(), nullable=False),
        sa.Column("credit", sa.String(length=200), nullable=False),
        sa.Column("may_be_published", sa.Boolean(), nullable=False),
        sa.Column("is_in_report", sa.Boolean(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "may_be_published OR NOT is_in_report", name=op.f("ck_visit_photo_report_shows_what_may_be_published")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_visit_photo_{column}_{table}"), ondelete=then
            )
            for column, table, then in POINTS_TO
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_photo")),
    )
    for column in ("delegation_id", "file_id", "small_id", "item_id", "removed_at"):
        op.create_index(op.f(f"ix_visit_photo_{column}"), "visit_photo", [column])
    op.create_table(
        "visit_photo_guest",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"], [f"{table}.id"], name=op.f(f"fk_visit_photo_guest_{one}_id_{table}"), ondelete="CASCADE"
            )
            for one, table in (("photo", "visit_photo"), ("delegate", "delegate"))
        ),
        sa.PrimaryKeyConstraint("photo_id", "delegate_id", name=op.f("pk_visit_photo_guest")),
    )
    op.create_index(op.f("ix_visit_photo_guest_delegate_id"), "visit_photo_guest", ["delegate_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_photo_guest")
    op.drop_table("visit_photo")
