"""What the script of a gate asks and tells: the list it keeps, and scans that waited."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.registration import gate_lists, queries, service
from coopevents.registration.states import RegistrationState as S
from tests.blueprints.onsite.halls import HERE, Hall, desk, hall

__all__ = ["desk", "hall"]


def ago(minutes: float) -> int:
    """A moment so many minutes ago, as a device says it."""
    return int((clock.now() - timedelta(minutes=minutes)).timestamp() * 1000)


def send(hall: Hall, *scans: dict[str, Any], token: str = "", clock_is_wrong_by: float = 0) -> dict[str, Any]:
    body = {"sent_at": ago(-clock_is_wrong_by), "waiting": 0, "scans": list(scans)}
    answer = hall.client.post(f"/gate/{token or hall.token}/sync", json=body, headers=HERE)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json
    return told


def scan(code: str, key: str, *, minutes_ago: float = 0) -> dict[str, Any]:
    return {"key": key, "at": ago(minutes_ago), "code": code}


def test_scans_that_waited_count_by_their_moment_and_doubles_are_told(hall: Hall) -> None:
    anna, ben = hall.guest("anna"), hall.guest("ben")
    south = hall.pair(hall.add_gate("South entrance"), "Bo")
    assert [each["kind"] for each in send(hall, scan(anna, "north-anna"))["verdicts"]] == ["counts"]
    late = send(hall, scan(anna, "south-anna", minutes_ago=9), scan(ben, "south-ben", minutes_ago=8), token=south)
    assert [(each["scan"], each["kind"], each["name"]) for each in late["verdicts"]] == [
        ("south-anna", "counts", "Anna"),
        ("south-ben", "counts", "Ben"),
    ]
    assert "North entrance, Lin Xiaoyan" in late["verdicts"][0]["lines"][0]
    assert (late["arrived"], late["expected"], hall.outcomes()) == (2, 2, ["repeats", "counts", "counts"])
    again = send(hall, scan(ben, "north-ben"))["verdicts"][0]
    assert (again["kind"], again["lines"][0].endswith("South entrance, Bo")) == ("repeats", True)


def test_the_same_scans_sent_twice_are_told_the_same(hall: Hall) -> None:
    scans = [scan(hall.guest(name), f"scan-of-{name}", minutes_ago=3) for name in ("anna", "ben")]
    first, second = send(hall, *scans), send(hall, *scans)
    assert first["verdicts"] == second["verdicts"]
    assert hall.outcomes() == ["counts", "counts"]


def test_a_wrong_clock_is_set_right_by_when_it_sent(hall: Hall) -> None:
    anna = hall.guest("anna")
    send(hall, scan(anna, "right-clock", minutes_ago=5))
    fast = {"key": "fast-clock", "at": ago(7 - 60), "code": anna}  # seven minutes ago, by a clock an hour fast
    told = send(hall, fast, clock_is_wrong_by=60)["verdicts"][0]
    assert (told["kind"], hall.outcomes()) == ("counts", ["repeats", "counts"])


def test_a_scan_and_its_undo_arrive_together(hall: Hall) -> None:
    anna = hall.guest("anna")
    undo = {"key": "undo-of-anna", "at": ago(1), "undoes": "scan-of-anna"}
    told = send(hall, scan(anna, "scan-of-anna", minutes_ago=2), undo)
    assert [each["kind"] for each in told["verdicts"]] == ["undone", "undone"]
    assert hall.states() == {"Anna": S.APPROVED}


def test_what_is_no_list_of_scans_is_refused(hall: Hall) -> None:
    at = ago(0)
    for body in (
        None,
        [],
        {"sent_at": at},
        {"sent_at": "now", "scans": []},
        {"sent_at": at, "scans": [1]},
        {"sent_at": at, "scans": [{"key": "x", "at": at, "code": "#1"}]},
        {"sent_at": at, "scans": [{"key": "long-enough", "at": -1, "code": "#1"}]},
        {"sent_at": at, "scans": [{"key": "long-enough", "at": at, "code": 7}]},
        {"sent_at": at, "scans": [{"key": f"long-enough-{n}", "at": at, "code": "#1"} for n in range(26)]},
    ):
        answer = hall.client.post(f"/gate/{hall.token}/sync", json=body, headers=HERE)
        assert answer.status_code == 400, body
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = hall.client.post(f"/gate/{hall.token}/sync", json={"sent_at": at, "scans": []}, headers=foreign)
    assert answer.status_code == 400


def test_the_list_holds_hashed_codes_and_little_else(hall: Hall) -> None:
    anna = hall.guest("anna", given_name="Wei", original_name="张伟", institution_name="Lakeview", country="CN")
    gone = hall.guest("gone")
    with hall.desk.writing():
        service.cancel_registration(
            queries.list_numbered(hall.event_id, [2])[0], "Ill", now=clock.now(), actor=THE_HOUSE
        )
        unit_of_work.commit()
    answer = hall.get("list")
    listed = answer.json
    assert listed is not None
    rows = {row[1]: row for row in listed["guests"]}
    assert (rows[1][0], rows[2][0]) == tuple(gate_lists.mark_of(listed["salt"], each) for each in (anna, gone))
    assert (rows[1][2:4], "zhangwei" in rows[1][7].split()) == (["Wei Anna", "张伟"], True)
    assert rows[2][2:] == ["", "", 1, "revoked", "", ""]
    assert not any(each in answer.text for each in (anna, gone, "Lakeview", "example.org", "Gone"))
    assert listed["reasons"]["revoked"][0].startswith("This place was given up")


def test_the_list_is_sent_again_only_when_something_changed(hall: Hall) -> None:
    anna = hall.guest("anna")
    first = hall.get("list")
    same = {**HERE, "If-None-Match": first.headers["ETag"]}
    assert hall.client.get(f"/gate/{hall.token}/list", headers=same).status_code == 304
    version = send(hall, scan(anna, "scan-of-anna"))["version"]
    changed = hall.client.get(f"/gate/{hall.token}/list", headers=same)
    assert changed.json is not None
    assert (changed.status_code, changed.json["version"]) == (200, version)
    assert changed.json["guests"][0][6].endswith("North entrance, Lin Xiaoyan")


@pytest.mark.parametrize("path", ["list", "sync"])
def test_without_the_secret_there_is_nothing(hall: Hall, path: str) -> None:
    wrong = "a" * len(hall.token)
    answers = [hall.client.get(f"/gate/{wrong}/list"), hall.client.post(f"/gate/{wrong}/sync", json={}, headers=HERE)]
    assert answers[path == "sync"].status_code == 404


def test_who_came_in_elsewhere_is_told_as_news(hall: Hall) -> None:
    anna, ben = hall.guest("anna"), hall.guest("ben")
    listed = hall.get("list").json
    assert listed is not None
    south = hall.pair(hall.add_gate("South entrance"), "Bo")
    send(hall, scan(anna, "south-anna"), scan(ben, "south-ben"), token=south)
    send(hall, scan(anna, "north-anna"))
    body = {"sent_at": ago(0), "waiting": 0, "scans": [], "after": listed["last"]}
    told = hall.client.post(f"/gate/{hall.token}/sync", json=body, headers=HERE).json
    assert told is not None
    assert [(number, words.partition(", ")[2]) for number, words in told["news"]] == [
        (1, "South entrance, Bo"),
        (2, "South entrance, Bo"),
    ]
    odd = hall.client.post(f"/gate/{hall.token}/sync", json={**body, "after": 2**70}, headers=HERE).json
    assert odd is not None
    assert (odd["news"], odd["last"]) == ([], None)
    again = hall.client.post(f"/gate/{hall.token}/sync", json={**body, "after": told["last"]}, headers=HERE).json
    assert again is not None
    assert (again["news"], again["last"]) == ([], told["last"])


def test_how_many_wait_on_a_device_is_known_at_the_desk(hall: Hall) -> None:
    body = {"sent_at": ago(0), "waiting": 12, "scans": []}
    hall.client.post(f"/gate/{hall.token}/sync", json=body, headers=HERE)
    with hall.app.app_context():
        assert hall.device().waiting == 12
    assert ">12<" in hall.desk.colleague().get(f"/desk/events/week/gates/{hall.gate_id}").text


def test_the_worker_has_a_say_below_the_gates_only(hall: Hall) -> None:
    answer = hall.client.get("/gate/worker.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
