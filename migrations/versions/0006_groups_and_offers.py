"""Groups, offers of places, and the rules of waiting lists."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "registration_group_terms",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("largest", sa.Integer(), nullable=False),
        sa.Column("hold_days", sa.Integer(), nullable=False),
        sa.Column("may_stay_nameless", sa.Boolean(), nullable=False),
        sa.Column("swaps_until", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "hold_days BETWEEN 1 AND 365", name=op.f("ck_registration_group_terms_hold_days_are_sensible")
        ),
        sa.CheckConstraint("largest BETWEEN 2 AND 500", name=op.f("ck_registration_group_terms_largest_is_sensible")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_registration_group_terms_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_registration_group_terms")),
    )
    op.create_table(
        "registration_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("intention", sa.String(length=64), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "held",
                "partly_named",
                "complete",
                "confirmed",
                "closed",
                "released",
                name="group_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("institution_name", sa.String(length=300), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("leader_name", sa.String(length=200), nullable=False),
        sa.Column("leader_email", sa.String(length=254), nullable=False),
        sa.Column("deputy_name", sa.String(length=200), nullable=False),
        sa.Column("deputy_email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("shared", sa.JSON(), nullable=False),
        sa.Column("internal_note", sa.Text(), nullable=False),
        sa.Column("waits_for", sa.Integer(), nullable=False),
        sa.Column("takes_part", sa.Boolean(), nullable=False),
        sa.Column("waiting_order", sa.Integer(), nullable=True),
        sa.Column("hold_until", UtcDateTime(), nullable=True),
        sa.Column("hold_warned_at", UtcDateTime(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("waits_for >= 0", name=op.f("ck_registration_group_waits_for_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_registration_group_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["registration_form.id"], name=op.f("fk_registration_group_form_id_registration_form")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_group")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_registration_group_event_id_number")),
        sa.UniqueConstraint("intention", name=op.f("uq_registration_group_intention")),
        sa.UniqueConstraint("reference", name=op.f("uq_registration_group_reference")),
    )
    with op.batch_alter_table("registration_group") as batch:
        batch.create_index("ix_registration_group_hold", ["state", "hold_until"], unique=False)

    op.create_table(
        "registration_place_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "accepted",
                "declined",
                "expired",
                "taken_back",
                name="offer_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(registration_id IS NULL) <> (group_id IS NULL)", name=op.f("ck_registration_place_offer_offer_is_for_one")
        ),
        sa.CheckConstraint("seats > 0", name=op.f("ck_registration_place_offer_seats_are_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_registration_place_offer_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["registration_group.id"],
            name=op.f("fk_registration_place_offer_group_id_registration_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_place_offer_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_place_offer")),
    )
    with op.batch_alter_table("registration_place_offer") as batch:
        batch.create_index("ix_registration_place_offer_due", ["state", "expires_at"], unique=False)
        batch.create_index(batch.f("ix_registration_place_offer_event_id"), ["event_id"], unique=False)
        batch.create_index(batch.f("ix_registration_place_offer_group_id"), ["group_id"], unique=False)
        batch.create_index(batch.f("ix_registration_place_offer_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "registration_group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("token_version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "placeholder",
                "invited",
                "filled",
                "replaced",
                "cancelled",
                name="member_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("holds_seat", sa.Boolean(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_registration_group_member_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["registration_group.id"],
            name=op.f("fk_registration_group_member_group_id_registration_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["registration_place_offer.id"],
            name=op.f("fk_registration_group_member_offer_id_registration_place_offer"),
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_group_member_registration_id_registration"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_group_member")),
        sa.UniqueConstraint("reference", name=op.f("uq_registration_group_member_reference")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_registration_group_member_registration_id")),
    )
    with op.batch_alter_table("registration_group_member") as batch:
        batch.create_index(batch.f("ix_registration_group_member_group_id"), ["group_id"], unique=False)
        batch.create_index(batch.f("ix_registration_group_member_offer_id"), ["offer_id"], unique=False)
        batch.create_index(
            "ix_registration_group_member_seats",
            ["event_id", "group_id"],
            unique=False,
            sqlite_where=sa.text("holds_seat"),
            postgresql_where=sa.text("holds_seat"),
        )

    with op.batch_alter_table("registration") as batch:
        batch.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("waiting_order", sa.Integer(), nullable=True))
        batch.create_index(batch.f("ix_registration_group_id"), ["group_id"], unique=False)
        batch.create_foreign_key(
            batch.f("fk_registration_group_id_registration_group"), "registration_group", ["group_id"], ["id"]
        )

    with op.batch_alter_table("registration_terms") as batch:
        batch.add_column(
            sa.Column(
                "waiting_rule",
                sa.Enum("arrival", "by_hand", "draw", name="waiting_rule", native_enum=False, length=40),
                server_default="arrival",
                nullable=False,
            )
        )
        batch.add_column(sa.Column("offer_hours", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("passes_on_itself", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch.add_column(sa.Column("draw_at", UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("draw_seed", sa.String(length=64), server_default="", nullable=False))
        batch.add_column(sa.Column("drawn_at", UtcDateTime(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_registration_terms_waiting_rule"), "waiting_rule IN ('arrival', 'by_hand', 'draw')"
        )
        batch.create_check_constraint(
            op.f("ck_registration_terms_offer_hours_are_sensible"),
            "offer_hours IS NULL OR offer_hours BETWEEN 1 AND 2160",
        )


def downgrade() -> None:
    """Back. Who waits in a group, and what was offered, is forgotten; who was offered a place waits again."""
    op.execute("UPDATE registration SET state = 'waitlisted' WHERE state = 'offered'")
    with op.batch_alter_table("registration_terms") as batch:
        batch.drop_constraint(op.f("ck_registration_terms_offer_hours_are_sensible"), type_="check")
        batch.drop_constraint(op.f("ck_registration_terms_waiting_rule"), type_="check")
        batch.drop_column("drawn_at")
        batch.drop_column("draw_seed")
        batch.drop_column("draw_at")
        batch.drop_column("passes_on_itself")
        batch.drop_column("offer_hours")
        batch.drop_column("waiting_rule")

    with op.batch_alter_table("registration") as batch:
        batch.drop_constraint(batch.f("fk_registration_group_id_registration_group"), type_="foreignkey")
        batch.drop_index(batch.f("ix_registration_group_id"))
        batch.drop_column("waiting_order")
        batch.drop_column("group_id")

    op.drop_table("registration_group_member")
    op.drop_table("registration_place_offer")
    op.drop_table("registration_group")
    op.drop_table("registration_group_terms")
