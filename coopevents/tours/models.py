"""Routes with their stops, weekly patterns, departures, and the parties that booked them."""

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText
from coopevents.tours.states import BookingState, DepartureState, TapKind


class TourDesk(Model):
    """The schedule that holds a unit's departures outside any event; it releases itself."""

    __tablename__ = "tour_desk"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id"), unique=True)


class TourRoute(Model):
    """A way through the campus or the city: its stops in order, and what every departure on it begins with.

    ``minutes`` is what stops and ways take together unless it is said otherwise. ``is_step_free`` is worked out: all of
    its stops are. ``cut_off_hours`` is how long before
    a departure its bookings end. ``alternative_id`` is the route for bad weather. ``map_file_id`` is the picture on
    which the stops are placed.
    """

    __tablename__ = "tour_route"
    __table_args__ = (
        UniqueConstraint("unit_id", "slug"),
        CheckConstraint("most_heads > 0", name="most_heads_is_positive"),
        CheckConstraint("least_heads >= 0 AND least_heads <= most_heads", name="least_heads_within_most"),
        CheckConstraint("most_parties IS NULL OR most_parties > 0", name="most_parties_is_positive"),
        CheckConstraint("party_size > 0", name="party_size_is_positive"),
        CheckConstraint("cut_off_hours >= 0", name="cut_off_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[LocalizedText] = mapped_column(Localized)
    text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    meeting_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    meeting_point: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    safety_note: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    minutes: Mapped[int | None]
    is_step_free: Mapped[bool] = mapped_column(default=False)
    is_outdoors: Mapped[bool] = mapped_column(default=True)
    languages: Mapped[str] = mapped_column(String(60), default="")
    least_heads: Mapped[int] = mapped_column(default=0)
    most_heads: Mapped[int] = mapped_column(default=20)
    most_parties: Mapped[int | None]
    party_size: Mapped[int] = mapped_column(default=10)
    cut_off_hours: Mapped[int] = mapped_column(default=2)
    is_public: Mapped[bool] = mapped_column(default=False)
    is_retired: Mapped[bool] = mapped_column(default=False)
    alternative_id: Mapped[int | None] = mapped_column(ForeignKey("tour_route.id"))
    map_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stops: Mapped[list["TourStop"]] = relationship(
        primaryjoin="and_(TourRoute.id == TourStop.route_id, TourStop.removed_at.is_(None))",
        order_by="TourStop.position, TourStop.id",
        back_populates="route",
    )
    removed_stops: Mapped[list["TourStop"]] = relationship(
        primaryjoin="and_(TourRoute.id == TourStop.route_id, TourStop.removed_at.is_not(None))", viewonly=True
    )


class TourStop(Model):
    """Where a tour stops, for how many minutes, and how many it takes to get there from the stop before.

    ``map_x`` and ``map_y`` are where it stands on the route's picture, in thousandths of its width and height.
    ``cue`` is what the guide says there, and is shown to guides alone. ``is_step_free`` speaks of the stop and of the
    way there. A stop that was removed can be had back for a day (``removed_at``).
    """

    __tablename__ = "tour_stop"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes_are_not_negative"),
        CheckConstraint("minutes_to_get_there >= 0", name="minutes_to_get_there_are_not_negative"),
        CheckConstraint("map_x IS NULL OR map_x BETWEEN 0 AND 1000", name="map_x_on_the_map"),
        CheckConstraint("map_y IS NULL OR map_y BETWEEN 0 AND 1000", name="map_y_on_the_map"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("tour_route.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[LocalizedText] = mapped_column(Localized)
    text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    cue: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    minutes: Mapped[int] = mapped_column(default=10)
    minutes_to_get_there: Mapped[int] = mapped_column(default=0)
    is_step_free: Mapped[bool] = mapped_column(default=True)
    picture_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    picture_text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    map_x: Mapped[int | None]
    map_y: Mapped[int | None]
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    route: Mapped[TourRoute] = relationship(back_populates="stops")


class TourPattern(Model):
    """Departures every week: on ``weekday`` (0 is Monday) at ``starts`` by the clock of the desk, from day to day.

    ``left_out`` are the days (ISO) on which it does not depart; on public holidays it does only if ``on_holidays``.
    """

    __tablename__ = "tour_pattern"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_of_a_week"),
        CheckConstraint("until >= since", name="until_after_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("tour_route.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    since: Mapped[date]
    until: Mapped[date]
    language: Mapped[str] = mapped_column(String(20), default="")
    guide_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list)
    on_holidays: Mapped[bool] = mapped_column(default=False)
    made_until: Mapped[date | None]
    route: Mapped[TourRoute] = relationship()


class TourBlackout(Model):
    """Days on which nothing departs: for one route, or for all of the unit when ``route_id`` is empty."""

    __tablename__ = "tour_blackout"
    __table_args__ = (CheckConstraint("until >= since", name="until_after_since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    route_id: Mapped[int | None] = mapped_column(ForeignKey("tour_route.id", ondelete="CASCADE"))
    since: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")


class TourDeparture(Model):
    """A tour on a day: the activity it is has time, meeting place, guides and vehicle; here is what can be booked.

    The row is what is locked while places are given. ``languages`` are those it is led in. ``pattern_id`` and
    ``made_for`` say which week of which pattern it came from, so that no week makes two. ``backup_id`` is the guide
    who steps in. ``small_parties_pass`` says whether a party that fits may move up before a larger one that waited
    longer.
    """

    __tablename__ = "tour_departure"
    __table_args__ = (
        UniqueConstraint("pattern_id", "made_for"),
        CheckConstraint("most_heads > 0", name="most_heads_is_positive"),
        CheckConstraint("most_parties IS NULL OR most_parties > 0", name="most_parties_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("tour_route.id"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), unique=True)
    state: Mapped[DepartureState] = mapped_column(one_of(DepartureState), default=DepartureState.OPEN)
    languages: Mapped[str] = mapped_column(String(60), default="")
    most_heads: Mapped[int]
    most_parties: Mapped[int | None]
    backup_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    pattern_id: Mapped[int | None] = mapped_column(ForeignKey("tour_pattern.id", ondelete="SET NULL"))
    made_for: Mapped[date | None]
    small_parties_pass: Mapped[bool] = mapped_column(default=True)
    cancelled_for_weather: Mapped[bool] = mapped_column(default=False)
    at_stop: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    feedback_code: Mapped[str] = mapped_column(String(40), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    route: Mapped[TourRoute] = relationship()
    activity: Mapped[Activity] = relationship()


class TourBooking(Model):
    """A party on a departure, confirmed or waiting; it is reached by its own link (``token_version`` revokes it).

    ``person_id`` is who booked, ``registration_id`` the place at an event it belongs to; an outside visitor has none.
    ``waiting_since`` orders those who wait. ``sequence`` is what the party's calendar knows of it (RFC 5546);
    ``known_starts_at`` and ``known_place_id`` are the time and place the party was last told, ``tell_at`` is when it is
    to be told that they are others. ``intention`` makes a form that was sent twice one booking. Once its time to be
    kept is over nobody is named in it, ``person_id`` neither; that so many came stays, for the figures. A guest whom
    nobody booked and the guide took along (``is_walk_in``) has no name at all.
    """

    __tablename__ = "tour_booking"
    __table_args__ = (
        CheckConstraint("heads > 0", name="heads_are_positive"),
        Index("ix_tour_booking_departure_state", "departure_id", "state", "waiting_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    departure_id: Mapped[int] = mapped_column(ForeignKey("tour_departure.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(String(40), unique=True)
    state: Mapped[BookingState] = mapped_column(one_of(BookingState))
    heads: Mapped[int]
    contact_name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    names: Mapped[str] = mapped_column(Text, default="")
    intention: Mapped[str | None] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(20), default="")
    tour_language: Mapped[str] = mapped_column(String(20), default="")
    access_needs: Mapped[str] = mapped_column(String(500), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    booked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    known_starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    known_place_id: Mapped[int | None]
    tell_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    heads_arrived: Mapped[int | None]
    is_walk_in: Mapped[bool] = mapped_column(default=False)
    cancellation_reason: Mapped[str] = mapped_column(String(500), default="")
    token_version: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int] = mapped_column(default=0)
    departure: Mapped[TourDeparture] = relationship()


class TourTap(Model):
    """What a guide's phone said on the way: so many of a party are here, the tour is at this stop, it is over.

    ``client_key`` is made by the phone: one intention, however often it is sent. ``at`` is the moment of the phone, set
    right by what its clock was wrong at sending; of two taps about the same thing the later moment holds.
    """

    __tablename__ = "tour_tap"
    __table_args__ = (
        CheckConstraint("number >= 0", name="number_is_not_negative"),
        Index("ix_tour_tap_departure", "departure_id", "kind", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_key: Mapped[str] = mapped_column(String(64), unique=True)
    departure_id: Mapped[int] = mapped_column(ForeignKey("tour_departure.id", ondelete="CASCADE"))
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("tour_booking.id", ondelete="CASCADE"), index=True)
    kind: Mapped[TapKind] = mapped_column(one_of(TapKind))
    number: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TourFeedback(Model):
    """What somebody thought of a departure: one to five, and words; nobody's name."""

    __tablename__ = "tour_feedback"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars_from_one_to_five"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    departure_id: Mapped[int] = mapped_column(ForeignKey("tour_departure.id", ondelete="CASCADE"), index=True)
    stars: Mapped[int]
    words: Mapped[str] = mapped_column(String(1000), default="")
    language: Mapped[str] = mapped_column(String(20), default="")
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    departure: Mapped[TourDeparture] = relationship()
