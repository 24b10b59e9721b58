"""Gates, what is scanned there, the devices at them, and what reception knows of guests."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table('on_site',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('wall_reference', sa.String(length=40), nullable=True),
    sa.Column('wall_shows_names', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_on_site_event_id_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_on_site')),
    sa.UniqueConstraint('wall_reference', name=op.f('uq_on_site_wall_reference'))
    )
    op.create_table('gate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('name', Localized(), nullable=False),
    sa.Column('badge_place', Localized(), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('is_exit', sa.Boolean(), nullable=False),
    sa.Column('kiosk_reference', sa.String(length=40), nullable=True),
    sa.Column('kiosk_tries', sa.Integer(), nullable=False),
    sa.Column('kiosk_tries_since', UtcDateTime(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.CheckConstraint('kiosk_tries >= 0', name=op.f('ck_gate_kiosk_tries_are_not_negative')),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_gate_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_gate_event_id_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gate')),
    sa.UniqueConstraint('kiosk_reference', name=op.f('uq_gate_kiosk_reference'))
    )
    with op.batch_alter_table('gate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gate_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gate_event_id'), ['event_id'], unique=False)

    op.create_table('arrival',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('client_key', sa.String(length=64), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('gate_id', sa.Integer(), nullable=True),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('in', 'out', 'undo', name='scan_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('outcome', sa.Enum('counts', 'repeats', 'refused', 'undone', name='scan_outcome', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('undoes_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('scanned_at', UtcDateTime(), nullable=False),
    sa.Column('received_at', UtcDateTime(), nullable=False),
    sa.Column('device', sa.String(length=40), nullable=False),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_arrival_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_arrival_event_id_event'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gate_id'], ['gate.id'], name=op.f('fk_arrival_gate_id_gate'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_arrival_registration_id_registration'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['undoes_id'], ['arrival.id'], name=op.f('fk_arrival_undoes_id_arrival'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_arrival')),
    sa.UniqueConstraint('client_key', name=op.f('uq_arrival_client_key'))
    )
    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.create_index('ix_arrival_event', ['event_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_arrival_gate_id'), ['gate_id'], unique=False)
        batch_op.create_index('ix_arrival_registration', ['registration_id', 'activity_id'], unique=False)

    op.create_table('gate_device',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(length=40), nullable=False),
    sa.Column('gate_id', sa.Integer(), nullable=True),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('seen_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_gate_device_event_id_event'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gate_id'], ['gate.id'], name=op.f('fk_gate_device_gate_id_gate'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', 'device', name=op.f('pk_gate_device'))
    )
    with op.batch_alter_table('gate_device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gate_device_gate_id'), ['gate_id'], unique=False)

    op.create_table('guest_on_site',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('welcome_note', sa.Text(), nullable=False),
    sa.Column('host_name', sa.String(length=200), nullable=False),
    sa.Column('host_phone', sa.String(length=60), nullable=False),
    sa.Column('badge_printed_at', UtcDateTime(), nullable=True),
    sa.Column('badge_given_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_guest_on_site_registration_id_registration'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_guest_on_site'))
    )


def downgrade() -> None:
    """Back."""
    op.drop_table('guest_on_site')
    with op.batch_alter_table('gate_device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gate_device_gate_id'))

    op.drop_table('gate_device')
    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.drop_index('ix_arrival_registration')
        batch_op.drop_index(batch_op.f('ix_arrival_gate_id'))
        batch_op.drop_index('ix_arrival_event')

    op.drop_table('arrival')
    with op.batch_alter_table('gate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gate_event_id'))
        batch_op.drop_index(batch_op.f('ix_gate_activity_id'))

    op.drop_table('gate')
    op.drop_table('on_site')
