"""The desk's papers: offered, narrowed, and made from the last release even before the public sees the event."""

from __future__ import annotations

import pytest
from flask import Flask

from coopevents.accounts.roles import Role
from coopevents.documents import typesetting
from tests.blueprints.published import activity_named, present_event, publish
from tests.desks import Desk
from tests.documents.pdfs import bare, pages_of


@pytest.fixture
def week(desk: Desk) -> str:
    """Where the papers of a published event are."""
    with desk.writing():
        publish()
    return "/desk/events/week/papers"


def test_every_paper_is_offered_and_can_be_had(desk: Desk, week: str) -> None:
    with desk.writing():
        unit_id = present_event().unit_id
        place_id = activity_named("Photons").place_id
    viewer = desk.colleague(Role.UNIT_VIEWER, scope_id=unit_id)
    page = viewer.get(week).text
    assert "The last release is number 1" in page
    for name in ("booklet", "days", "doors"):
        assert f'action="{week}/{name}.pdf"' in page
        assert viewer.get(f"{week}/{name}.pdf").headers["Cache-Control"] == "no-store"

    days = pages_of(viewer.get(f"{week}/days.pdf", languages="en", day="2027-03-02", paper="a3").data)
    assert len(days) == 1
    assert bare("Campus tour") in days[0]
    assert len(pages_of(viewer.get(f"{week}/days.pdf", day="1999-01-01").data)) == 2

    (sign,) = pages_of(viewer.get(f"{week}/doors.pdf", place=place_id).data)
    assert bare("Grand Hall") in sign
    assert bare("Photons") in sign
    assert bare("Batteries") not in sign
    assert viewer.get(f"{week}/doors.pdf", place=place_id + 1000).status_code == 404
    assert viewer.get(f"{week}/booklet.pdf", languages="tlh").status_code == 404
    assert desk.colleague().get(f"{week}/booklet.pdf").status_code == 404


def test_nothing_released_is_nothing_to_print(desk: Desk) -> None:
    with desk.writing():
        unit_id = publish(is_published=False).unit_id
    officer = desk.colleague(scope_id=unit_id)
    assert "Nothing to print yet" in officer.get("/desk/events/week/papers").text
    for name in ("booklet", "days", "doors"):
        assert officer.get(f"/desk/events/week/papers/{name}.pdf").status_code == 404


def test_who_comes_while_the_press_is_busy_is_told_when_to_come_again(
    week: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "_DRAWER", typesetting.Drawer())
    monkeypatch.setattr(typesetting, "PATIENCE_SECONDS", 0.05)
    with typesetting._PRESSES, typesetting._PRESSES:
        answer = app.test_client().get("/e/week/programme/booklet.pdf")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert app.test_client().get("/e/week/programme/booklet.pdf").status_code == 200
