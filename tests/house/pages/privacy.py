"""The pages about what is kept of guests: confidential answers at the desk, and all of it for the guest alone."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, SEND

PAPERS = {"event_slug": "with-papers"}
KEPT, ERASED = {**PAPERS, "number": "$papers_number"}, {**PAPERS, "number": "$papers_erased_number"}

PRIVACY = [
    PageExample("registration-papers", "organiser_registrations.show", KEPT, **AT_DESK),
    PageExample("registration-papers-erased", "organiser_registrations.show", ERASED, **AT_DESK),
    PageExample("confidential", "organiser_registrations.confidential", KEPT, **AT_DESK),
    PageExample("confidential-erased", "organiser_registrations.confidential", ERASED, **AT_DESK),
    PageExample(
        "confidential-mistakes", "organiser_registrations.confidential", KEPT, press=SEND, status=422, **AT_DESK
    ),
    PageExample("personal-data", "organiser_registrations.personal_data", KEPT, **AT_DESK),
    PageExample(
        "personal-data-mistakes", "organiser_registrations.personal_data", KEPT, press=SEND, status=422, **AT_DESK
    ),
    PageExample("my-data", "guest_place.my_data", {"token": "$papers"}),
    PageExample("my-data-bare", "guest_place.my_data", {"token": "$approved"}),
    PageExample("my-data-consent", "guest_place.withdraw_consent", {"token": "$papers", "key": "papers_consent"}),
    PageExample("my-data-erase", "guest_place.erase", {"token": "$papers"}),
    PageExample(
        "my-data-erase-mistakes",
        "guest_place.erase",
        {"token": "$papers"},
        press="main form button.button--danger",
        status=422,
    ),
    PageExample("confidential-columns", "organiser_registrations.confidential_columns", PAPERS, **AT_DESK),
]
