"""The pages of a group's leader and its members, and of whoever is offered a place."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, LECTURES, SEND

GROUP = {"token": "$group"}
FULL = {"event_slug": "full-visit"}
FREE = {**GROUP, "place_id": "$free_place"}

GROUPS = [
    PageExample("group-register", "public_groups.register", LECTURES),
    PageExample("group-register-mistakes", "public_groups.register", LECTURES, status=422, press=SEND),
    PageExample("group", "guest_groups.show", GROUP),
    PageExample("group-new", "guest_groups.show", GROUP, "welcome=1"),
    PageExample("group-offered", "guest_groups.show", {"token": "$offered_group"}),
    PageExample("group-edit", "guest_groups.edit", GROUP),
    PageExample("group-release", "guest_groups.release", GROUP),
    PageExample("group-invite-many", "guest_groups.invite_many", GROUP),
    PageExample(
        "group-invite-many-wrong",
        "guest_groups.invite_many",
        GROUP,
        status=422,
        press=SEND,
        fill={"lines": "Anna Keller, anna@elsewhere.example\nBen"},
    ),
    PageExample("group-table", "guest_groups.table", GROUP),
    PageExample("group-table-none", "guest_groups.table", GROUP, status=422, press=SEND),
    PageExample("group-place-free", "guest_groups.place", FREE),
    PageExample("group-place-mistakes", "guest_groups.place", FREE, status=422, press=SEND),
    PageExample("group-place-invited", "guest_groups.place", {**GROUP, "place_id": "$invited_place"}),
    PageExample("group-place-filled", "guest_groups.place", {**GROUP, "place_id": "$filled_place"}),
    PageExample("group-place-fill", "guest_groups.fill", FREE),
    PageExample("group-member", "guest_members.show", {"token": "$group_member"}),
    PageExample("group-member-filled", "guest_members.show", {"token": "$taken_member"}),
    PageExample("my-place-offered", "guest_place.show", {"token": "$offered"}),
    PageExample("waiting-list", "organiser_waiting.index", FULL, **AT_DESK),
    PageExample("waiting-list-empty", "organiser_waiting.index", LECTURES, **AT_DESK),
    PageExample("waiting-rules", "organiser_waiting.rules", LECTURES, **AT_DESK),
    PageExample("groups", "organiser_groups.index", LECTURES, **AT_DESK),
    PageExample("groups-empty", "organiser_groups.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("groups-terms", "organiser_groups.terms", LECTURES, **AT_DESK),
    PageExample("groups-new", "organiser_groups.create", LECTURES, **AT_DESK),
    PageExample("groups-new-mistakes", "organiser_groups.create", LECTURES, press=SEND, status=422, **AT_DESK),
    PageExample("groups-show", "organiser_groups.show", {**LECTURES, "number": "$group_number"}, **AT_DESK),
]
