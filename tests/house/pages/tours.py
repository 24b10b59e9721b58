"""Departures of tours and their bookings: at the desk, for everybody, and behind a party's own link."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

TOUR = {"departure_id": "$tour-next"}
FULL = {"departure_id": "$tour-full"}
PARTY = {"token": "$tour-party"}
WAITING = {"token": "$tour-waiting"}
STRANDED = {"token": "$tour-stranded"}
BEGUN = {"token": "$tour-feedback"}
GUEST = {"token": "$tour-guest"}


def _at_the_desk() -> list[PageExample]:
    booking = {"booking_id": "$tour-booking"}
    return [
        PageExample("tours", "organiser_tours.index", {}, "week=$tour-week", **AT_DESK),
        PageExample("tours-empty", "organiser_tours.index", reader=Reader.NEWCOMER),
        PageExample("tours-rota", "organiser_tour_rota.index", {}, "week=$tour-week", **AT_DESK),
        PageExample("tour-new-choose", "organiser_tours.create", **AT_DESK),
        PageExample("tour-new", "organiser_tours.create", {}, "route=$tour-route", **AT_DESK),
        PageExample("tour", "organiser_tours.show", TOUR, **AT_DESK),
        PageExample("tour-edit", "organiser_tours.edit", TOUR, **AT_DESK),
        PageExample("tour-cancel", "organiser_tours.cancel", TOUR, "weather=1", **AT_DESK),
        PageExample("tour-book", "organiser_tour_bookings.create", TOUR, **AT_DESK),
        PageExample("tour-booking-move", "organiser_tour_bookings.move", booking, **AT_DESK),
        PageExample("tour-booking-cancel", "organiser_tour_bookings.cancel", booking, **AT_DESK),
        PageExample("tours-weekly", "organiser_tour_weekly.index", **AT_DESK),
        PageExample("tours-weekly-empty", "organiser_tour_weekly.index", reader=Reader.NEWCOMER),
        PageExample("tours-weekly-new", "organiser_tour_weekly.create", **AT_DESK),
        PageExample("tours-weekly-edit", "organiser_tour_weekly.edit", {"pattern_id": "$tour-pattern"}, **AT_DESK),
        PageExample("tours-figures", "organiser_tour_figures.index", {}, "by=language&since=2020-01-01", **AT_DESK),
        PageExample("guide-day", "onsite_guide.index", reader=Reader.NEWCOMER),
        PageExample("guide-tour", "onsite_guide.show", {"departure_id": "$tour-on-the-way"}, **AT_DESK),
        PageExample("tour-feedback", "organiser_tour_feedback.index", **AT_DESK),
        PageExample("tour-feedback-code", "organiser_tour_feedback.code", {"departure_id": "$tour-begun"}, **AT_DESK),
        PageExample("tours-blackout", "organiser_tour_weekly.close_days", **AT_DESK),
    ]


def _for_guests() -> list[PageExample]:
    return [
        PageExample("public-tours", "public_tours.index"),
        PageExample("public-tour", "public_tours.book", TOUR),
        PageExample("public-tour-wrong", "public_tours.book", TOUR, press=SEND, status=422),
        PageExample("public-tour-full", "public_tours.book", FULL),
        PageExample("tour-feedback-give", "public_tour_feedback.give", BEGUN),
        PageExample("tour-feedback-wrong", "public_tour_feedback.give", BEGUN, press=SEND, status=422),
        PageExample("my-tour", "guest_tours.show", PARTY, "welcome=1"),
        PageExample("my-tour-waiting", "guest_tours.show", WAITING),
        PageExample("my-tour-called-off", "guest_tours.show", STRANDED),
        PageExample("my-tour-party", "guest_tours.party", PARTY),
        PageExample("my-tour-move", "guest_tours.move", PARTY),
        PageExample("my-tour-cancel", "guest_tours.cancel", PARTY),
        PageExample("my-tour-erase", "guest_tours.erase", PARTY),
        PageExample("guest-tours", "guest_place.tours", GUEST),
        PageExample("guest-tour-book", "guest_place.book_tour", {**GUEST, "departure_id": "$tour-of-week"}),
    ]


TOURS = [*_at_the_desk(), *_for_guests()]
