"""The pages on which registrations are approved in stages."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK

REVIEWED = {"event_slug": "reviewed"}

APPROVAL = [
    PageExample("approval", "organiser_approval.show", REVIEWED, **AT_DESK),
    PageExample(
        "approval-mistakes",
        "organiser_approval.show",
        REVIEWED,
        fill={"stage2-due_days": "400", "stage3-due_days": "2"},
        press="main form button.button--primary",
        status=422,
        **AT_DESK,
    ),
    PageExample("reviews", "organiser_reviews.index", **AT_DESK),
    PageExample("reviews-empty", "organiser_reviews.index", reader=Reader.NEWCOMER),
    PageExample("review", "organiser_reviews.show", {**REVIEWED, "number": "$answered_number"}, **AT_DESK),
    PageExample(
        "review-mistakes",
        "organiser_reviews.show",
        {**REVIEWED, "number": "$answered_number"},
        press="button[name=verb][value=return]",
        status=422,
        **AT_DESK,
    ),
]
