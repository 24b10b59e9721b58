"""Papers an office issues: certificates of attendance, the numbers they have, and how the office signs."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

VALID_CERTIFICATE = sa.text("kind = 'certificate' AND state <> 'withdrawn'")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "issuing_office",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", Localized(), nullable=False),
        sa.Column("address", Localized(), nullable=False),
        sa.Column("signatory", Localized(), nullable=False),
        sa.Column("position", Localized(), nullable=False),
        sa.Column("signature_key", sa.String(length=100), nullable=False),
        sa.Column("letter_prefix", sa.String(length=8), nullable=False),
        sa.Column("certificate_prefix", sa.String(length=8), nullable=False),
        _foreign_key("issuing_office", "unit_id", "unit", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_issuing_office")),
    )
    op.create_table(
        "number_series",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("paper_kind", "certificate", "letter"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        _foreign_key("number_series", "unit_id", "unit", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("unit_id", "kind", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "certificate_terms",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("heading", Localized(), nullable=False),
        sa.Column("text", Localized(), nullable=False),
        sa.Column("hours_rule", _words("hours_rule", "activities", "event", "none"), nullable=False),
        sa.Column("event_minutes", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.CheckConstraint("event_minutes >= 0", name=op.f("ck_certificate_terms_event_minutes_are_not_negative")),
        _foreign_key("certificate_terms", "event_id", "event", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_certificate_terms")),
    )
    _create_papers()


def _create_papers() -> None:
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("paper_kind", "certificate", "letter"), nullable=False),
        sa.Column("state", _words("paper_state", "prepared", "issued", "withdrawn"), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("initials", sa.String(length=20), nullable=False),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("prepared_at", UtcDateTime(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=True),
        sa.Column("issued_by", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=500), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("serial > 0", name=op.f("ck_issued_paper_serial_is_positive")),
        _foreign_key("issued_paper", "unit_id", "unit"),
        _foreign_key("issued_paper", "event_id", "event", ondelete="CASCADE"),
        _foreign_key("issued_paper", "registration_id", "registration", ondelete="CASCADE"),
        _foreign_key("issued_paper", "file_id", "stored_file"),
        _foreign_key("issued_paper", "replaced_by_id", "issued_paper", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("code", name=op.f("uq_issued_paper_code")),
        sa.UniqueConstraint("unit_id", "kind", "year", "serial", name=op.f("uq_issued_paper_unit_id_kind_year_serial")),
    )
    op.create_index("ix_issued_paper_event", "issued_paper", ["event_id", "kind", "id"])
    op.create_index("ix_issued_paper_registration", "issued_paper", ["registration_id"])
    op.create_index(
        "uq_issued_paper_valid_certificate",
        "issued_paper",
        ["registration_id"],
        unique=True,
        sqlite_where=VALID_CERTIFICATE,
        postgresql_where=VALID_CERTIFICATE,
    )


def downgrade() -> None:
    """Back."""
    for table in ("issued_paper", "certificate_terms", "number_series", "issuing_office"):
        op.drop_table(table)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=40, create_constraint=True)


def _foreign_key(table: str, column: str, to: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)
