"""Those who help with visits."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "helper_terms",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("privacy_text", sa.JSON(), nullable=False),
        sa.Column("privacy_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_helper_terms_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_helper_terms")),
    )
    op.create_table(
        "helper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=26), nullable=False),
        sa.Column("intention", sa.String(length=64), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "unconfirmed",
                "waiting",
                "approved",
                "declined",
                "withdrawn",
                name="helper_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_since", UtcDateTime(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("given_name", sa.String(length=120), nullable=False),
        sa.Column("family_name", sa.String(length=120), nullable=False),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("wanted_email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("student_number", sa.String(length=40), nullable=False),
        sa.Column("study_unit", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("services", sa.String(length=120), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("qualities", sa.String(length=2000), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("has_made_person", sa.Boolean(), nullable=False),
        sa.Column("privacy_version", sa.Integer(), nullable=False),
        sa.Column("consented_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("link_sent_at", UtcDateTime(), nullable=True),
        sa.Column("search_key", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_helper_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_helper_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper")),
        sa.UniqueConstraint("intention", name=op.f("uq_helper_intention")),
        sa.UniqueConstraint("uid", name=op.f("uq_helper_uid")),
    )
    op.create_index(op.f("ix_helper_email"), "helper", ["email"])
    op.create_index(op.f("ix_helper_person_id"), "helper", ["person_id"])
    op.create_index("ix_helper_unit_id_state", "helper", ["unit_id", "state"])

    op.create_table(
        "helper_language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "conversation",
                "fluent",
                "professional",
                "native",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_helper_language_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_language")),
        sa.UniqueConstraint("helper_id", "language", name=op.f("uq_helper_language_helper_id_language")),
    )
    op.create_table(
        "helper_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_helper_pair_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_pair")),
        sa.UniqueConstraint("helper_id", "source", "target", name=op.f("uq_helper_pair_helper_id_source_target")),
    )
    op.create_table(
        "helper_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("halves", sa.Integer(), nullable=False),
        sa.CheckConstraint("halves BETWEEN 0 AND 7", name=op.f("ck_helper_time_halves_are_of_one_day")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_helper_time_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_helper_time_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_time")),
    )
    op.create_index(op.f("ix_helper_time_helper_id"), "helper_time", ["helper_id"])


def downgrade() -> None:
    """Back."""
    for name in ("helper_time", "helper_pair", "helper_language", "helper", "helper_terms"):
        op.drop_table(name)
