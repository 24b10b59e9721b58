"""Duplicates at the desk: found, compared, merged."""

from __future__ import annotations

from tests.desks import Desk

LIST = "/desk/events/week/registrations"


def test_duplicates_are_found_compared_and_merged(desk: Desk) -> None:
    event_id = desk.event()
    officer = desk.colleague()
    assert "No duplicates" in officer.get(f"{LIST}/duplicates").text
    desk.guest(event_id, "anna@example.org", given_name="Anna", position="Dean")
    desk.guest(event_id, "anna@elsewhere.example", given_name="Anna", position="Rector")
    found = officer.get(f"{LIST}/duplicates").text
    assert f'href="{LIST}/duplicates/1/2"' in found
    page = officer.get(f"{LIST}/duplicates/1/2").text
    assert [words for words in ("This one stays", "Dean", "Rector") if words not in page] == []
    merged = officer.post(f"{LIST}/duplicates/1/2", position="other")
    assert (merged.status_code, merged.location) == (302, f"{LIST}/1")
    assert "Rector" in officer.get(f"{LIST}/1").text
    again = officer.post(f"{LIST}/duplicates/1/2")
    assert (again.status_code, "They were not merged" in again.text) == (422, True)
