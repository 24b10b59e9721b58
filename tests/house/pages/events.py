"""The pages about one event at the desk, but its programme and its guests: life, pages, papers, team, history."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND, WEEK

EVENTS = [
    PageExample("events", "organiser_events.index", **AT_DESK),
    PageExample("events-empty", "organiser_events.index", reader=Reader.NEWCOMER),
    PageExample("events-found-none", "organiser_events.index", query="q=zzzz", **AT_DESK),
    PageExample("event-new", "organiser_events.create", **AT_DESK),
    PageExample("event-new-mistakes", "organiser_events.create", status=422, press=SEND, **AT_DESK),
    PageExample("event-overview", "organiser_events.show", WEEK, **AT_DESK),
    PageExample("event-overview-draft", "organiser_events.show", {"event_slug": "summer-school"}, **AT_DESK),
    PageExample("event-overview-cancelled", "organiser_events.show", {"event_slug": "cancelled-visit"}, **AT_DESK),
    PageExample("event-overview-viewer", "organiser_events.show", WEEK, reader=Reader.VIEWER),
    PageExample("event-edit", "organiser_events.edit", WEEK, **AT_DESK),
    PageExample("event-clone", "organiser_event_life.clone", WEEK, **AT_DESK),
    PageExample("event-publish", "organiser_event_life.publish", {"event_slug": "summer-school"}, **AT_DESK),
    PageExample("event-unpublish", "organiser_event_life.unpublish", WEEK, **AT_DESK),
    PageExample("event-cancel", "organiser_event_life.cancel", WEEK, **AT_DESK),
    PageExample("papers", "organiser_papers.index", WEEK, **AT_DESK),
    PageExample("papers-empty", "organiser_papers.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("pages", "organiser_pages.index", WEEK, **AT_DESK),
    PageExample("pages-empty", "organiser_pages.index", {"event_slug": "summer-school"}, **AT_DESK),
    PageExample("page-new", "organiser_pages.create", WEEK, **AT_DESK),
    PageExample("page-new-mistakes", "organiser_pages.create", WEEK, status=422, press=SEND, **AT_DESK),
    PageExample("page-edit", "organiser_pages.edit", {**WEEK, "page_id": "$page_id"}, **AT_DESK),
    PageExample("page-remove", "organiser_pages.remove", {**WEEK, "page_id": "$page_id"}, **AT_DESK),
    PageExample("sharing", "organiser_sharing.show", WEEK, **AT_DESK),
    PageExample("team", "organiser_team.show", WEEK, **AT_DESK),
    PageExample("team-empty", "organiser_team.show", {"event_slug": "summer-school"}, **AT_DESK),
    PageExample("team-member", "organiser_team.member", {**WEEK, "grant_id": "$member"}, **AT_DESK),
    PageExample("team-add", "organiser_team.add", WEEK, **AT_DESK),
    PageExample("audit", "organiser_audit.show", WEEK, **AT_DESK),
]
