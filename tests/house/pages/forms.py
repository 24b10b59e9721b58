"""The pages with which the forms of an event are built, and its badges printed."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, PORTS, SEND, WEEK

GUESTS = {**WEEK, "form_slug": "guests"}
PARTS = "organiser_form_parts"

FORMS = [
    PageExample("forms", "organiser_forms.index", WEEK, **AT_DESK),
    PageExample("form-new", "organiser_forms.create", WEEK, **AT_DESK),
    PageExample("form-new-mistakes", "organiser_forms.create", WEEK, press=SEND, status=422, **AT_DESK),
    PageExample("form-settings", "organiser_forms.settings", GUESTS, **AT_DESK),
    PageExample("later-answers", "organiser_follow_ups.show", {**PORTS, "form_slug": "guests"}, **AT_DESK),
    PageExample("later-answers-empty", "organiser_follow_ups.show", GUESTS, **AT_DESK),
    PageExample("form-remove", "organiser_forms.remove", GUESTS, **AT_DESK),
    PageExample("form", "organiser_form_editor.show", GUESTS, **AT_DESK),
    PageExample("form-preview", "organiser_form_check.preview", GUESTS, "language=zh_Hans_CN", **AT_DESK),
    PageExample("form-check", "organiser_form_check.review", GUESTS, **AT_DESK),
    PageExample("question-types", f"{PARTS}.add_question", GUESTS, "section=wishes", **AT_DESK),
    PageExample("question-new", f"{PARTS}.add_question", GUESTS, "section=wishes&type=choice", **AT_DESK),
    PageExample(
        "question-mistakes",
        f"{PARTS}.add_question",
        GUESTS,
        "section=wishes&type=choice",
        press=SEND,
        status=422,
        **AT_DESK,
    ),
    PageExample("question", f"{PARTS}.edit_question", {**GUESTS, "key": "diet"}, **AT_DESK),
    PageExample("section-new", f"{PARTS}.add_section", GUESTS, **AT_DESK),
    PageExample("badges", "organiser_badges.index", WEEK, **AT_DESK),
    PageExample("badges-empty", "organiser_badges.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("section", f"{PARTS}.edit_section", {**GUESTS, "key": "wishes"}, **AT_DESK),
]
