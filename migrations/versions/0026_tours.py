"""Routes, departures and bookings of campus tours."""

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized, UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    _create_tour_desk()
    _create_tour_route()
    _create_tour_blackout()
    _create_tour_pattern()
    _create_tour_stop()
    _create_tour_departure()
    _create_tour_booking()
    _create_tour_feedback()


def downgrade() -> None:
    """Back."""
    op.drop_table("tour_feedback")
    op.drop_table("tour_booking")
    op.drop_table("tour_departure")
    op.drop_table("tour_stop")
    op.drop_table("tour_pattern")
    op.drop_table("tour_blackout")
    op.drop_table("tour_route")
    op.drop_table("tour_desk")


def _create_tour_desk() -> None:
    op.create_table(
        "tour_desk",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name=op.f("fk_tour_desk_schedule_id_schedule")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_tour_desk_unit_id_unit"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_tour_desk")),
        sa.UniqueConstraint("schedule_id", name=op.f("uq_tour_desk_schedule_id")),
    )


def _create_tour_route() -> None:
    op.create_table(
        "tour_route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", Localized(), nullable=False),
        sa.Column("text", Localized(), nullable=False),
        sa.Column("meeting_place_id", sa.Integer(), nullable=True),
        sa.Column("meeting_point", Localized(), nullable=False),
        sa.Column("safety_note", Localized(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("is_step_free", sa.Boolean(), nullable=False),
        sa.Column("is_outdoors", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("least_heads", sa.Integer(), nullable=False),
        sa.Column("most_heads", sa.Integer(), nullable=False),
        sa.Column("most_parties", sa.Integer(), nullable=True),
        sa.Column("party_size", sa.Integer(), nullable=False),
        sa.Column("cut_off_hours", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("alternative_id", sa.Integer(), nullable=True),
        sa.Column("map_file_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("cut_off_hours >= 0", name=op.f("ck_tour_route_cut_off_is_not_negative")),
        sa.CheckConstraint(
            "least_heads >= 0 AND least_heads <= most_heads", name=op.f("ck_tour_route_least_heads_within_most")
        ),
        sa.CheckConstraint("most_heads > 0", name=op.f("ck_tour_route_most_heads_is_positive")),
        sa.CheckConstraint(
            "most_parties IS NULL OR most_parties > 0", name=op.f("ck_tour_route_most_parties_is_positive")
        ),
        sa.CheckConstraint("party_size > 0", name=op.f("ck_tour_route_party_size_is_positive")),
        sa.ForeignKeyConstraint(
            ["alternative_id"], ["tour_route.id"], name=op.f("fk_tour_route_alternative_id_tour_route")
        ),
        sa.ForeignKeyConstraint(
            ["map_file_id"], ["stored_file.id"], name=op.f("fk_tour_route_map_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(["meeting_place_id"], ["place.id"], name=op.f("fk_tour_route_meeting_place_id_place")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_tour_route_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_route")),
        sa.UniqueConstraint("unit_id", "slug", name=op.f("uq_tour_route_unit_id_slug")),
    )
    op.create_index(op.f("ix_tour_route_unit_id"), "tour_route", ["unit_id"])


def _create_tour_blackout() -> None:
    op.create_table(
        "tour_blackout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_tour_blackout_until_after_since")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["tour_route.id"], name=op.f("fk_tour_blackout_route_id_tour_route"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_tour_blackout_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_blackout")),
    )
    op.create_index(op.f("ix_tour_blackout_unit_id"), "tour_blackout", ["unit_id"])


def _create_tour_pattern() -> None:
    op.create_table(
        "tour_pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("guide_id", sa.Integer(), nullable=True),
        sa.Column("made_until", sa.Date(), nullable=True),
        sa.CheckConstraint("until >= since", name=op.f("ck_tour_pattern_until_after_since")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_tour_pattern_weekday_of_a_week")),
        sa.ForeignKeyConstraint(["guide_id"], ["person.id"], name=op.f("fk_tour_pattern_guide_id_person")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["tour_route.id"], name=op.f("fk_tour_pattern_route_id_tour_route"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_pattern")),
    )
    op.create_index(op.f("ix_tour_pattern_route_id"), "tour_pattern", ["route_id"])


def _create_tour_stop() -> None:
    op.create_table(
        "tour_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", Localized(), nullable=False),
        sa.Column("text", Localized(), nullable=False),
        sa.Column("cue", Localized(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("minutes_to_get_there", sa.Integer(), nullable=False),
        sa.Column("is_step_free", sa.Boolean(), nullable=False),
        sa.Column("picture_file_id", sa.Integer(), nullable=True),
        sa.Column("picture_text", Localized(), nullable=False),
        sa.Column("map_x", sa.Integer(), nullable=True),
        sa.Column("map_y", sa.Integer(), nullable=True),
        sa.CheckConstraint("map_x IS NULL OR map_x BETWEEN 0 AND 1000", name=op.f("ck_tour_stop_map_x_on_the_map")),
        sa.CheckConstraint("map_y IS NULL OR map_y BETWEEN 0 AND 1000", name=op.f("ck_tour_stop_map_y_on_the_map")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_tour_stop_minutes_are_not_negative")),
        sa.CheckConstraint(
            "minutes_to_get_there >= 0", name=op.f("ck_tour_stop_minutes_to_get_there_are_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["picture_file_id"], ["stored_file.id"], name=op.f("fk_tour_stop_picture_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_tour_stop_place_id_place")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["tour_route.id"], name=op.f("fk_tour_stop_route_id_tour_route"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_stop")),
    )
    op.create_index(op.f("ix_tour_stop_route_id"), "tour_stop", ["route_id"])


def _create_tour_departure() -> None:
    op.create_table(
        "tour_departure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "closed",
                "running",
                "done",
                name="departure_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("most_heads", sa.Integer(), nullable=False),
        sa.Column("most_parties", sa.Integer(), nullable=True),
        sa.Column("backup_id", sa.Integer(), nullable=True),
        sa.Column("pattern_id", sa.Integer(), nullable=True),
        sa.Column("made_for", sa.Date(), nullable=True),
        sa.Column("cancelled_for_weather", sa.Boolean(), nullable=False),
        sa.Column("at_stop", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("feedback_code", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("most_heads > 0", name=op.f("ck_tour_departure_most_heads_is_positive")),
        sa.CheckConstraint(
            "most_parties IS NULL OR most_parties > 0", name=op.f("ck_tour_departure_most_parties_is_positive")
        ),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_tour_departure_activity_id_activity")),
        sa.ForeignKeyConstraint(["backup_id"], ["person.id"], name=op.f("fk_tour_departure_backup_id_person")),
        sa.ForeignKeyConstraint(
            ["pattern_id"],
            ["tour_pattern.id"],
            name=op.f("fk_tour_departure_pattern_id_tour_pattern"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["route_id"], ["tour_route.id"], name=op.f("fk_tour_departure_route_id_tour_route")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_departure")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_tour_departure_activity_id")),
        sa.UniqueConstraint("feedback_code", name=op.f("uq_tour_departure_feedback_code")),
        sa.UniqueConstraint("pattern_id", "made_for", name=op.f("uq_tour_departure_pattern_id_made_for")),
    )
    op.create_index(op.f("ix_tour_departure_route_id"), "tour_departure", ["route_id"])


def _create_tour_booking() -> None:
    op.create_table(
        "tour_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("departure_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "confirmed",
                "cancelled",
                "attended",
                "no_show",
                name="booking_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("tour_language", sa.String(length=20), nullable=False),
        sa.Column("access_needs", sa.String(length=500), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("booked_at", UtcDateTime(), nullable=False),
        sa.Column("waiting_since", UtcDateTime(), nullable=True),
        sa.Column("arrived_at", UtcDateTime(), nullable=True),
        sa.Column("heads_arrived", sa.Integer(), nullable=True),
        sa.Column("cancellation_reason", sa.String(length=500), nullable=False),
        sa.Column("token_version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("heads > 0", name=op.f("ck_tour_booking_heads_are_positive")),
        sa.ForeignKeyConstraint(
            ["departure_id"], ["tour_departure.id"], name=op.f("fk_tour_booking_departure_id_tour_departure")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tour_booking_person_id_person")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_tour_booking_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_booking")),
        sa.UniqueConstraint("uid", name=op.f("uq_tour_booking_uid")),
    )
    op.create_index("ix_tour_booking_departure_state", "tour_booking", ["departure_id", "state", "waiting_since"])
    op.create_index(op.f("ix_tour_booking_person_id"), "tour_booking", ["person_id"])
    op.create_index(op.f("ix_tour_booking_registration_id"), "tour_booking", ["registration_id"])


def _create_tour_feedback() -> None:
    op.create_table(
        "tour_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("departure_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_tour_feedback_stars_from_one_to_five")),
        sa.ForeignKeyConstraint(
            ["departure_id"],
            ["tour_departure.id"],
            name=op.f("fk_tour_feedback_departure_id_tour_departure"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_feedback")),
    )
    op.create_index(op.f("ix_tour_feedback_departure_id"), "tour_feedback", ["departure_id"])
