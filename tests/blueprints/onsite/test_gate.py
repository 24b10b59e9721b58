"""The page of a gate, without the script."""

from __future__ import annotations

import re

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.registration import gate_devices, queries, service
from coopevents.registration.states import RegistrationState as S
from tests.blueprints.onsite.halls import HERE, Hall, desk, hall

__all__ = ["desk", "hall"]


def said(page: str) -> list[str]:
    """What stands in the answer, part by part."""
    body = page[page.index("data-verdict") : page.index("<form", page.index("data-verdict"))]
    shown = re.sub(r"<(p|ul)[^>]* hidden>.*?</\1>", "", body, flags=re.DOTALL)
    return [each for each in re.sub(r"<[^>]+>", "\n", shown.partition(">")[2]).split("\n") if each.strip()]


def test_a_code_lets_in_and_the_second_time_says_where_when_and_by_whom(hall: Hall) -> None:
    code = hall.guest("anna", original_name="安娜")
    page = hall.post(code=code)
    assert said(page.text) == ["Checked in", "Anna", "安娜", "Guest · Number 1"]
    assert hall.states() == {"Anna": S.CHECKED_IN}
    south = hall.pair(hall.add_gate("South entrance"), "Bo")
    again = hall.client.post(f"/gate/{south}/", data={"code": code}, headers=HERE, follow_redirects=True)
    told = said(again.text)
    assert told[0] == "Already checked in"
    assert re.fullmatch(r"\d\d:\d\d, North entrance, Lin Xiaoyan", told[-1])
    assert hall.outcomes() == ["counts", "repeats"]


def test_the_same_form_twice_is_one_scan(hall: Hall) -> None:
    code = hall.guest("anna")
    pages = [hall.post(code=code, key="the-same-key") for _ in range(2)]
    assert [said(each.text)[0] for each in pages] == ["Checked in"] * 2
    assert hall.outcomes() == ["counts"]


def test_a_name_is_searched_in_pinyin_and_whoever_is_meant_is_let_in_by_number(hall: Hall) -> None:
    hall.guest("zhang", given_name="Wei", original_name="张伟")
    hall.guest("keller")
    page = hall.post(code="zhang wei").text
    assert ("张伟" in page, "Keller" in page) == (True, False)
    number = re.search(r'name="code" value="(#\d+)"', page)
    assert number is not None
    assert said(hall.post(code=number[1]).text)[0] == "Checked in"
    assert hall.states() == {"Zhang": S.CHECKED_IN, "Keller": S.APPROVED}


def test_names_are_never_written_into_addresses(hall: Hall) -> None:
    hall.guest("keller")
    page = hall.client.post(f"/gate/{hall.token}/", data={"code": "keller"}, headers=HERE)
    assert (page.status_code, page.headers.get("Location")) == (200, None)


def test_who_is_unknown_not_confirmed_or_of_another_event_is_told_so(hall: Hall) -> None:
    anna = hall.guest("anna")
    with hall.desk.writing():
        service.cancel_registration(
            queries.list_numbered(hall.event_id, [1])[0], "Ill", now=clock.now(), actor=THE_HOUSE
        )
        unit_of_work.commit()
    told = [said(hall.post(code=each).text)[0] for each in (anna, "#77", "nobody here", "")]
    assert told == [
        "This place was given up or taken back; the code is no longer valid.",
        *["Nobody is registered under this code."] * 3,
    ]
    elsewhere = hall.desk.event("other")
    guest_id = hall.desk.guest(elsewhere, "ben@example.org")
    with hall.app.app_context():
        other = queries.get_by_id(guest_id).reference
    assert said(hall.post(code=other).text)[0] == "Nobody is registered under this code."
    with hall.desk.writing():
        hall_of = queries.get_by_id(guest_id).event
        hall_of.published_at = clock.now()
        unit_of_work.commit()
    assert said(hall.post(code=other).text)[0] == "This code belongs to another event: Global Partnership Week."


def test_a_scan_is_taken_back(hall: Hall) -> None:
    page = hall.post(code=hall.guest("anna"), key="scan-of-anna")
    assert 'name="undoes" value="scan-of-anna"' in page.text
    assert said(hall.post("undo", undoes="scan-of-anna").text)[0] == "Taken back"
    assert hall.states() == {"Anna": S.APPROVED}
    assert said(hall.post("undo", undoes="never").text)[0] == "There is nothing to take back"


def test_a_device_that_is_let_in_no_longer_finds_nothing(hall: Hall) -> None:
    code = hall.guest("anna")
    assert hall.get().status_code == 200
    with hall.desk.writing():
        gate_devices.revoke_device(hall.device(), now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert [hall.get().status_code, hall.post(code=code).status_code] == [404, 404]
    assert hall.states() == {"Anna": S.APPROVED}
    forged = hall.token[:-1] + ("a" if hall.token[-1] != "a" else "b")
    assert hall.client.get(f"/gate/{forged}/").status_code == 404


def test_another_site_cannot_scan(hall: Hall) -> None:
    code = hall.guest("anna")
    answer = hall.client.post(f"/gate/{hall.token}/", data={"code": code}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, hall.outcomes()) == (400, [])


def test_only_the_gate_may_open_the_camera_and_read_codes(hall: Hall) -> None:
    here, elsewhere = hall.get().headers, hall.client.get("/").headers
    assert ("wasm-unsafe-eval" in here["Content-Security-Policy"], here["Cache-Control"]) == (True, "no-store")
    assert "camera=(self)" in here["Permissions-Policy"]
    assert "wasm-unsafe-eval" not in elsewhere["Content-Security-Policy"]
    assert "camera=()" in elsewhere["Permissions-Policy"]
