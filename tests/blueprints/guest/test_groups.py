"""The pages of a group: its leader registers, names members by link or by hand; a member takes a place."""

from __future__ import annotations

import html
import io
import re
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.forms.queries import find_answers
from coopevents.forms.sealed import all_values
from coopevents.mail.models import OutboxMessage
from coopevents.registration import group_members, group_queries, groups, queries, seats, tokens
from coopevents.registration.details import GroupTermsDetails
from coopevents.registration.group_models import Group
from coopevents.registration.group_states import GroupState, MemberState
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from tests.registration.conftest import OFFICER, Registrar, registrar
from tests.registration.test_groups import open_group
from tests.registration.test_waiting import with_rules
from tests.sensitive import CONSENT, ask_for_papers

__all__ = ["registrar"]
ASKED = {
    "name": "Sing Institute",
    "leader_name": "Li Wei",
    "leader_email": "li.wei@example.org",
    "places": "3",
    "language": "en",
    "has_consented": "y",
    "intention": "of-the-test",
}
MEMBER = {
    "given_name": "Dana",
    "family_name": "Okafor",
    "email": "dana@example.org",
    "country": "NG",
    "institution_name": "Lakeview Polytechnic",
    "language": "en",
    "has_consented": "y",
    "privacy_version": "1",
}


