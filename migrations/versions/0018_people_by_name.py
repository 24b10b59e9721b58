"""People are found by their names without reading everybody."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_person_name", "person", ["family_name", "given_name"])
    op.create_index("ix_person_original_name", "person", ["original_name"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_person_original_name", "person")
    op.drop_index("ix_person_name", "person")
