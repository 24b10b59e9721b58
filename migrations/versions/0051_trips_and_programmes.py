"""Trips and programmes."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table('programme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('name', Localized(), nullable=False),
    sa.Column('kind', sa.Enum('dual_degree', 'joint_training', 'exchange', 'joint_institute', 'pilot_scheme', name='programme_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('authority', sa.String(length=300), nullable=False),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('levels', sa.String(length=200), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=True),
    sa.Column('coordinator', sa.String(length=200), nullable=False),
    sa.Column('search_key', sa.String(length=1000), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.CheckConstraint('seats IS NULL OR seats > 0', name=op.f('ck_programme_seats_are_positive')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_programme_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme'))
    )
    op.create_index(op.f('ix_programme_unit_id'), 'programme', ['unit_id'])

    op.create_table('trip_series',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_trip_series_unit_id_unit')),
    sa.PrimaryKeyConstraint('unit_id', 'year', name=op.f('pk_trip_series'))
    )
    op.create_table('programme_enrolment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('students', sa.Integer(), nullable=False),
    sa.CheckConstraint('students >= 0', name=op.f('ck_programme_enrolment_students_are_counted')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_programme_enrolment_programme_id_programme'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_enrolment')),
    sa.UniqueConstraint('programme_id', 'year', name=op.f('uq_programme_enrolment_programme_id_year'))
    )
    op.create_table('programme_partner',
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_programme_partner_institution_id_institution')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_programme_partner_programme_id_programme'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme_id', 'institution_id', name=op.f('pk_programme_partner'))
    )
    op.create_index(op.f('ix_programme_partner_institution_id'), 'programme_partner', ['institution_id'])

    op.create_table('trip',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('purpose', sa.Enum('invited_conference', 'conference', 'visit', 'exchange', 'joint_training', 'short_course', name='trip_purpose', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_invited', sa.Boolean(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=True),
    sa.Column('host', sa.String(length=300), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('funding', sa.String(length=300), nullable=False),
    sa.Column('cost', sa.String(length=60), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('planned', 'submitted', 'approved', 'travelling', 'returned', 'reported', 'refused', 'cancelled', name='trip_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state_since', UtcDateTime(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=True),
    sa.Column('search_key', sa.String(length=1500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_trip_ends_after_it_starts')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_trip_institution_id_institution')),
    sa.ForeignKeyConstraint(['officer_id'], ['user_account.id'], name=op.f('fk_trip_officer_id_user_account')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_trip_programme_id_programme')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_trip_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trip')),
    sa.UniqueConstraint('unit_id', 'number', name=op.f('uq_trip_unit_id_number'))
    )
    op.create_index(op.f('ix_trip_institution_id'), 'trip', ['institution_id'])
    op.create_index(op.f('ix_trip_officer_id'), 'trip', ['officer_id'])
    op.create_index(op.f('ix_trip_programme_id'), 'trip', ['programme_id'])
    op.create_index('ix_trip_state_starts', 'trip', ['state', 'starts_on'])
    op.create_index(op.f('ix_trip_unit_id'), 'trip', ['unit_id'])

    op.create_table('absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', UtcDateTime(), nullable=False),
    sa.Column('ends_at', UtcDateTime(), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_absence_ends_after_it_starts')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_absence_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence')),
    sa.UniqueConstraint('key', name=op.f('uq_absence_key'))
    )
    op.create_index(op.f('ix_absence_person_id'), 'absence', ['person_id'])

    op.create_table('traveller',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('trip_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=26), nullable=False),
    sa.Column('token_version', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('given_name', sa.String(length=120), nullable=False),
    sa.Column('family_name', sa.String(length=120), nullable=False),
    sa.Column('original_name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=20), nullable=False),
    sa.Column('role', sa.Enum('teacher', 'student', 'staff', name='traveller_role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('companions', sa.Text(), nullable=False),
    sa.Column('is_withdrawn', sa.Boolean(), nullable=False),
    sa.Column('report_due_on', sa.Date(), nullable=True),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('reported_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_traveller_person_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['trip_id'], ['trip.id'], name=op.f('fk_traveller_trip_id_trip'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_traveller')),
    sa.UniqueConstraint('uid', name=op.f('uq_traveller_uid'))
    )
    op.create_index(op.f('ix_traveller_person_id'), 'traveller', ['person_id'])
    op.create_index(op.f('ix_traveller_report_due_on'), 'traveller', ['report_due_on'])
    op.create_index(op.f('ix_traveller_trip_id'), 'traveller', ['trip_id'])



def downgrade() -> None:
    """Back."""

    op.drop_table('traveller')

    op.drop_table('absence')

    op.drop_table('trip')

    op.drop_table('programme_partner')
    op.drop_table('programme_enrolment')
    op.drop_table('trip_series')

    op.drop_table('programme')
