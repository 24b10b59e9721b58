"""Plans of approval with stages and reviewers, who is to decide a case, what was before a change, and reviewers' role."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OLD_ROLES = (
    "admin", "officer", "unit_viewer", "manager", "scheduler", "registrar", "reception", "event_viewer",
)
ROLES = (*OLD_ROLES[:6], "reviewer", *OLD_ROLES[6:])


def upgrade() -> None:
    """Forward."""
    _make_plans()
    with op.batch_alter_table("approval_case") as batch:
        batch.add_column(sa.Column("plan_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("due_at", UtcDateTime(), nullable=True))
        batch.drop_constraint(op.f("ck_approval_case_case_state"), type_="check")
        batch.create_check_constraint(
            op.f("ck_approval_case_case_state"), _is_one_of("state", ("open", "returned", "approved", "declined", "closed"))
        )
        batch.create_foreign_key(op.f("fk_approval_case_plan_id_approval_plan"), "approval_plan", ["plan_id"], ["id"])
        batch.create_foreign_key(
            op.f("fk_approval_case_entered_by_id_user_account"), "user_account", ["entered_by_id"], ["id"]
        )
        batch.create_index(op.f("ix_approval_case_plan_id"), ["plan_id"])
        batch.create_index("ix_approval_case_due", ["state", "due_at", "id"])
    with op.batch_alter_table("approval_case") as batch:
        batch.alter_column("turn", server_default=None)
    _make_assignments()
    _allow_verdicts(("approve", "decline", "return"))
    _allow_roles(ROLES)


def downgrade() -> None:
    """Back. What was sent back waits again; reviewers lose their role; a case of several stages waits for the office."""
    op.execute("UPDATE approval_case SET state = 'open' WHERE state = 'returned'")
    op.execute("UPDATE approval_case SET stages = 'office', stage = 'office' WHERE state = 'open'")
    op.execute("DELETE FROM approval_decision WHERE verdict = 'return'")
    op.execute("DELETE FROM user_grant WHERE role = 'reviewer'")
    _allow_roles(OLD_ROLES)
    _allow_verdicts(("approve", "decline"))
    op.drop_table("registration_snapshot")
    op.drop_table("approval_assignment")
    with op.batch_alter_table("approval_case") as batch:
        batch.drop_index("ix_approval_case_due")
        batch.drop_index(op.f("ix_approval_case_plan_id"))
        batch.drop_constraint(op.f("fk_approval_case_plan_id_approval_plan"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_approval_case_entered_by_id_user_account"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_approval_case_case_state"), type_="check")
        batch.create_check_constraint(
            op.f("ck_approval_case_case_state"), _is_one_of("state", ("open", "approved", "declined", "closed"))
        )
        for name in ("due_at", "entered_by_id", "turn", "plan_id"):
            batch.drop_column(name)
    op.drop_table("approval_reviewer")
    op.drop_table("approval_stage")
    op.drop_table("approval_plan")


def _make_plans() -> None:
    op.create_table(
        "approval_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("needs_four_eyes", sa.Boolean(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_plan")),
        sa.UniqueConstraint(
            "subject_kind", "subject_id", "number", name=op.f("uq_approval_plan_subject_kind_subject_id_number")
        ),
    )
    op.create_table(
        "approval_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", Localized(), nullable=False),
        sa.Column("permission", sa.String(length=40), nullable=False),
        sa.Column("assigns_in_turn", sa.Boolean(), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.CheckConstraint("due_days IS NULL OR due_days > 0", name=op.f("ck_approval_stage_due_days_is_positive")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["approval_plan.id"], name=op.f("fk_approval_stage_plan_id_approval_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_stage")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_approval_stage_plan_id_key")),
    )
    op.create_table(
        "approval_reviewer",
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["approval_stage.id"], name=op.f("fk_approval_reviewer_stage_id_approval_stage"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_approval_reviewer_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("stage_id", "user_id", name=op.f("pk_approval_reviewer")),
    )
    op.create_index(op.f("ix_approval_reviewer_user_id"), "approval_reviewer", ["user_id"])


def _make_assignments() -> None:
    op.create_table(
        "approval_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("assigned_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["approval_case.id"], name=op.f("fk_approval_assignment_case_id_approval_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_approval_assignment_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_assignment")),
    )
    op.create_index("ix_approval_assignment_case", "approval_assignment", ["case_id", "stage"], unique=True)
    op.create_index("ix_approval_assignment_user", "approval_assignment", ["user_id", "stage"])
    op.create_table(
        "registration_snapshot",
        sa.Column("registration_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_registration_snapshot_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_registration_snapshot")),
    )


def _allow_verdicts(verdicts: tuple[str, ...]) -> None:
    with op.batch_alter_table("approval_decision") as batch:
        batch.drop_constraint(op.f("ck_approval_decision_verdict"), type_="check")
        batch.create_check_constraint(op.f("ck_approval_decision_verdict"), _is_one_of("verdict", verdicts))


def _allow_roles(roles: tuple[str, ...]) -> None:
    with op.batch_alter_table("user_grant") as batch:
        batch.drop_constraint(op.f("ck_user_grant_role"), type_="check")
        batch.create_check_constraint(op.f("ck_user_grant_role"), _is_one_of("role", roles))


def _is_one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
