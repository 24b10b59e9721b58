"""What the addresses of the crawl's office name."""

from __future__ import annotations

from typing import Any

FIRST_OF_ALL: dict[str, Any] = {
    **dict.fromkeys(("number", "activity_id", "place_id", "person_id", "institution_id", "page_id"), 1),
    **dict.fromkeys(("grant_id", "message_id", "session_id", "track_id", "proposal_id"), 1),
    **dict.fromkeys(("availability_id", "campus_id", "resource_id", "offer_id", "invitation_id", "quota_id"), 1),
    **dict.fromkeys(
        ("gate_id", "device_id", "import_id", "view_id", "other_number", "gift_id", "gift_item_id", "cost_id"), 1
    ),
    **dict.fromkeys(("route_id", "stop_id", "departure_id", "pattern_id", "blackout_id", "booking_id"), 1),
    **dict.fromkeys(("ceremony_id", "cue_id", "item_id", "line_id", "part_id"), 1),
    **dict.fromkeys(("contact_id", "relation_id", "note_id", "document_id", "result_id", "letter_id"), 1),
    **dict.fromkeys(("trip_id", "traveller_id", "programme_id", "receipt_id", "photo_id", "helper_id", "delay_id"), 1),
    **dict.fromkeys(
        ("agreement_id", "signature_id", "delegation_id", "delegate_id", "leg_id", "stay_id", "result_id", "task_id"), 1
    ),
}
SAID = {
    "turn": "done",
    "line_key": "host",
    "visit_level": "unit",
    "move": "down",
    "choice": "sort",
    "deed": "invite",
    "country_code": "CZ",
    "way": "abandon",
    "turning": "postpone",
    "fate": "done",
    "photo_fate": "keep",
    "photo_size": "small",
    "gift_turn": "handed",
    "wish": "forgo",
    "thing_code": "sign-0",
    "kit_turn": "ready",
    "paper_name": "press",
    "unit_slug": "office",
    "route_slug": "campus-tour",
    "ending": "csv",
    "form_slug": "guests",
    "track_slug": "x",
    "held": "x",
    "verb": "approve",
    "event_slug": "week",
    "page_slug": "visa",
    "kind": "salon",
    "track": "x",
    "key": "x.jpg",
}
"""What addresses name: the first of each kind, and words the office knows."""
