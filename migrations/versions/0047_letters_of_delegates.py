"""The invitation letters of delegates."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

LIVE = sa.text("state <> 'withdrawn'")


def upgrade() -> None:
    """Forward."""
    op.create_table('visit_letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('delegate_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('verified', 'issued', 'withdrawn', name='visit_letter_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('addressee', sa.String(length=300), nullable=False),
    sa.Column('stay_from', sa.Date(), nullable=False),
    sa.Column('stay_until', sa.Date(), nullable=False),
    sa.Column('languages', sa.String(length=60), nullable=False),
    sa.Column('passport_mark', sa.String(length=64), nullable=False),
    sa.Column('verified_by_id', sa.Integer(), nullable=True),
    sa.Column('verified_by', sa.String(length=200), nullable=False),
    sa.Column('verified_at', UtcDateTime(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('serial', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=True),
    sa.Column('initials', sa.String(length=20), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('issued_at', UtcDateTime(), nullable=True),
    sa.Column('issued_by', sa.String(length=200), nullable=False),
    sa.Column('withdrawn_at', UtcDateTime(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('stay_until >= stay_from', name=op.f('ck_visit_letter_stay_ends_after_it_starts')),
    sa.ForeignKeyConstraint(['delegate_id'], ['delegate.id'], name=op.f('fk_visit_letter_delegate_id_delegate'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_visit_letter_delegation_id_delegation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_visit_letter_file_id_stored_file')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_visit_letter_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_letter')),
    sa.UniqueConstraint('code', name=op.f('uq_visit_letter_code')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_visit_letter_unit_id_year_serial'))
    )
    op.create_index("ix_visit_letter_delegation_id", "visit_letter", ["delegation_id"])
    op.create_index(
        "uq_visit_letter_live", "visit_letter", ["delegate_id"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE
    )



def downgrade() -> None:
    """Back."""
    op.drop_table('visit_letter')