class Browser:
    """A browser without script that sends forms with their token; its requests know nothing of the test's context."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, path: str) -> str:
        answer = self._open(path)
        assert answer.status_code == 200
        return answer.text

    def status(self, path: str) -> int:
        return self._open(path).status_code

    def send(self, page: str, path: str, form: dict[str, Any]) -> tuple[int, str]:
        found = re.search(r'name="csrf[_-]token" (?:value|content)="([^"]+)"', self.get(page))
        assert found is not None
        answer = self._open(path, method="POST", data={"csrf_token": found[1], **form}, follow_redirects=True)
        return answer.status_code, answer.text

    def _open(self, path: str, **said: Any) -> TestResponse:
        db.session.rollback()
        return Context().run(lambda: self.client.open(path, headers={"Accept-Language": "en"}, buffered=True, **said))


@pytest.fixture
def browser(context: Flask, registrar: Registrar) -> Browser:
    """Somebody before an event that takes groups of up to thirty."""
    registrar.do(groups.change_group_terms, registrar.event, GroupTermsDetails())
    return Browser(context)


def the_group() -> Group:
    db.session.rollback()
    group = db.session.query(Group).one()
    group_queries.refresh(group)
    return group


def sent() -> list[tuple[str, str]]:
    return [(each.kind, each.to_email) for each in db.session.query(OutboxMessage).order_by(OutboxMessage.id)]


def test_a_leader_holds_places_and_gets_the_link_of_the_group(browser: Browser) -> None:
    assert "/e/week/group" in browser.get("/e/week/")
    status, page = browser.send("/e/week/group", "/e/week/group", ASKED)
    group = the_group()
    assert (status, group.state, len(group.members)) == (200, GroupState.HELD, 3)
    assert "0 of 3 members have a name." in page
    assert sent() == [("group_registered", "li.wei@example.org")]


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(browser: Browser) -> None:
    status, page = browser.send("/e/week/group", "/e/week/group", {**ASKED, "places": "99"})
    assert status == 422
    assert "A group has from 2 to 30 places." in page
    assert 'value="Sing Institute"' in page


def test_an_event_without_groups_has_no_such_door(browser: Browser, registrar: Registrar) -> None:
    registrar.do(groups.change_group_terms, registrar.event, GroupTermsDetails(is_offered=False))
    assert browser.status("/e/week/group") == 404
    assert "/e/week/group" not in browser.get("/e/week/")


def test_a_member_takes_the_place_by_a_link_and_the_leader_sees_only_name_and_state(
    browser: Browser, registrar: Registrar
) -> None:
    group = open_group(registrar)
    leader, place_id = f"/g/{tokens.group_token(group)}", group.members[0].id
    browser.send(f"{leader}/places/{place_id}", f"{leader}/places/{place_id}", {"email": "dana@example.org"})
    member = the_group().members[0]
    assert member.state is MemberState.INVITED
    assert sent()[-1] == ("group_invitation", "dana@example.org")
    own = f"/m/{tokens.member_token(member)}/"
    _status, page = browser.send(own, own, {**MEMBER, "position": "Secret position"})
    assert "Your place is confirmed" in page
    assert the_group().state is GroupState.PARTLY_NAMED
    page = browser.get(f"{leader}/") + browser.get(f"{leader}/places/{place_id}")
    assert "Dana Okafor" in page
    assert "Secret position" not in page
    assert "dana@example.org" not in page


def test_the_link_of_a_filled_place_opens_nothing_but_sends_the_member_s_own_again(
    browser: Browser, registrar: Registrar
) -> None:
    group = open_group(registrar)
    leader, place_id = f"/g/{tokens.group_token(group)}", group.members[0].id
    browser.send(f"{leader}/places/{place_id}", f"{leader}/places/{place_id}", {"email": "dana@example.org"})
    own = f"/m/{tokens.member_token(the_group().members[0])}/"
    browser.send(own, own, MEMBER)
    assert "Okafor" not in browser.get(own)
    browser.send(own, f"{own}link", {})
    db.session.rollback()
    assert sent()[-1] == ("registration_link", "dana@example.org")


def test_the_leader_fills_in_swaps_and_gives_back(browser: Browser, registrar: Registrar) -> None:
    group = open_group(registrar)
    leader, place_id = f"/g/{tokens.group_token(group)}", group.members[0].id
    fill = f"{leader}/places/{place_id}/fill"
    status, page = browser.send(fill, fill, {**MEMBER, "family_name": ""})
    assert (status, "Write your family name" in page) == (422, True)
    browser.send(fill, fill, MEMBER)
    assert the_group().members[0].state is MemberState.FILLED
    browser.send(f"{leader}/", f"{leader}/places/{place_id}/swap", {})
    group = the_group()
    assert db.session.query(Registration).one().state is S.CANCELLED
    free = [each for each in group.members if each.state is MemberState.PLACEHOLDER]
    assert len(free) == 3
    browser.send(f"{leader}/", f"{leader}/places/{free[0].id}/give-back", {})
    assert sum(each.state is MemberState.PLACEHOLDER for each in the_group().members) == 2


def test_many_links_are_sent_at_once_or_none_while_a_line_is_wrong(browser: Browser, registrar: Registrar) -> None:
    group = open_group(registrar)
    leader = f"/g/{tokens.group_token(group)}"
    lines = "Anna Keller, anna.keller@example.edu\nBen\n\nCem <anna.keller@example.edu>\nDana; dana@example.org"
    status, page = browser.send(f"{leader}/invite", f"{leader}/invite", {"lines": lines})
    assert status == 422
    assert "Line 2 has no e-mail address: Ben" in page
    assert "Line 4 has the same address as line 1." in page
    assert "There are 4 lines, but 3 free places." in page
    assert the_group().members[0].state is MemberState.PLACEHOLDER
    browser.send(f"{leader}/invite", f"{leader}/invite", {"lines": "Anna Keller, anna@example.edu\nben@example.edu"})
    assert [each.name for each in the_group().members] == ["Anna Keller", "", ""]
    assert [each.email for each in the_group().members] == ["anna@example.edu", "ben@example.edu", ""]


def test_a_waiting_group_accepts_its_offer(browser: Browser, registrar: Registrar) -> None:
    registrar.terms(capacity=2)
    with_rules(registrar, offer_hours=24 * 90)
    anna, ben = registrar.register("anna"), registrar.register("ben")
    group = open_group(registrar, 2)
    leader = f"/g/{tokens.group_token(group)}"
    assert "2 places are on the waiting list" in browser.get(f"{leader}/")
    for each in (anna, ben):
        guest = f"/r/{tokens.link_token(each)}"
        browser.send(f"{guest}/withdraw", f"{guest}/withdraw", {})
    assert "2 places are offered to your group" in browser.get(f"{leader}/")
    browser.send(f"{leader}/", f"{leader}/offer", {"answer": "accept"})
    assert (the_group().state, len(the_group().members)) == (GroupState.HELD, 2)
    assert [kind for kind, address in sent() if address == "li.wei@example.org"] == [
        "group_registered",
        "place_offered",
        "group_moved_up",
    ]


def test_a_guest_who_waits_reads_the_rule_and_answers_the_offer(browser: Browser, registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    with_rules(registrar, offer_hours=24 * 90)
    anna, ben = registrar.register("anna"), registrar.register("ben")
    page = browser.get(f"/r/{tokens.link_token(ben)}/")
    assert "Whoever registered first comes first." in page
    first, second = f"/r/{tokens.link_token(anna)}", f"/r/{tokens.link_token(ben)}"
    browser.send(f"{first}/withdraw", f"{first}/withdraw", {})
    assert "A place is offered to you" in browser.get(f"{second}/")
    browser.send(f"{second}/", f"{second}/offer", {"answer": "accept"})
    db.session.rollback()
    assert queries.get_by_id(ben.id).state is S.APPROVED


def test_a_wrong_or_replaced_link_opens_nothing(browser: Browser, registrar: Registrar) -> None:
    group = open_group(registrar)
    old = tokens.group_token(group)
    registrar.do(groups.replace_link, group)
    unit_of_work.commit()
    assert browser.status(f"/g/{old}/") == 404
    assert browser.status(f"/m/{old}/") == 404
    assert browser.status(f"/r/{tokens.group_token(group)}/") == 404


def test_the_group_s_page_is_nobody_else_s(browser: Browser, registrar: Registrar) -> None:
    first, second = open_group(registrar), open_group(registrar, name="Other")
    foreign = first.members[0].id
    assert browser.status(f"/g/{tokens.group_token(second)}/places/{foreign}") == 404
    assert OFFICER.kind == "user"


def test_a_spreadsheet_is_looked_at_before_anything_changes(browser: Browser, registrar: Registrar) -> None:
    group = open_group(registrar)
    leader = f"/g/{tokens.group_token(group)}"
    head = "Given name,Family name,E-mail\n"

    def look(text: str) -> tuple[int, str]:
        file = (io.BytesIO((head + text).encode()), "members.csv")
        return browser.send(f"{leader}/table", f"{leader}/table", {"file": file})

    status, page = look("Dana,Okafor,nowhere\n")
    assert status == 422
    assert "Row 2, E-mail:" in page
    status, page = look("Dana,Okafor,dana@example.org\nEva,Li,eva@example.org\n")
    assert (status, "Nothing has changed yet." in page) == (200, True)
    assert the_group().members[0].state is MemberState.PLACEHOLDER
    rows = html.unescape(re.search(r'name="rows"[^>]* value="([^"]+)"', page)[1])
    said = {"rows": rows, "wish": "register"}
    status, page = browser.send(f"{leader}/table", f"{leader}/table/take", said)
    assert (status, "Ask the members first" in page) == (422, True)
    browser.send(f"{leader}/table", f"{leader}/table/take", {**said, "has_consented": "y"})
    states = [each.state for each in the_group().members]
    assert states == [MemberState.FILLED, MemberState.FILLED, MemberState.PLACEHOLDER]
    assert browser.status(f"{leader}/table.xlsx") == browser.status(f"{leader}/table.csv") == 200


@pytest.mark.parametrize("who", ["member", "leader"])
def test_a_file_that_is_asked_for_comes_with_the_member(browser: Browser, registrar: Registrar, who: str) -> None:
    ask_for_papers(registrar.event.id, now=registrar.later())
    unit_of_work.commit()
    group = open_group(registrar)
    place_id = group.members[0].id
    registrar.do(group_members.invite_member, group.members[0], "dana@example.org")
    member = f"/m/{tokens.member_token(group.members[0])}/"
    page = member if who == "member" else f"/g/{tokens.group_token(group)}/places/{place_id}/fill"
    assert 'enctype="multipart/form-data"' in browser.get(page)
    scan = (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "scan.pdf")
    status, shown = browser.send(page, page, {**MEMBER, f"answer_{CONSENT}": "yes", "answer_scan": scan})
    assert status == 200, shown
    made = the_group().members[0].registration
    assert made is not None
    answers = find_answers(seats.subject_of(made))
    assert answers is not None
    assert all_values(answers)["scan"]["name"] == "scan.pdf"
