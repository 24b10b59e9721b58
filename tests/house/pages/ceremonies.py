"""Signing ceremonies: at the desk, and their live mode on tablets."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

ONE = {"ceremony_id": "$ceremony"}
SIGNED = {"ceremony_id": "$ceremony_signed"}
OVER = {"ceremony_id": "$ceremony_cancelled"}


def _at_the_desk() -> list[PageExample]:
    cue = {**ONE, "cue_id": "$ceremony_cue"}
    person = {**ONE, "person_id": "$ceremony_person"}
    return [
        PageExample("ceremonies", "organiser_ceremonies.index", **AT_DESK),
        PageExample("ceremonies-empty", "organiser_ceremonies.index", reader=Reader.NEWCOMER),
        PageExample("ceremony-new", "organiser_ceremonies.create", **AT_DESK),
        PageExample("ceremony-new-mistakes", "organiser_ceremonies.create", press=SEND, status=422, **AT_DESK),
        PageExample("ceremony", "organiser_ceremonies.show", ONE, **AT_DESK),
        PageExample("ceremony-cancelled", "organiser_ceremonies.show", OVER, **AT_DESK),
        PageExample("ceremony-edit", "organiser_ceremonies.edit", ONE, **AT_DESK),
        PageExample("ceremony-cancel", "organiser_ceremonies.cancel", ONE, **AT_DESK),
        PageExample("ceremony-people", "organiser_ceremony_people.index", ONE, **AT_DESK),
        PageExample("ceremony-person-new", "organiser_ceremony_people.create", ONE, **AT_DESK),
        PageExample("ceremony-person", "organiser_ceremony_people.edit", person, **AT_DESK),
        PageExample("ceremony-run", "organiser_ceremony_show.index", ONE, **AT_DESK),
        PageExample("ceremony-cue-new", "organiser_ceremony_show.create", ONE, **AT_DESK),
        PageExample("ceremony-cue", "organiser_ceremony_show.edit", cue, **AT_DESK),
        PageExample("ceremony-kit", "organiser_ceremony_kit.index", ONE, **AT_DESK),
        PageExample("ceremony-thing-new", "organiser_ceremony_kit.create", ONE, **AT_DESK),
        PageExample("ceremony-thing", "organiser_ceremony_kit.edit", {**ONE, "item_id": "$ceremony_thing"}, **AT_DESK),
        PageExample("ceremony-signing", "organiser_ceremony_signing.index", SIGNED, **AT_DESK),
    ]


CEREMONIES = [
    *_at_the_desk(),
    PageExample("live", "onsite_ceremony.show", {"token": "$live"}),
    PageExample("live-running", "onsite_ceremony.show", {"token": "$live_running"}),
    PageExample("live-signing", "onsite_ceremony.show", {"token": "$live_signing"}),
]
