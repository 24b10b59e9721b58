"""The pages about papers the office issues: certificates at the desk, and where strangers verify them."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, SEND, WEEK

OVER = {"event_slug": "resource-symposium"}
PAPER = {**OVER, "paper_id": "$paper_id"}

ASKED = {**WEEK, "letter_id": "$letter_id"}
BARE = {"event_slug": "bare-visit"}
TEXT = {**WEEK, "template_id": "$template_id"}
LETTERS = [
    PageExample("letters", "organiser_letters.index", WEEK, **AT_DESK),
    PageExample("letters-empty", "organiser_letters.index", BARE, **AT_DESK),
    PageExample("letter", "organiser_letters.show", ASKED, **AT_DESK),
    PageExample("letter-issued", "organiser_letters.show", {**WEEK, "letter_id": "$issued_letter_id"}, **AT_DESK),
    PageExample(
        "letter-mistakes",
        "organiser_letters.show",
        ASKED,
        press="button[name=verb][value=return]",
        status=422,
        **AT_DESK,
    ),
    PageExample("letter-settings", "organiser_letter_texts.settings", WEEK, **AT_DESK),
    PageExample("letter-text-new", "organiser_letter_texts.create", WEEK, **AT_DESK),
    PageExample("letter-text", "organiser_letter_texts.edit", TEXT, **AT_DESK),
    PageExample("letter-text-mistakes", "organiser_letter_texts.create", WEEK, press=SEND, status=422, **AT_DESK),
    PageExample("letter-ask", "guest_place.letter", {"token": "$asks_for_letter"}),
    PageExample("letter-ask-mistakes", "guest_place.letter", {"token": "$asks_for_letter"}, press=SEND, status=422),
    PageExample("letter-returned", "guest_place.letter", {"token": "$returned_letter"}),
    PageExample("place-with-letter", "guest_place.show", {"token": "$has_letter"}),
]
ISSUING = [
    *LETTERS,
    PageExample("certificates", "organiser_certificates.index", OVER, **AT_DESK),
    PageExample("certificates-empty", "organiser_certificates.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("certificate-settings", "organiser_certificates.settings", OVER, **AT_DESK),
    PageExample("certificate-withdraw", "organiser_certificates.withdraw", PAPER, **AT_DESK),
    PageExample(
        "certificate-withdraw-mistakes",
        "organiser_certificates.withdraw",
        PAPER,
        press="main form button.button--danger",
        status=422,
        **AT_DESK,
    ),
    PageExample("signing", "organiser_issuing_office.show", OVER, **AT_DESK),
    PageExample(
        "signing-mistakes",
        "organiser_issuing_office.show",
        WEEK,
        press=SEND,
        fill={"letter_prefix": "CA"},
        status=422,
        **AT_DESK,
    ),
    PageExample("verify", "public_verifying.index"),
    PageExample("verify-unknown", "public_verifying.show", {"code": "nothing"}, status=404),
    PageExample("verify-valid", "public_verifying.show", {"code": "$valid_code"}),
    PageExample("verify-withdrawn", "public_verifying.show", {"code": "$withdrawn_code"}),
    PageExample("place-with-certificate", "guest_place.show", {"token": "$certified"}),
]
