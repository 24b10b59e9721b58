"""The history of an event, in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Flask

from coopevents import unit_of_work
from coopevents.accounts.facts import RoleGranted
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.blueprints.audit_words import changes_of, sentence_of, tell, words_of
from coopevents.db import db
from coopevents.i18n import force_locale
from tests.desks import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")
PAGE = "/desk/events/week/audit"


def test_what_happened_is_told_newest_first_with_names(desk: Desk) -> None:
    desk.event()
    officer = desk.colleague(Role.OFFICER)
    officer.post("/desk/events/week/team/add", {"email": "ben@example.edu", "name": "Ben", "role": "reception"})
    page = officer.get(PAGE).text
    assert page.index("Colleague invited") < page.index("Event created")
    assert "Colleague 0" in page
    assert "Reception" in page
    assert "automatically" in page


def test_a_long_history_is_read_page_by_page(desk: Desk) -> None:
    event_id = desk.event()
    with desk.app.app_context():
        db.session.add_all(_entry(event_id, number) for number in range(120))
        unit_of_work.commit()
    officer, seen = desk.colleague(Role.OFFICER), []
    asked: dict[str, str] = {}
    for _page in range(3):
        text = officer.get(PAGE, **asked).text
        seen += [number for number in range(120) if f"Number {number}<" in text]
        earlier = re.search(r'audit\?before=(\d+)"', text)
        asked = {"before": earlier[1]} if earlier else {}
    assert asked == {}
    assert sorted(seen) == list(range(120))
    for odd in ("made-up", "-1", "99999999999999999999"):
        assert officer.get(PAGE, before=odd).status_code == 200


def test_the_history_of_another_event_is_not_in_it(desk: Desk) -> None:
    desk.event()
    other = desk.event("school", unit_id=desk.other_unit_id)
    with desk.app.app_context():
        db.session.add(_entry(other, 4711))
        unit_of_work.commit()
    assert "Number 4711" not in desk.colleague(Role.OFFICER).get(PAGE).text


def test_values_are_told_as_a_reader_reads_them(context: Flask) -> None:
    with context.test_request_context(), force_locale("en"):
        assert words_of("2026-11-30T01:30:00+00:00", SHANGHAI) == "30 November 2026, 09:30"
        assert words_of("2026-11-30", SHANGHAI) == "30 November 2026"
        assert words_of(True, SHANGHAI) == "yes"
        assert words_of(["a", "b"], SHANGHAI) == "a, b"
        assert words_of(None, SHANGHAI) == ""
        assert words_of("2026-99-99T99:99", SHANGHAI) == "2026-99-99T99:99"


def test_of_a_text_in_several_languages_only_what_changed_is_told(context: Flask) -> None:
    changes = {
        "title": [{"en": "Salon", "fr": "Salon"}, {"en": "Salon", "fr": "Le salon"}],
        "state": ["draft", "draft"],
    }
    with context.test_request_context(), force_locale("en"):
        (change,) = changes_of(changes, SHANGHAI, "event")
        assert (change.label, change.old, change.new) == ("Title (Français)", "Salon", "Le salon")


def test_one_of_a_few_is_told_by_its_word(context: Flask) -> None:
    with context.test_request_context(), force_locale("fr"):
        (change,) = changes_of({"state": [None, "approved"]}, SHANGHAI, "registration")
        assert change.old == ""
        assert change.new != "approved"


def test_an_entry_of_a_forgotten_version_is_still_told(context: Flask) -> None:
    with context.test_request_context():
        assert sentence_of("TourDeparted") == "Tour departed"
        assert sentence_of(RoleGranted.__name__) == "Role given"
        entry = _entry(1, 7)
        entry.changes = {"unknown_thing": [1, {"a": None}], "odd": "value"}
        (told,) = tell([entry], SHANGHAI)
        assert [change.label for change in told.changes] == ["Unknown thing", "Odd"]


def _entry(event_id: int, number: int) -> AuditEntry:
    return AuditEntry(
        at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        actor_kind="user",
        actor_id=1,
        actor_label=f"Number {number}",
        fact="RoleGranted",
        subject_kind="user",
        subject_id=99999,
        event_id=event_id,
        changes={},
    )
