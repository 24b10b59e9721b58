"""The pages of the office as a whole: the desk, refusals, the outbox, colleagues and units."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND


def _home() -> list[PageExample]:
    return [
        PageExample("desk", "organiser_desk.show", **AT_DESK),
        PageExample("desk-empty", "organiser_desk.show", reader=Reader.NEWCOMER),
        PageExample("desk-viewer", "organiser_desk.show", reader=Reader.VIEWER),
        PageExample("not-found", "organiser_events.show", {"event_slug": "no-such-event"}, status=404, **AT_DESK),
        PageExample("not-allowed", "organiser_events.create", reader=Reader.VIEWER, status=403),
    ]


def _office() -> list[PageExample]:
    return [
        PageExample("outbox", "organiser_outbox.index", **AT_DESK),
        PageExample("outbox-empty", "organiser_outbox.index", reader=Reader.NEWCOMER),
        PageExample("message", "organiser_outbox.show", {"message_id": "$sent"}, **AT_DESK),
        PageExample("message-failed", "organiser_outbox.show", {"message_id": "$failed"}, **AT_DESK),
        PageExample("message-draft", "organiser_outbox.show", {"message_id": "$draft_message"}, **AT_DESK),
        PageExample("outbox-drafts", "organiser_outbox.index", query="state=draft", **AT_DESK),
        PageExample("drafts-approve", "organiser_drafts.confirm", {"verb": "approve"}, **AT_DESK),
        PageExample("drafts-discard", "organiser_drafts.confirm", {"verb": "discard"}, **AT_DESK),
        PageExample("message-discard", "organiser_outbox.confirm_discarding", {"message_id": "$failed"}, **AT_DESK),
        PageExample("colleagues", "organiser_colleagues.index", **AT_DESK),
        PageExample("colleague", "organiser_colleagues.show", {"grant_id": "$colleague"}, **AT_DESK),
        PageExample("colleague-invite", "organiser_colleagues.invite", **AT_DESK),
        PageExample("colleague-invite-mistakes", "organiser_colleagues.invite", press=SEND, status=422, **AT_DESK),
        PageExample("units", "organiser_units.index", **AT_DESK),
        PageExample("unit-new", "organiser_units.create", **AT_DESK),
        PageExample("unit-edit", "organiser_units.edit", {"unit_id": "$unit"}, **AT_DESK),
    ]


DESK = [*_home(), *_office()]
