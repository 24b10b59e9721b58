"""Quotas at the desk, and what a guest reads of them."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from tests.desks import NOW, Colleague, Desk, desk

__all__ = ["desk"]
LIST = "/desk/events/week/quotas"


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """At the desk of a published event at which anna of Sing is registered."""
    event_id = desk.event(starts_on=date(2099, 11, 30))
    with desk.writing():
        publishing.publish_event(events.get_event(event_id), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    desk.guest(event_id, "anna@example.org", institution_name="Sing", country="SG")
    return desk.colleague()


def test_a_quota_is_set_shown_to_guests_turns_them_away_and_is_removed(desk: Desk, officer: Colleague) -> None:
    assert officer.post(LIST, kind="country", country="SG", most="1", if_full="refuse").status_code == 302
    page = officer.get(LIST).text
    assert "Places for Singapore: at most 1." in page
    assert "1 of 1" in page
    register = "/e/week/register"
    assert "Places for Singapore: at most 1." in officer.get(register).text
    guest = {"family_name": "Tan", "email": "tan@example.org", "institution_name": "Sing", "country": "SG"}
    more = {"language": "en", "has_consented": "y", "privacy_version": "1"}
    answer = officer.post(register, {**guest, **more})
    assert (answer.status_code, 'value="Tan"' in answer.text) == (422, True)
    assert "They are taken. Ask your colleagues whether one gives a place back" in answer.text
    officer.post(f"{LIST}/1/remove")
    assert officer.post(register, {**guest, **more}).status_code == 302


def test_what_is_wrong_stands_at_its_field_and_only_who_edits_the_event_sets_quotas(
    desk: Desk, officer: Colleague
) -> None:
    for most in ("", "-1", "many", "999999999999"):
        answer = officer.post(LIST, kind="institution", most=most, if_full="wait")
        assert (answer.status_code, "Write a whole number of places" in answer.text or most == "many") == (422, True)
    registrar = desk.colleague(Role.REGISTRAR, scope_kind="event", scope_id=1)
    assert registrar.get(LIST).status_code == 403
    assert officer.post(f"{LIST}/99/remove").status_code == 404
