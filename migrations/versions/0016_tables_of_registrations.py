"""Tables of registrations that are sent in."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None
STATES = ("checking", "checked", "taking", "done", "undoing", "undone", "dropped", "failed")
VERDICTS = ("new", "changed", "unchanged", "faulty")
OUTCOMES = ("taken", "skipped", "undone", "kept")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "registration_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_by", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("touched_at", UtcDateTime(), nullable=False),
        sa.Column("heard_at", UtcDateTime(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("turn", "tries", "total", "done")),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("passed_over", sa.JSON(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("tells_guests", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_rows", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(_is_one_of("state", STATES), name=op.f("ck_registration_import_import_state")),
        _foreign_key("registration_import", "event_id", "event"),
        _foreign_key("registration_import", "sent_by_id", "user_account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_import")),
    )
    for column in ("event_id", "touched_at"):
        op.create_index(op.f(f"ix_registration_import_{column}"), "registration_import", [column])
    op.create_index("ix_registration_import_state", "registration_import", ["state", "id"])
    op.create_table(
        "registration_import_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("wished_number", sa.Integer(), nullable=True),
        sa.Column("has_remarks", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("who", sa.String(length=300), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("plan", "troubles", "remarks", "undo")),
        sa.CheckConstraint(_is_one_of("verdict", VERDICTS), name=op.f("ck_registration_import_row_verdict")),
        sa.CheckConstraint(_is_one_of("outcome", OUTCOMES), name=op.f("ck_registration_import_row_outcome")),
        _foreign_key("registration_import_row", "import_id", "registration_import"),
        _foreign_key("registration_import_row", "registration_id", "registration"),
        sa.PrimaryKeyConstraint("import_id", "row", name=op.f("pk_registration_import_row")),
    )
    op.create_index(
        op.f("ix_registration_import_row_registration_id"), "registration_import_row", ["registration_id"]
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("registration_import_row")
    op.drop_table("registration_import")


def _is_one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(each) for each in words)})"


def _foreign_key(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)
