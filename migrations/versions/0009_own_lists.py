"""Tags, saved views, answers to narrow lists by, VIPs; registrations that wait to be found anew."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

UNINDEXED = sa.text("found_by = 0")
WORD = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("registration") as batch:
        batch.add_column(sa.Column("is_vip", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("found_by", sa.SmallInteger(), server_default="0", nullable=False))
        batch.create_foreign_key(
            op.f("fk_registration_merged_into_id_registration"), "registration", ["merged_into_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(
            "ix_registration_vip", ["event_id", "number"], sqlite_where=sa.text("is_vip = 1"), postgresql_where=sa.text("is_vip")
        )
        batch.create_index("ix_registration_unindexed", ["id"], sqlite_where=UNINDEXED, postgresql_where=UNINDEXED)
    op.create_table(
        "registration_answer",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(length=40), nullable=False),
        sa.Column("value", WORD, nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        _foreign_key("registration_answer", "event_id", "event"),
        _foreign_key("registration_answer", "registration_id", "registration"),
        sa.PrimaryKeyConstraint(
            "event_id", "question_key", "value", "registration_id", name=op.f("pk_registration_answer")
        ),
    )
    op.create_index(
        "ix_registration_answer_registration", "registration_answer", ["registration_id", "question_key", "value"]
    )
    op.create_table(
        "registration_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("tone", sa.String(length=20), nullable=False),
        _foreign_key("registration_tag", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_tag")),
        sa.UniqueConstraint("event_id", "name", name=op.f("uq_registration_tag_event_id_name")),
    )
    op.create_table(
        "registration_tagging",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        _foreign_key("registration_tagging", "registration_id", "registration"),
        _foreign_key("registration_tagging", "tag_id", "registration_tag"),
        sa.PrimaryKeyConstraint("registration_id", "tag_id", name=op.f("pk_registration_tagging")),
    )
    op.create_index("ix_registration_tagging_tag", "registration_tagging", ["tag_id", "registration_id"])
    op.create_table(
        "registration_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        _foreign_key("registration_view", "event_id", "event"),
        _foreign_key("registration_view", "user_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_view")),
        sa.UniqueConstraint("event_id", "user_id", "name", name=op.f("uq_registration_view_event_id_user_id_name")),
    )
    op.create_index(op.f("ix_registration_view_user_id"), "registration_view", ["user_id"])


def downgrade() -> None:
    """Back."""
    for table in ("registration_view", "registration_tagging", "registration_tag", "registration_answer"):
        op.drop_table(table)
    with op.batch_alter_table("registration") as batch:
        batch.drop_index("ix_registration_unindexed")
        batch.drop_index("ix_registration_vip")
        batch.drop_constraint(op.f("fk_registration_merged_into_id_registration"), type_="foreignkey")
        batch.drop_column("found_by")
        batch.drop_column("merged_into_id")
        batch.drop_column("is_vip")


def _foreign_key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE")
