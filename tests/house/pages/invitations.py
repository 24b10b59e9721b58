"""Invitations: the pages of whoever is invited, and those of the office; quotas."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, LECTURES, SEND

INVITED = {"token": "$invited"}
DRAFT = {**LECTURES, "invitation_id": "$drafted_invitation_id"}

INVITATIONS = [
    PageExample("invited", "guest_invitations.show", INVITED),
    PageExample("invited-of-delegate", "guest_invitations.show", {"token": "$delegates_invitation"}),
    PageExample("invited-accepted", "guest_invitations.show", {"token": "$accepted_invitation"}),
    PageExample("invited-declined", "guest_invitations.show", {"token": "$declined_invitation"}),
    PageExample("invited-delegated", "guest_invitations.show", {"token": "$delegated_invitation"}),
    PageExample("invited-withdrawn", "guest_invitations.show", {"token": "$withdrawn_invitation"}),
    PageExample("invited-expired", "guest_invitations.show", {"token": "$expired_invitation"}),
    PageExample("invited-accept", "guest_invitations.accept", INVITED),
    PageExample("invited-accept-mistakes", "guest_invitations.accept", INVITED, status=422, press=SEND),
    PageExample("invited-decline", "guest_invitations.decline", INVITED),
    PageExample("invited-data", "guest_invitations.data", INVITED),
    PageExample("invited-data-accepted", "guest_invitations.data", {"token": "$accepted_invitation"}),
    PageExample(
        "invited-data-mistakes", "guest_invitations.data", INVITED, status=422, press="main form button.button--danger"
    ),
    PageExample("invited-delegate", "guest_invitations.delegate", INVITED),
    PageExample("invited-delegate-mistakes", "guest_invitations.delegate", INVITED, status=422, press=SEND),
    PageExample("quotas", "organiser_quotas.index", LECTURES, **AT_DESK),
    PageExample("quotas-empty", "organiser_quotas.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("quotas-mistakes", "organiser_quotas.index", LECTURES, press=SEND, status=422, **AT_DESK),
    PageExample("invitations", "organiser_invitations.index", LECTURES, **AT_DESK),
    PageExample("invitations-none", "organiser_invitations.index", LECTURES, "q=nobody", **AT_DESK),
    PageExample("invitations-empty", "organiser_invitations.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("invitations-new", "organiser_invitations.create", LECTURES, **AT_DESK),
    PageExample(
        "invitations-new-mistakes", "organiser_invitations.create", LECTURES, press=SEND, status=422, **AT_DESK
    ),
    PageExample("invitations-edit", "organiser_invitations.edit", DRAFT, **AT_DESK),
    PageExample("invitations-table", "organiser_invitations.table", LECTURES, **AT_DESK),
    PageExample("invitations-table-none", "organiser_invitations.table", LECTURES, press=SEND, status=422, **AT_DESK),
    PageExample("invitations-send", "organiser_invitations.send_all", LECTURES, **AT_DESK),
    PageExample("invitations-withdraw", "organiser_invitations.withdraw", DRAFT, **AT_DESK),
    PageExample(
        "invitations-show", "organiser_invitations.show", {**LECTURES, "invitation_id": "$invitation_id"}, **AT_DESK
    ),
    PageExample("invitations-drafted", "organiser_invitations.show", DRAFT, **AT_DESK),
    PageExample(
        "invitations-taken-back",
        "organiser_invitations.show",
        {**LECTURES, "invitation_id": "$withdrawn_invitation_id"},
        **AT_DESK,
    ),
]
