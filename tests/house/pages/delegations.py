"""Visits: asked for in public, followed by an own link, decided at the desk."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

NEW = {"delegation_id": "$visit-new"}
DECIDING = {"delegation_id": "$visit-deciding"}
COMING = {"delegation_id": "$visit-coming"}

DELEGATIONS = [
    PageExample("visit-ask", "public_visits.ask"),
    PageExample("visit-ask-wrong", "public_visits.ask", press=SEND, status=422),
    PageExample("my-visit", "guest_visit.show", {"token": "$visit-new-link"}, "welcome=1"),
    PageExample("my-visit-question", "guest_visit.show", {"token": "$visit-waiting-link"}, press=SEND, status=422),
    PageExample("my-visit-refused", "guest_visit.show", {"token": "$visit-refused-link"}),
    PageExample("my-visit-change", "guest_visit.change", {"token": "$visit-new-link"}),
    PageExample("delegations", "organiser_delegations.index", **AT_DESK),
    PageExample("delegations-none", "organiser_delegations.index", query="q=zzz&country=IE", **AT_DESK),
    PageExample("delegations-empty", "organiser_delegations.index", reader=Reader.NEWCOMER),
    PageExample("delegation-new", "organiser_delegations.create", press=SEND, status=422, **AT_DESK),
    PageExample("delegation", "organiser_delegations.show", NEW, **AT_DESK),
    PageExample("delegation-deciding", "organiser_delegations.show", DECIDING, **AT_DESK),
    PageExample("delegation-edit", "organiser_delegations.edit", NEW, **AT_DESK),
    PageExample(
        "delegation-decline",
        "organiser_delegations.turn",
        {**DECIDING, "turning": "decline"},
        press="main form button.button--danger",
        status=422,
        **AT_DESK,
    ),
    PageExample("itinerary", "organiser_itinerary.index", COMING, **AT_DESK),
    PageExample("itinerary-none", "organiser_itinerary.index", NEW, **AT_DESK),
    PageExample("itinerary-line-new", "organiser_itinerary.create", COMING, press=SEND, status=422, **AT_DESK),
    PageExample("itinerary-line", "organiser_itinerary.edit", {**COMING, "line_id": "$visit-line"}, **AT_DESK),
    PageExample("itinerary-remove", "organiser_itinerary.remove", {**COMING, "line_id": "$visit-line"}, **AT_DESK),
    PageExample("campus-board", "organiser_campus_board.show", **AT_DESK),
    PageExample("campus-board-empty", "organiser_campus_board.show", reader=Reader.NEWCOMER),
    PageExample("preparation", "organiser_delegation_preparation.index", COMING, **AT_DESK),
    PageExample("preparation-none", "organiser_delegation_preparation.index", NEW, **AT_DESK),
    PageExample("task", "organiser_delegation_preparation.edit", {**COMING, "task_id": "$visit-task"}, **AT_DESK),
    PageExample("my-tasks", "organiser_delegation_preparation.mine", **AT_DESK),
    PageExample("my-tasks-none", "organiser_delegation_preparation.mine", reader=Reader.NEWCOMER),
    PageExample("delegation-after", "organiser_delegation_after.index", {"delegation_id": "$visit-here"}, **AT_DESK),
    PageExample(
        "delegation-after-report", "organiser_delegation_after.index", {"delegation_id": "$visit-over"}, **AT_DESK
    ),
    PageExample(
        "delegation-photos", "organiser_delegation_after.photos_of_visit", {"delegation_id": "$visit-over"}, **AT_DESK
    ),
    PageExample("delegation-photos-none", "organiser_delegation_after.photos_of_visit", COMING, **AT_DESK),
    PageExample(
        "delegation-photo",
        "organiser_delegation_after.photo",
        {"delegation_id": "$visit-over", "photo_id": "$visit-photo"},
        **AT_DESK,
    ),
    PageExample(
        "visit-feedback", "guest_visit_feedback.give", {"token": "$visit-here-feedback"}, press=SEND, status=422
    ),
    PageExample("visit-feedback-closed", "guest_visit_feedback.give", {"token": "$visit-over-feedback"}),
    PageExample("itinerary-late", "organiser_itinerary.late", {**COMING, "line_id": "$visit-line"}, **AT_DESK),
    PageExample(
        "itinerary-offer",
        "organiser_itinerary.offer",
        {**COMING, "line_id": "$visit-line"},
        press=SEND,
        status=422,
        **AT_DESK,
    ),
    PageExample("itinerary-template", "organiser_itinerary.begin", COMING, **AT_DESK),
    PageExample("itinerary-share", "organiser_itinerary.choose", COMING, **AT_DESK),
    PageExample("itinerary-send", "organiser_itinerary.send", COMING, **AT_DESK),
]
