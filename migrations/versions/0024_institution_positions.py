"""Where an institution is."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE = "institution"
PAIR = "ck_institution_position_is_whole"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column("latitude", sa.Double(), nullable=True))
        batch.add_column(sa.Column("longitude", sa.Double(), nullable=True))
        batch.create_check_constraint(op.f(PAIR), "(latitude IS NULL) = (longitude IS NULL)")


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_constraint(op.f(PAIR), type_="check")
        batch.drop_column("longitude")
        batch.drop_column("latitude")
