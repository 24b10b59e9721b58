"""Consents to keep sensitive answers, and the days on which such answers were erased."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "form_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(length=40), nullable=False),
        sa.Column("form_version_id", sa.Integer(), nullable=False),
        sa.Column("text", Localized(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_form_consent_form_version_id_form_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_consent")),
    )
    op.create_index("ix_form_consent_subject", "form_consent", ["subject_kind", "subject_id"])
    op.create_index("ix_form_consent_form_version_id", "form_consent", ["form_version_id"])
    with op.batch_alter_table("form_answers") as batch:
        batch.add_column(sa.Column("erased", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("form_answers") as batch:
        batch.alter_column("erased", server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("form_answers") as batch:
        batch.drop_column("erased")
    op.drop_table("form_consent")
