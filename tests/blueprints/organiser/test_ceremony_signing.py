"""Signing day through the doors: recorded at the desk sheet by sheet, and by tablets with and without their script."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.agreements.states import AgreementState
from coopevents.ceremonies import queries, running
from coopevents.ceremonies.cueing import lines_of
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.states import CeremonyState
from coopevents.facts import THE_HOUSE
from tests.ceremonies.offices import NOW, agreements_of
from tests.desks import Colleague, Desk

SAME = {"Sec-Fetch-Site": "same-origin"}


class Day:
    """A ceremony for the first of three agreements, its pages, and its tablets."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.officer = desk, desk.colleague(Role.OFFICER)
        with desk.writing():
            three = agreements_of(desk.unit_id)
            ceremony = three.plan(agreement_ids=(three.agreements[0].id,))
            first = three.agreements[0]
            self.number, self.signatories = first.id, [each.id for each in first.signatories]
            self.sha256, self.other = first.documents[0].sha256, three.agreements[1].id
            self.path, self.live = f"/desk/ceremonies/{ceremony.id}/signing", f"/live/{running.live_token(ceremony)}/"
            self.ceremony_id = ceremony.id
            unit_of_work.commit()
        self.tablet = desk.app.test_client()

    def begin(self) -> None:
        with self.desk.writing():
            running.start(self.ceremony(), is_rehearsal=False, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def ceremony(self) -> Ceremony:
        return queries.get_ceremony(self.ceremony_id)

    def state(self) -> AgreementState:
        with self.desk.app.app_context():
            return self.ceremony().agreements[0].agreement.state

    def record(self, who: Colleague | None = None, number: int | None = None, **said: Any) -> Any:
        """Send the sheet of the agreement, as its page shows it."""
        prefix = f"a{self.number}-"
        form = {"sha256": self.sha256, "signed_on": "2026-11-22", "signed_at": "16:00"}
        fields = {prefix + name: value for name, value in {**form, **said}.items() if name != "verb"}
        verb = {"verb": said["verb"]} if "verb" in said else {}
        return (who or self.officer).post(f"{self.path}/{number or self.number}", {**fields, **verb})

    def touch(self, place: int, original: int, key: str, **instead: Any) -> dict[str, Any]:
        """What a script tells of a signature."""
        at = int(datetime.now(UTC).timestamp() * 1000)
        said = {"key": key, "kind": "sign", "agreement": self.number, "signatory": self.signatories[place]}
        return {**said, "original": original, "sha256": self.sha256, "at": at, **instead}

    def sync(self, *touches: Any) -> Any:
        at = int(datetime.now(UTC).timestamp() * 1000)
        said = {"sent_at": at, "marks": [], "signatures": list(touches)}
        return self.tablet.post(f"{self.live}sync", json=said, headers=SAME)


@pytest.fixture
def day(desk: Desk) -> Day:
    return Day(desk)


def test_an_officer_records_what_is_ticked_and_then_the_rest_and_keeps_the_scan(day: Day) -> None:
    ours, theirs = day.signatories
    assert day.record(sign=[f"{ours}-1", f"{theirs}-1"]).status_code == 302
    assert day.state() is AgreementState.PARTLY_SIGNED
    page = day.officer.get(day.path).text
    assert "2 of 4 signatures" in page
    assert page.count('type="checkbox"') == 2
    assert day.record(verb="all").status_code == 302
    assert day.state() is AgreementState.SIGNED
    scan = {f"a{day.number}-file": (io.BytesIO(b"%PDF-1.4\nsigned"), "signed.pdf")}
    assert day.officer.post(f"{day.path}/{day.number}/scan", scan).status_code == 302
    page = day.officer.get(day.path).text
    assert "signed.pdf" in page
    assert 'type="checkbox"' not in page


@pytest.mark.parametrize(
    ("said", "status", "sentence"),
    [
        ({}, 422, "Tick at least one signature."),
        ({"sign": ["999-1"]}, 409, "This person is no signatory of this agreement."),
        ({"sign": ["nonsense"]}, 409, "This person is no signatory of this agreement."),
        ({"sign": ["{ours}-3"]}, 409, "There is no original with this number."),
        ({"sign": ["{ours}-1"], "sha256": "f" * 64}, 409, "not the frozen text"),
        ({"sign": ["{ours}-1"], "signed_on": "2020-01-01"}, 409, "before the text was frozen, or still to come"),
        ({"sign": ["{ours}-1"], "signed_at": ""}, 422, "Write the time at which it was signed."),
    ],
)
def test_what_is_no_signature_is_refused_in_words_and_what_was_ticked_is_kept(
    day: Day, said: dict[str, Any], status: int, sentence: str
) -> None:
    ours = day.signatories[0]
    ticked = [each.format(ours=ours) for each in said.get("sign", [])]
    answer = day.record(**{**said, "sign": ticked})
    assert (answer.status_code, day.state()) == (status, AgreementState.SCHEDULED)
    assert sentence in re.sub(r"&#39;|&rsquo;", "’", answer.text)
    if ticked == [f"{ours}-1"]:
        assert f'value="{ours}-1" checked' in answer.text


def test_signing_twice_is_refused_and_others_may_not_record(day: Day) -> None:
    ours = day.signatories[0]
    day.record(sign=[f"{ours}-1"])
    again = day.record(sign=[f"{ours}-1"])
    assert (again.status_code, "recorded already" in again.text) == (409, True)
    viewer = day.desk.colleague(Role.UNIT_VIEWER)
    assert (viewer.get(day.path).status_code, day.record(viewer).status_code) == (200, 403)
    assert "Record what is ticked" not in viewer.get(day.path).text
    stranger = day.desk.colleague(Role.OFFICER, scope_id=day.desk.other_unit_id)
    assert (stranger.get(day.path).status_code, day.record(stranger).status_code) == (404, 404)
    assert day.record(number=day.other).status_code == 404


def test_a_tablet_without_its_script_signs_once_the_ceremony_has_begun(day: Day) -> None:
    said = {"agreement": day.number, "signature": f"{day.signatories[0]}-1", "sha256": day.sha256}
    day.tablet.post(f"{day.live}sign", data=said, headers=SAME)
    assert "in a rehearsal nothing is signed" in day.tablet.get(day.live).text
    day.begin()
    day.tablet.post(f"{day.live}sign", data=said, headers=SAME)
    page = day.tablet.get(day.live).text
    assert "Recorded." in page
    assert day.state() is AgreementState.PARTLY_SIGNED
    wrong: list[dict[str, Any]] = [{"signature": "x"}, {"sha256": "short"}, {"agreement": "-1"}]
    answers = [day.tablet.post(f"{day.live}sign", data={**said, **each}, headers=SAME) for each in wrong]
    assert [each.status_code for each in answers] == [400] * 3


def test_touches_within_one_second_keep_their_order(day: Day) -> None:
    with day.desk.app.app_context():
        first, second = [each.id for each in lines_of(day.ceremony())][:2]
    at = int(datetime.now(UTC).timestamp() * 1000)
    said = [("z", "cue", first), ("y", "cue", second), ("x", "hold", None), ("w", "end", None)]
    marks = [
        {"key": f"{key}-of-one-second", "kind": kind, "cue": cue, "at": at + place, "run": 1, "is_rehearsal": True}
        for place, (key, kind, cue) in enumerate(said)
    ]
    answer = day.tablet.post(f"{day.live}sync", json={"sent_at": at + 9, "marks": marks}, headers=SAME)
    told: Any = answer.json
    assert [each[1] for each in told["marks"]] == ["cue", "cue", "hold", "end"]
    with day.desk.app.app_context():
        assert day.ceremony().state is CeremonyState.REHEARSED


def test_what_a_tablet_sends_late_counts_once_and_every_tablet_hears_of_it(day: Day) -> None:
    day.begin()
    touches = [day.touch(place, original, f"late-{place}-{original}") for original in (1, 2) for place in (0, 1)]
    first = day.sync(*touches[:3])
    assert (first.status_code, len(first.json["signatures"]), first.json["refused"]) == (200, 3, [])
    assert day.state() is AgreementState.PARTLY_SIGNED
    second = day.sync(*touches, day.touch(0, 1, "another-tablet"))
    assert (len(second.json["signatures"]), second.json["may_sign"]) == (4, True)
    assert [key for key, _words in second.json["refused"]] == ["another-tablet"]
    assert day.state() is AgreementState.SIGNED
    news: Any = day.tablet.get(f"{day.live}news").json
    assert news["signatures"] == second.json["signatures"]
    assert "Told by tablets, and not recorded" in day.officer.get(day.path).text
    broken: list[Any] = ["x", {}, day.touch(0, 1, "?"), day.touch(0, 1, "key-1", sha256="f"), day.touch(0, -1, "key-2")]
    assert [day.sync(each).status_code for each in broken] == [400] * len(broken)
