"""The partner register: former names, parents, tags, relations, contacts, notes, documents, held lists."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

FORWARD, BACK = ("partner", "prospect", "former"), "institution"
CHECKS = {
    "latitude_is_on_earth": "latitude BETWEEN -90 AND 90",
    "longitude_is_on_earth": "longitude BETWEEN -180 AND 180",
    "parent_is_another": "parent_id <> id",
    "merged_into_another": "merged_into_id <> id",
}
STATUS = f"status IN ({', '.join(repr(each) for each in FORWARD)})"
TABLES = (
    "institution_tag",
    "institution_relation",
    "institution_contact",
    "institution_note",
    "institution_document",
    "institution_import",
)


def upgrade() -> None:
    """Forward."""
    _widen()
    _tags()
    _relations()
    _contacts()
    _notes()
    _documents()
    _held()


def _widen() -> None:
    with op.batch_alter_table(BACK) as batch:
        batch.add_column(sa.Column("original_name", sa.String(length=300), server_default="", nullable=False))
        batch.add_column(sa.Column("acronym", sa.String(length=40), server_default="", nullable=False))
        batch.add_column(sa.Column("former_names", sa.JSON(), server_default="[]", nullable=False))
        batch.add_column(sa.Column("status", sa.String(length=40), server_default="partner", nullable=False))
        batch.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        for column in ("parent_id", "merged_into_id"):
            batch.create_foreign_key(op.f(f"fk_institution_{column}_institution"), "institution", [column], ["id"])
            batch.create_index(op.f(f"ix_institution_{column}"), [column])
        for name, condition in {**CHECKS, "partner_status": STATUS}.items():
            batch.create_check_constraint(op.f(f"ck_institution_{name}"), condition)
    op.execute("UPDATE institution SET status = 'prospect' WHERE NOT is_partner")
    with op.batch_alter_table(BACK) as batch:
        batch.drop_column("is_partner")


def _tags() -> None:
    op.create_table(
        "institution_tag",
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        _institution("institution_tag", "institution_id"),
        sa.PrimaryKeyConstraint("institution_id", "word", name=op.f("pk_institution_tag")),
    )
    op.create_index(op.f("ix_institution_tag_word"), "institution_tag", ["word"])


def _relations() -> None:
    table = "institution_relation"
    kinds = ("member_of", "consortium", "spin_off", "successor", "affiliated")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of(table, "relation_kind", *kinds), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        _institution(table, "from_id"),
        _institution(table, "to_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("from_id", "to_id", "kind", name=op.f(f"uq_{table}_from_id_to_id_kind")),
        sa.CheckConstraint("from_id <> to_id", name=op.f(f"ck_{table}_relates_two")),
    )
    op.create_index(op.f(f"ix_{table}_to_id"), table, ["to_id"])


def _contacts() -> None:
    table = "institution_contact"
    roles = (
        "rector", "vice_rector", "international_office", "coordinator", "dean", "academic", "assistant", "other",
    )  # fmt: skip
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", _one_of(table, "contact_role", *roles), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        _institution(table, "institution_id"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.CheckConstraint("until_on >= from_on", name=op.f(f"ck_{table}_ends_after_it_begins")),
    )
    for column in ("institution_id", "person_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _notes() -> None:
    table = "institution_note"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=200), nullable=False),
        sa.Column("written_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        _institution(table, "institution_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("institution_id", "due_on"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _documents() -> None:
    table = "institution_document"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", UtcDateTime(timezone=True), nullable=False),
        _institution(table, "institution_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f(f"fk_{table}_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("institution_id", "file_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _held() -> None:
    table = "institution_import"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f(f"fk_{table}_unit_id_unit"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f(f"fk_{table}_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("token", name=op.f(f"uq_{table}_token")),
    )
    for column in ("unit_id", "user_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Back: what was merged becomes an institution of its own again, without anything referring to it."""
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table(BACK) as batch:
        batch.add_column(sa.Column("is_partner", sa.Boolean(), server_default=sa.text("true"), nullable=False))
    op.execute("UPDATE institution SET is_partner = (status = 'partner')")
    with op.batch_alter_table(BACK) as batch:
        for name in (*CHECKS, "partner_status"):
            batch.drop_constraint(op.f(f"ck_institution_{name}"), type_="check")
        for column in ("parent_id", "merged_into_id"):
            batch.drop_index(op.f(f"ix_institution_{column}"))
            batch.drop_constraint(op.f(f"fk_institution_{column}_institution"), type_="foreignkey")
        for column in (
            "merged_into_id", "parent_id", "status", "former_names", "acronym", "original_name",
        ):  # fmt: skip
            batch.drop_column(column)


def _institution(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["institution.id"], name=op.f(f"fk_{table}_{column}_institution"), ondelete="CASCADE"
    )


def _one_of(table: str, name: str, *words: str) -> sa.Enum:
    return sa.Enum(
        *words, name=op.f(f"ck_{table}_{name}"), native_enum=False, length=40, create_constraint=True
    )
