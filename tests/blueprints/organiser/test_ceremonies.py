"""Ceremonies at the desk and on tablets, by colleagues who may plan, may only look, or may do neither."""

from __future__ import annotations

import re

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.agreements import queries as agreements
from coopevents.ceremonies import queries, running
from coopevents.ceremonies.cueing import lines_of
from coopevents.ceremonies.states import CeremonyState
from tests.ceremonies.offices import agreements_of
from tests.desks import Colleague, Desk

WHEN = {"day": "2027-03-01", "starts": "10:00", "ends": "11:00", "title-en": "Signing ceremony"}


@pytest.fixture
def agreement_ids(desk: Desk) -> list[int]:
    """Three agreements of the office, approved for signature."""
    with desk.writing():
        found = [each.id for each in agreements_of(desk.unit_id).agreements]
        unit_of_work.commit()
        return found


def _planned(officer: Colleague, agreement_ids: list[int]) -> str:
    said = {**WHEN, "agreements": agreement_ids, "activity": "own", "template": "inside_an_event", "level": "heads"}
    answer = officer.post("/desk/ceremonies/new", {**said, "languages": ["en", "zh_Hans_CN"]})
    assert answer.status_code == 302, re.findall(r"field__error[^<]*<[^>]*>[^<]*", answer.text)
    return answer.location


def test_a_ceremony_is_planned_looked_at_and_changed_on_its_pages(desk: Desk, agreement_ids: list[int]) -> None:
    officer = desk.colleague(Role.OFFICER)
    assert "2026-001" in officer.get("/desk/ceremonies/new").text
    at = _planned(officer, agreement_ids)
    pages = ["", "/edit", "/cancel", "/people", "/people/new", "/run-of-show", "/run-of-show/new", "/kit", "/kit/new"]
    assert [officer.get(at + page).status_code for page in pages] == [200] * len(pages)
    assert "Signing ceremony" in officer.get("/desk/ceremonies").text
    line = {"what-en": "Song of the choir", "length": "2:30", "after": "start"}
    assert officer.post(f"{at}/run-of-show/new", line).status_code == 302
    assert "Song of the choir" in officer.get(f"{at}/run-of-show").text
    wrong = officer.post(f"{at}/run-of-show/new", {"what-en": "", "length": "soon"})
    assert (wrong.status_code, "soon" in wrong.text) == (422, True)
    thing = {"what-en": "Ribbons", "quantity": 2, "days_before": 3, "owner": "Zhou Jun"}
    assert officer.post(f"{at}/kit/new", thing).status_code == 302
    person = {"role": "press", "name": "A reporter", "side": "", "rank": ""}
    assert officer.post(f"{at}/people/new", person).status_code == 302
    assert "A reporter" in officer.get(f"{at}/people").text


def test_a_deleted_line_comes_back_by_the_message_that_says_so(desk: Desk, agreement_ids: list[int]) -> None:
    officer = desk.colleague(Role.OFFICER)
    at = _planned(officer, agreement_ids[:1])
    with desk.writing():
        first = lines_of(queries.get_ceremony(int(at.rpartition("/")[2])))[0].id
    officer.post(f"{at}/run-of-show/{first}/remove")
    page = officer.get(f"{at}/run-of-show").text
    assert f"{at}/run-of-show/{first}/restore" in page
    assert f'id="line-{first}"' not in page
    officer.post(f"{at}/run-of-show/{first}/restore")
    assert f'id="line-{first}"' in officer.get(f"{at}/run-of-show").text


def test_a_ceremony_is_kept_from_whom_an_agreement_signed_in_it_is_kept_from(
    desk: Desk, agreement_ids: list[int]
) -> None:
    officer, viewer = desk.colleague(Role.OFFICER), desk.colleague(Role.UNIT_VIEWER)
    at = _planned(officer, agreement_ids)
    assert (viewer.get(at).status_code, "Signing ceremony" in viewer.get("/desk/ceremonies").text) == (200, True)
    with desk.writing():
        agreements.get_agreement(agreement_ids[1]).is_confidential = True
        unit_of_work.commit()
    pages = ["", "/people", "/plan", "/run-of-show", "/kit", "/papers", "/signing"]
    assert [viewer.get(at + page).status_code for page in pages] == [404] * len(pages)
    assert f'href="{at}"' not in viewer.get("/desk/ceremonies").text
    assert [officer.get(at + page).status_code for page in pages] == [200] * len(pages)


def test_others_see_or_do_not_even_that(desk: Desk, agreement_ids: list[int]) -> None:
    at = _planned(desk.colleague(Role.OFFICER), agreement_ids)
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert (viewer.get(at).status_code, viewer.get(f"{at}/edit").status_code) == (200, 403)
    stranger = desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id)
    assert (stranger.get(at).status_code, stranger.get(f"{at}/kit").status_code) == (404, 404)
    assert desk.colleague(Role.GUIDE).get(at).status_code == 403


def test_a_tablet_runs_it_without_script_and_follows_what_others_send(desk: Desk, agreement_ids: list[int]) -> None:
    at = _planned(desk.colleague(Role.OFFICER), agreement_ids[:1])
    with desk.writing():
        ceremony = queries.get_ceremony(int(at.rpartition("/")[2]))
        live, cues = f"/live/{running.live_token(ceremony)}/", [each.id for each in lines_of(ceremony)]
    tablet = desk.app.test_client()
    same = {"Sec-Fetch-Site": "same-origin"}
    assert "Begin when everybody is ready." in tablet.get(live).text
    assert tablet.post(live, data={"verb": "begin"}, headers=same).status_code == 302
    news = tablet.get(f"{live}news")
    assert [each[1:4:2] for each in news.json["marks"]] == [["cue", cues[0]]]
    assert tablet.get(f"{live}news", headers={"If-None-Match": news.headers["ETag"]}).status_code == 304
    at_once = news.json["now"]
    mark = {"key": "offline-mark-1", "kind": "cue", "cue": cues[1], "at": at_once, "run": 1, "is_rehearsal": False}
    for _twice in range(2):
        sent = tablet.post(f"{live}sync", json={"sent_at": at_once, "marks": [mark]}, headers=same)
        assert (sent.status_code, len(sent.json["marks"])) == (200, 2)
    assert tablet.post(f"{live}sync", json={"marks": "none"}, headers=same).status_code == 400
    tablet.post(live, data={"verb": "end"}, headers=same)
    with desk.writing():
        assert queries.get_ceremony(ceremony.id).state is CeremonyState.DONE
    assert tablet.get(live[:-2] + ("a/" if live[-2] != "a" else "b/")).status_code == 404
