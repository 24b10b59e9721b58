"""The pages anybody opens: the home page, an event, its programme, what others embed or hang on a wall."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import LECTURES, WEEK


def _events() -> list[PageExample]:
    return [
        PageExample("home", "public_events.home"),
        PageExample("home-empty", "public_events.home", is_empty_house=True),
        PageExample("event", "public_events.show", WEEK),
        PageExample("event-lectures", "public_events.show", LECTURES),
        PageExample("event-over", "public_events.show", {"event_slug": "resource-symposium"}),
        PageExample("event-cancelled", "public_events.show", {"event_slug": "cancelled-visit"}),
        PageExample("event-bare", "public_events.show", {"event_slug": "bare-visit"}),
        PageExample("event-preview", "public_events.show", {"event_slug": "summer-school"}, status=404),
        PageExample("event-page", "public_events.page", {**WEEK, "page_slug": "$page"}),
        PageExample("programme", "public_programme.show", WEEK),
        PageExample("programme-grid", "public_programme.show", WEEK, "view=grid"),
        PageExample("programme-zone", "public_programme.show", WEEK, "zone=America/New_York"),
        PageExample("programme-filtered", "public_programme.show", WEEK, "kind=tour"),
        PageExample("programme-found-none", "public_programme.show", WEEK, "q=zzzz"),
        PageExample("programme-empty", "public_programme.show", {"event_slug": "bare-visit"}),
        PageExample("programme-changes", "public_changes.show", WEEK),
        PageExample("programme-changes-empty", "public_changes.show", {"event_slug": "bare-visit"}),
        PageExample("activity", "public_programme.activity", {**WEEK, "uid": "$uid"}),
        PageExample("subscribe", "public_programme.subscribe", WEEK),
        PageExample("paper-choice", "public_papers.choose", WEEK),
        PageExample("paper-choice-empty", "public_papers.choose", {"event_slug": "bare-visit"}),
    ]


def _parts_and_screens() -> list[PageExample]:
    return [
        PageExample("people-on-programme", "public_parts.people_index", WEEK),
        PageExample("people-on-programme-found-none", "public_parts.people_index", WEEK, "q=zzzz"),
        PageExample("people-on-programme-empty", "public_parts.people_index", {"event_slug": "bare-visit"}),
        PageExample("person-on-programme", "public_parts.person", {**WEEK, "person_id": "$speaker"}),
        PageExample("places-on-programme", "public_parts.places_index", WEEK),
        PageExample("places-on-programme-empty", "public_parts.places_index", {"event_slug": "bare-visit"}),
        PageExample("place-on-programme", "public_parts.place", {**WEEK, "place_id": "$place"}),
        PageExample("track-on-programme", "public_parts.track", {**WEEK, "track_slug": "$track_slug"}),
        PageExample("now", "public_now.show", WEEK),
        PageExample("now-over", "public_now.show", {"event_slug": "resource-symposium"}),
        PageExample("agenda-none", "guest_agendas.mine", WEEK),
        PageExample("agenda-open", "guest_agendas.show", {"token": "$open_agenda"}),
        PageExample("agenda-delete", "guest_agendas.delete", {"token": "$open_agenda"}),
        PageExample("embed", "public_embed.show", WEEK),
        PageExample("embed-now", "public_embed.show", WEEK, "view=now&accent=jade"),
        PageExample("embed-empty", "public_embed.show", {"event_slug": "bare-visit"}),
        PageExample("screen", "public_screen.show", WEEK),
        PageExample("screen-at-a-door", "public_screen.show", WEEK, "place=$place"),
        PageExample("screen-over", "public_screen.show", {"event_slug": "resource-symposium"}),
        PageExample("screen-empty", "public_screen.show", {"event_slug": "bare-visit"}),
        PageExample("now-empty", "public_now.show", {"event_slug": "bare-visit"}),
        PageExample("components", "components.show"),
    ]


PUBLIC = [*_events(), *_parts_and_screens()]
