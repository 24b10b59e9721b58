"""What an agreement's term, its succession, its numbers and its frozen texts need."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

DOCUMENT_MOMENTS = ("given_up_at", "checked_at", "damaged_at")
YEARS = "ck_agreement_term_years_are_positive"
SUCCESSION = "ck_agreement_succession_has_a_predecessor"
ADDED_BY = "fk_agreement_document_added_by_id_user_account"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "agreement_series",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_agreement_series_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "year", name=op.f("pk_agreement_series")),
    )
    with op.batch_alter_table("agreement") as batch:
        batch.add_column(sa.Column("term_years", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("end_reason", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("succession", sa.String(40), nullable=True))
        batch.create_check_constraint(op.f(YEARS), "term_years > 0")
        batch.create_check_constraint(op.f("ck_agreement_succession"), "succession IN ('renewal', 'amendment')")
        batch.create_check_constraint(op.f(SUCCESSION), "(predecessor_id IS NULL) = (succession IS NULL)")
    with op.batch_alter_table("agreement") as batch:
        batch.alter_column("end_reason", existing_type=sa.Text(), existing_nullable=False, server_default=None)
    with op.batch_alter_table("agreement_document") as batch:
        batch.add_column(sa.Column("added_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("checked_by", sa.String(200), nullable=False, server_default=""))
        for name in DOCUMENT_MOMENTS:
            batch.add_column(sa.Column(name, UtcDateTime(), nullable=True))
        batch.create_foreign_key(op.f(ADDED_BY), "user_account", ["added_by_id"], ["id"])
    with op.batch_alter_table("agreement_document") as batch:
        batch.alter_column("checked_by", existing_type=sa.String(200), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("agreement_document") as batch:
        batch.drop_constraint(op.f(ADDED_BY), type_="foreignkey")
        for name in (*DOCUMENT_MOMENTS, "checked_by", "added_by_id"):
            batch.drop_column(name)
    with op.batch_alter_table("agreement") as batch:
        for name in (SUCCESSION, "ck_agreement_succession", YEARS):
            batch.drop_constraint(op.f(name), type_="check")
        for name in ("succession", "end_reason", "ended_on", "term_years"):
            batch.drop_column(name)
    op.drop_table("agreement_series")
