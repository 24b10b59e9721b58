"""The agreement registry, and who reviews agreements and leads tours."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OLD_ROLES = (
    "admin", "officer", "unit_viewer", "manager", "scheduler", "registrar", "reviewer", "reception", "event_viewer",
)  # fmt: skip
ROLES = (*OLD_ROLES[:3], "unit_lead", "legal", "tour_manager", "guide", *OLD_ROLES[3:])


def upgrade() -> None:
    """Forward."""
    _allow_roles(ROLES)
    _create_agreement()
    _create_agreement_document()
    _create_agreement_party()
    _create_agreement_seats()
    _create_agreement_unit()
    _create_agreement_signatory()
    _create_agreement_signature()


def downgrade() -> None:
    """Back."""
    op.drop_table("agreement_signature")
    op.drop_table("agreement_signatory")
    op.drop_table("agreement_unit")
    op.drop_table("agreement_seats")
    op.drop_table("agreement_party")
    op.drop_table("agreement_document")
    op.drop_table("agreement")
    op.execute("DELETE FROM user_grant WHERE role IN ('unit_lead', 'legal', 'tour_manager', 'guide')")
    _allow_roles(OLD_ROLES)


def _create_agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "memorandum",
                "cooperation",
                "exchange",
                "double_degree",
                "joint_programme",
                "research",
                "service",
                "other",
                name="agreement_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum("university", "unit", name="agreement_level", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("title", Localized(), nullable=False),
        sa.Column("scope", Localized(), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposal",
                "unit_approval",
                "legal_review",
                "negotiation",
                "frozen",
                "translations_checked",
                "approved",
                "scheduled",
                "partly_signed",
                "signed",
                "in_force",
                "renewed",
                "amended",
                "terminated",
                "expired",
                "abandoned",
                name="agreement_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_since", UtcDateTime(), nullable=False),
        sa.Column(
            "signing_way",
            sa.Enum(
                "ceremony",
                "post",
                "electronic",
                name="signing_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("prevailing", sa.String(length=20), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column(
            "term",
            sa.Enum(
                "fixed", "renewing", "evergreen", name="term_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("has_money", sa.Boolean(), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("predecessor_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("search_key", sa.String(length=1500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR effective_on IS NULL OR ends_on >= effective_on",
            name=op.f("ck_agreement_ends_after_it_begins"),
        ),
        sa.CheckConstraint("notice_days >= 0", name=op.f("ck_agreement_notice_days_are_not_negative")),
        sa.CheckConstraint("originals > 0", name=op.f("ck_agreement_originals_are_positive")),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["agreement.id"], name=op.f("fk_agreement_predecessor_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["user_account.id"], name=op.f("fk_agreement_responsible_id_user_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_agreement_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_agreement_unit_id_number")),
    )
    op.create_index(op.f("ix_agreement_predecessor_id"), "agreement", ["predecessor_id"])
    op.create_index(op.f("ix_agreement_responsible_id"), "agreement", ["responsible_id"])
    op.create_index("ix_agreement_state_ends", "agreement", ["state", "ends_on"])
    op.create_index(op.f("ix_agreement_unit_id"), "agreement", ["unit_id"])


def _create_agreement_document() -> None:
    op.create_table(
        "agreement_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "draft",
                "final",
                "translation",
                "signed_scan",
                "power_of_attorney",
                "other",
                name="document_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_agreement_document_number_is_positive")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_document_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_agreement_document_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_document")),
        sa.UniqueConstraint(
            "agreement_id",
            "kind",
            "language",
            "number",
            name=op.f("uq_agreement_document_agreement_id_kind_language_number"),
        ),
    )
    op.create_index(op.f("ix_agreement_document_file_id"), "agreement_document", ["file_id"])


def _create_agreement_party() -> None:
    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_party_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_agreement_party_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint(
            "agreement_id", "institution_id", name=op.f("uq_agreement_party_agreement_id_institution_id")
        ),
    )
    op.create_index(op.f("ix_agreement_party_institution_id"), "agreement_party", ["institution_id"])


def _create_agreement_seats() -> None:
    op.create_table(
        "agreement_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("out", "in", name="seat_direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("level", sa.String(length=80), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.CheckConstraint("seats > 0", name=op.f("ck_agreement_seats_seats_are_positive")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_seats_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_seats")),
    )
    op.create_index(op.f("ix_agreement_seats_agreement_id"), "agreement_seats", ["agreement_id"])


def _create_agreement_unit() -> None:
    op.create_table(
        "agreement_unit",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_unit_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_agreement_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("agreement_id", "unit_id", name=op.f("pk_agreement_unit")),
    )


def _create_agreement_signatory() -> None:
    op.create_table(
        "agreement_signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("office", Localized(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("has_power_of_attorney", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_signatory_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["agreement_party.id"],
            name=op.f("fk_agreement_signatory_party_id_agreement_party"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_agreement_signatory_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_signatory")),
    )
    op.create_index("ix_agreement_signatory_agreement", "agreement_signatory", ["agreement_id"])
    op.create_index(op.f("ix_agreement_signatory_person_id"), "agreement_signatory", ["person_id"])


def _create_agreement_signature() -> None:
    op.create_table(
        "agreement_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("signatory_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("original", sa.Integer(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("original > 0", name=op.f("ck_agreement_signature_original_is_positive")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_signature_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["agreement_document.id"],
            name=op.f("fk_agreement_signature_document_id_agreement_document"),
        ),
        sa.ForeignKeyConstraint(
            ["signatory_id"],
            ["agreement_signatory.id"],
            name=op.f("fk_agreement_signature_signatory_id_agreement_signatory"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_signature")),
        sa.UniqueConstraint("signatory_id", "original", name=op.f("uq_agreement_signature_signatory_id_original")),
    )
    op.create_index(op.f("ix_agreement_signature_agreement_id"), "agreement_signature", ["agreement_id"])


def _allow_roles(roles: tuple[str, ...]) -> None:
    words = ", ".join(repr(role) for role in roles)
    with op.batch_alter_table("user_grant") as batch:
        batch.drop_constraint(op.f("ck_user_grant_role"), type_="check")
        batch.create_check_constraint(op.f("ck_user_grant_role"), f"role IN ({words})")
