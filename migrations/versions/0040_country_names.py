"""country names."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.create_table('country_name',
    sa.Column('code', sa.String(length=2), nullable=False),
    sa.Column('language', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('code', 'language', name=op.f('pk_country_name'))
    )



def downgrade() -> None:
    """Back."""

    op.drop_table('country_name')

