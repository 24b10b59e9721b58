"""Quotas for institutions, countries and groups."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLE = "registration_quota"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("quota_kind", "institution", "country", "group"), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("if_full", _one_of("if_full", "refuse", "wait"), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f(f"fk_{TABLE}_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("event_id", "kind", "key", name=op.f(f"uq_{TABLE}_event_id_kind_key")),
        sa.CheckConstraint("most >= 0", name=op.f(f"ck_{TABLE}_most_is_not_negative")),
    )
    with op.batch_alter_table("registration_terms") as batch:
        batch.add_column(sa.Column("has_quotas", sa.Boolean(), server_default=sa.text("false"), nullable=False))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("registration_terms") as batch:
        batch.drop_column("has_quotas")
    op.drop_table(TABLE)


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(
        *words, name=op.f(f"ck_{TABLE}_{name}"), native_enum=False, length=40, create_constraint=True
    )
