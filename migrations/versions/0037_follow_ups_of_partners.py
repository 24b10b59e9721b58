"""follow ups of partners."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.execute("UPDATE institution_note SET done_at = NULL WHERE due_on IS NULL")
    with op.batch_alter_table('institution_note', schema=None) as batch_op:
        batch_op.add_column(sa.Column('owner_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('done_by', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('reminded_at', UtcDateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_institution_note_owner_id'), ['owner_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_institution_note_owner_id_user_account'), 'user_account', ['owner_id'], ['id'])
        batch_op.create_check_constraint(
            op.f('ck_institution_note_only_a_follow_up_is_done'), 'done_at IS NULL OR due_on IS NOT NULL'
        )
    with op.batch_alter_table('institution_note', schema=None) as batch_op:
        batch_op.alter_column('done_by', server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table('institution_note', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_institution_note_only_a_follow_up_is_done'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_institution_note_owner_id_user_account'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_institution_note_owner_id'))
        batch_op.drop_column('reminded_at')
        batch_op.drop_column('done_by')
        batch_op.drop_column('owner_id')
