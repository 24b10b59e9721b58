"""Signing ceremonies: the agreements and people in them, run of show, kit, and what tablets said."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    _create_ceremony_desk()
    _create_ceremony()
    _create_ceremony_agreement()
    _create_ceremony_cue()
    _create_ceremony_kit()
    _create_ceremony_person()
    _create_ceremony_mark()


def downgrade() -> None:
    """Back."""
    op.drop_table("ceremony_mark")
    op.drop_table("ceremony_person")
    op.drop_table("ceremony_kit")
    op.drop_table("ceremony_cue")
    op.drop_table("ceremony_agreement")
    op.drop_table("ceremony")
    op.drop_table("ceremony_desk")


def _create_ceremony_desk() -> None:
    op.create_table(
        "ceremony_desk",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name=op.f("fk_ceremony_desk_schedule_id_schedule")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_ceremony_desk_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_ceremony_desk")),
        sa.UniqueConstraint("schedule_id", name=op.f("uq_ceremony_desk_schedule_id")),
    )


def _create_ceremony() -> None:
    op.create_table(
        "ceremony",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "rehearsed",
                "running",
                "done",
                "cancelled",
                name="ceremony_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "state", "heads", "working", name="protocol_level", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("adjustments", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_ceremony_activity_id_activity")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ceremony_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_ceremony_activity_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_ceremony_reference")),
    )
    op.create_index("ix_ceremony_unit_id", "ceremony", ["unit_id"])


def _create_ceremony_agreement() -> None:
    op.create_table(
        "ceremony_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_ceremony_agreement_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["ceremony_id"],
            ["ceremony.id"],
            name=op.f("fk_ceremony_agreement_ceremony_id_ceremony"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_agreement")),
        sa.UniqueConstraint("ceremony_id", "agreement_id", name=op.f("uq_ceremony_agreement_ceremony_id_agreement_id")),
    )
    op.create_index("ix_ceremony_agreement_agreement_id", "ceremony_agreement", ["agreement_id"])


def _create_ceremony_cue() -> None:
    op.create_table(
        "ceremony_cue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", Localized(), nullable=False),
        sa.Column("who", Localized(), nullable=False),
        sa.Column("spoken", Localized(), nullable=False),
        sa.Column("media", sa.String(length=200), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("starts_after", sa.Integer(), nullable=True),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_ceremony_cue_seconds_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_cue_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_cue")),
    )
    op.create_index("ix_ceremony_cue_ceremony", "ceremony_cue", ["ceremony_id", "position"])


def _create_ceremony_kit() -> None:
    op.create_table(
        "ceremony_kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", Localized(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("days_before >= 0", name=op.f("ck_ceremony_kit_days_before_are_not_negative")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_ceremony_kit_quantity_is_positive")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_kit_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_kit")),
    )
    op.create_index("ix_ceremony_kit_ceremony", "ceremony_kit", ["ceremony_id", "position"])


def _create_ceremony_person() -> None:
    op.create_table(
        "ceremony_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "signatory",
                "leader",
                "aide",
                "interpreter",
                "mc",
                "host",
                "protocol_officer",
                "photographer",
                "press",
                "guest",
                name="ceremony_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("office", Localized(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("appointed_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("rank IS NULL OR rank > 0", name=op.f("ck_ceremony_person_rank_is_positive")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_ceremony_person_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_person_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_ceremony_person_institution_id_institution")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ceremony_person_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_person")),
    )
    op.create_index("ix_ceremony_person_agreement_id", "ceremony_person", ["agreement_id"])
    op.create_index("ix_ceremony_person_ceremony", "ceremony_person", ["ceremony_id", "position"])
    op.create_index("ix_ceremony_person_institution_id", "ceremony_person", ["institution_id"])
    op.create_index("ix_ceremony_person_person_id", "ceremony_person", ["person_id"])


def _create_ceremony_mark() -> None:
    op.create_table(
        "ceremony_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("is_rehearsal", sa.Boolean(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "cue", "hold", "resume", "end", name="mark_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("cue_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_mark_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cue_id"], ["ceremony_cue.id"], name=op.f("fk_ceremony_mark_cue_id_ceremony_cue"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_mark")),
        sa.UniqueConstraint("key", name=op.f("uq_ceremony_mark_key")),
    )
    op.create_index("ix_ceremony_mark_run", "ceremony_mark", ["ceremony_id", "run", "at"])
