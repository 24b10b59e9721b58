"""The people of delegations, their journeys and nights, their itineraries, and the roles people have on these."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

OLD_ROLES = ("speaker", "chair", "host", "interpreter", "guide", "signatory", "mc")
NEW_ROLES = ("attendee", "driver", "photographer", "guest")


def allow_roles(roles: tuple[str, ...]) -> None:
    """Let people be in activities in these roles only."""
    words = ", ".join(f"'{role}'" for role in roles)
    with op.batch_alter_table("activity_participant") as batch:
        batch.drop_constraint(op.f("ck_activity_participant_participant_role"), type_="check")
        batch.create_check_constraint(op.f("ck_activity_participant_participant_role"), f"role IN ({words})")


def upgrade() -> None:
    """Forward."""
    allow_roles(OLD_ROLES + NEW_ROLES)
    op.create_table(
        "delegate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=26), nullable=False),
        sa.Column("token_version", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "head",
                "deputy",
                "member",
                "interpreter",
                "staff",
                name="delegate_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "named",
                "invited",
                "complete",
                "withdrawn",
                name="delegate_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("office", Localized(), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("diet", sa.String(length=300), nullable=False),
        sa.Column("access_needs", sa.Text(), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=False),
        sa.Column("needs_letter", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("arrived_at", UtcDateTime(), nullable=True),
        sa.Column("arrived_by", sa.String(length=200), nullable=False),
        sa.Column("left_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("rank IS NULL OR rank > 0", name=op.f("ck_delegate_rank_is_positive")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_delegate_delegation_id_delegation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegate_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate")),
        sa.UniqueConstraint("delegation_id", "person_id", name=op.f("uq_delegate_delegation_id_person_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_delegate_uid")),
    )
    op.create_index("ix_delegate_order", "delegate", ["delegation_id", "position"])
    op.create_index("ix_delegate_person_id", "delegate", ["person_id"])

    op.create_table(
        "travel_leg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("arrival", "departure", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "means",
            sa.Enum(
                "flight",
                "train",
                "car",
                "coach",
                "ship",
                "other",
                name="means",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("destination", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("plate", sa.String(length=40), nullable=False),
        sa.Column("gate_at", UtcDateTime(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_travel_leg_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_leg")),
    )
    op.create_index("ix_travel_leg_delegation_id", "travel_leg", ["delegation_id"])

    op.create_table(
        "delegate_stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("hotel", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("room", sa.String(length=40), nullable=False),
        sa.Column("first_night", sa.Date(), nullable=False),
        sa.Column("last_morning", sa.Date(), nullable=False),
        sa.Column("is_insured", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("last_morning > first_night", name=op.f("ck_delegate_stay_at_least_one_night")),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_delegate_stay_delegate_id_delegate"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_delegate_stay_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate_stay")),
    )
    op.create_index("ix_delegate_stay_delegate_id", "delegate_stay", ["delegate_id"])
    op.create_index("ix_delegate_stay_delegation_id", "delegate_stay", ["delegation_id"])

    op.create_table(
        "itinerary_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("is_for_all", sa.Boolean(), nullable=False),
        sa.Column("dress", sa.String(length=120), nullable=False),
        sa.Column("note", Localized(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_itinerary_item_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_itinerary_item_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_itinerary_item")),
        sa.UniqueConstraint("delegation_id", "activity_id", name=op.f("uq_itinerary_item_delegation_id_activity_id")),
    )
    op.create_index("ix_itinerary_item_activity_id", "itinerary_item", ["activity_id"])

    op.create_table(
        "leg_traveller",
        sa.Column("leg_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_leg_traveller_delegate_id_delegate"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["leg_id"], ["travel_leg.id"], name=op.f("fk_leg_traveller_leg_id_travel_leg"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("leg_id", "delegate_id", name=op.f("pk_leg_traveller")),
    )
    op.create_index("ix_leg_traveller_delegate_id", "leg_traveller", ["delegate_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_leg_traveller_delegate_id", "leg_traveller")
    op.drop_table("leg_traveller")
    op.drop_index("ix_itinerary_item_activity_id", "itinerary_item")
    op.drop_table("itinerary_item")
    op.drop_index("ix_delegate_stay_delegation_id", "delegate_stay")
    op.drop_index("ix_delegate_stay_delegate_id", "delegate_stay")
    op.drop_table("delegate_stay")
    op.drop_index("ix_travel_leg_delegation_id", "travel_leg")
    op.drop_table("travel_leg")
    op.drop_index("ix_delegate_person_id", "delegate")
    op.drop_index("ix_delegate_order", "delegate")
    op.drop_table("delegate")
    words = ", ".join(f"'{role}'" for role in NEW_ROLES)
    op.execute(f"DELETE FROM activity_participant WHERE role IN ({words})")
    allow_roles(OLD_ROLES)
