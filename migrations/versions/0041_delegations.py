"""Delegations: requests of visits and what was asked back; officers who screen them."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

OLD_ROLES = (
    "admin", "officer", "unit_viewer", "unit_lead", "legal", "tour_manager", "guide", "manager",
    "scheduler", "registrar", "reviewer", "reception", "event_viewer",
)  # fmt: skip
ROLES = (*OLD_ROLES, "screener")
STATES = ("requested", "triage", "info_needed", "screening", "accepted", "planning", "hosts_confirmed", "programme_sent", "on_site", "completed", "report_due", "closed", "postponed", "redirected", "declined", "cancelled")  # fmt: skip


def upgrade() -> None:
    """Forward."""
    _allow_roles(ROLES)
    _create_delegation_series()
    _create_delegation()
    _create_visit_question()


def downgrade() -> None:
    """Back."""
    op.drop_table("visit_question")
    op.drop_table("delegation")
    op.drop_table("delegation_series")
    op.execute("DELETE FROM user_grant WHERE role = 'screener'")
    _allow_roles(OLD_ROLES)


def _create_delegation_series() -> None:
    op.create_table('delegation_series',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_delegation_series_unit_id_unit')),
    sa.PrimaryKeyConstraint('unit_id', 'year', name=op.f('pk_delegation_series'))
    )


def _create_delegation() -> None:
    op.create_table('delegation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('uid', sa.String(length=26), nullable=False),
    sa.Column('token_version', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=True),
    sa.Column('organisation', sa.String(length=300), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('kind', sa.Enum('ceremonial', 'courtesy', 'information', 'negotiation', 'signing', 'academic', 'accreditation', 'other', name='visit_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('level', sa.Enum('leadership', 'dean', 'unit', name='visit_level', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum(*STATES, name='visit_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state_since', UtcDateTime(), nullable=False),
    sa.Column('postponed_from', sa.Enum(*STATES, name='postponed_from', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('redirected_to', sa.String(length=300), nullable=False),
    sa.Column('contact_name', sa.String(length=200), nullable=False),
    sa.Column('contact_original_name', sa.String(length=200), nullable=False),
    sa.Column('contact_position', sa.String(length=200), nullable=False),
    sa.Column('contact_email', sa.String(length=254), nullable=False),
    sa.Column('contact_phone', sa.String(length=60), nullable=False),
    sa.Column('language', sa.String(length=20), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('arrives_on', sa.Date(), nullable=False),
    sa.Column('leaves_on', sa.Date(), nullable=False),
    sa.Column('other_days', sa.JSON(), nullable=False),
    sa.Column('head_count', sa.Integer(), nullable=False),
    sa.Column('wishes', sa.Text(), nullable=False),
    sa.Column('languages', sa.String(length=60), nullable=False),
    sa.Column('brings_interpreter', sa.Boolean(), nullable=False),
    sa.Column('other_stops', sa.Text(), nullable=False),
    sa.Column('paying', sa.Text(), nullable=False),
    sa.Column('organiser', sa.String(length=300), nullable=False),
    sa.Column('history', sa.Text(), nullable=False),
    sa.Column('access_needs', sa.Text(), nullable=False),
    sa.Column('needs_letters', sa.Boolean(), nullable=False),
    sa.Column('has_short_notice', sa.Boolean(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=True),
    sa.Column('schedule_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('search_key', sa.String(length=1500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.CheckConstraint("(state = 'postponed') = (postponed_from IS NOT NULL)", name=op.f('ck_delegation_postponed_from_somewhere')),
    sa.CheckConstraint('head_count > 0', name=op.f('ck_delegation_head_count_is_positive')),
    sa.CheckConstraint('leaves_on >= arrives_on', name=op.f('ck_delegation_leaves_after_it_arrives')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_delegation_institution_id_institution')),
    sa.ForeignKeyConstraint(['officer_id'], ['user_account.id'], name=op.f('fk_delegation_officer_id_user_account')),
    sa.ForeignKeyConstraint(['schedule_id'], ['schedule.id'], name=op.f('fk_delegation_schedule_id_schedule')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_delegation_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegation')),
    sa.UniqueConstraint('schedule_id', name=op.f('uq_delegation_schedule_id')),
    sa.UniqueConstraint('uid', name=op.f('uq_delegation_uid')),
    sa.UniqueConstraint('unit_id', 'number', name=op.f('uq_delegation_unit_id_number'))
    )
    op.create_index(op.f('ix_delegation_contact_email'), 'delegation', ['contact_email'])
    op.create_index(op.f('ix_delegation_institution_id'), 'delegation', ['institution_id'])
    op.create_index(op.f('ix_delegation_officer_id'), 'delegation', ['officer_id'])
    op.create_index('ix_delegation_state_arrives', 'delegation', ['state', 'arrives_on'])
    op.create_index(op.f('ix_delegation_unit_id'), 'delegation', ['unit_id'])


def _create_visit_question() -> None:
    op.create_table('visit_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('asked_by', sa.String(length=200), nullable=False),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_visit_question_delegation_id_delegation'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_question'))
    )
    op.create_index(op.f('ix_visit_question_delegation_id'), 'visit_question', ['delegation_id'])


def _allow_roles(roles: tuple[str, ...]) -> None:
    words = ", ".join(repr(role) for role in roles)
    with op.batch_alter_table("user_grant") as batch:
        batch.drop_constraint(op.f("ck_user_grant_role"), type_="check")
        batch.create_check_constraint(op.f("ck_user_grant_role"), f"role IN ({words})")
