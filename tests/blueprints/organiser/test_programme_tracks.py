"""Organisers' doors to the tracks of a programme, and the ways to put an activity on one."""

from __future__ import annotations

import pytest

from coopevents.accounts.roles import Role
from coopevents.exports import read_csv
from tests.blueprints.organiser.test_programme import PROGRAMME, Office, form_of, office, text_of

__all__ = ["office"]
TRACKS = f"{PROGRAMME}/tracks"
PROJECTS = {"name-en": "Projects", "name-zh_Hans_CN": "项目推介"}


def track_id(office: Office) -> int:
    (number,) = office.tracks()
    assert number is not None
    return number


def test_tracks_are_named_renamed_and_removed(office: Office) -> None:
    assert "There is no track yet." in text_of(office.colleague.get(TRACKS))
    assert office.colleague.post(TRACKS, PROJECTS).status_code == 302
    office.add(track_id=str(track_id(office)))
    page = text_of(office.colleague.get(TRACKS))
    assert "Projects" in page
    assert "项目推介" in page

    one = f"{TRACKS}/{track_id(office)}"
    assert 'value="项目推介"' in office.colleague.get(one).get_data(as_text=True)
    assert office.colleague.post(one, {**PROJECTS, "name-en": "Joint projects"}).status_code == 302
    assert list(office.tracks().values()) == ["Joint projects"]

    assert "1 activity stays on the programme" in text_of(office.colleague.get(f"{one}/remove"))
    assert office.colleague.post(f"{one}/remove").status_code == 302
    assert office.tracks() == {}
    assert [each.track_id for each in office.activities()] == [None]


@pytest.mark.parametrize("name", ["", "projects", "x" * 81])
def test_a_name_that_cannot_be_is_refused_with_what_was_typed(office: Office, name: str) -> None:
    office.colleague.post(TRACKS, PROJECTS)
    office.colleague.post(TRACKS, {"name-en": "City"})
    city = next(number for number, called in office.tracks().items() if called == "City")
    for path in (TRACKS, f"{TRACKS}/{city}"):
        answer = office.colleague.post(path, {"name-en": name})
        assert answer.status_code == 422
        assert f'value="{name}"' in answer.get_data(as_text=True)
    assert list(office.tracks().values()) == ["Projects", "City"]


def test_an_activity_is_put_on_a_track_by_choice_or_by_name(office: Office) -> None:
    office.colleague.post(TRACKS, PROJECTS)
    office.add(track_id=str(track_id(office)))
    office.add(starts="11:00", ends="12:00", track="项目推介")
    office.add(starts="14:00", ends="15:00", track="City | 城市")

    first, second, third = office.activities()
    assert first.track_id == second.track_id == min(number or 0 for number in office.tracks())
    assert office.tracks()[third.track_id] == "City"
    path = f"{PROGRAMME}/{first.id}"
    form = form_of(office.colleague.get(path).get_data(as_text=True))
    assert form["track_id"] == str(first.track_id)
    office.colleague.post(path, {**form, "track_id": ""})
    assert office.activities()[0].track_id is None


def test_a_track_that_is_gone_cannot_be_chosen(office: Office) -> None:
    for wrong in ("4711", "x"):
        answer = office.add(track_id=wrong)
        assert answer.status_code == 422
        assert "This track is no longer there." in text_of(answer)
    too_long = office.add(track="x" * 81)
    assert too_long.status_code == 422
    assert "Names of tracks hold at most 80 characters." in text_of(too_long)
    assert office.activities() == []


def test_pasted_rows_find_or_open_tracks_and_an_export_names_them(office: Office) -> None:
    office.colleague.post(TRACKS, PROJECTS)
    rows = "\n".join(
        f"A{number}; salon; 1; {number + 9}:00-{number + 9}:50; Hall 1; ; {track}"
        for number, track in enumerate(("项目推介", "Ville", "ville", ""))
    )
    assert office.colleague.post(f"{PROGRAMME}/rows", rows=rows, step="add").status_code == 302

    assert list(office.tracks().values()) == ["Projects", "Ville"]
    head, *exported = read_csv(office.colleague.get(f"{PROGRAMME}/export.csv").data)
    assert [row[head.index("Track")] for row in exported] == ["Projects", "Ville", "Ville", ""]
    found = read_csv(office.colleague.get(f"{PROGRAMME}/export.csv", q="项目推介").data)
    assert [row[0] for row in found[1:]] == ["A0"]


def test_only_who_edits_the_programme_names_tracks(office: Office) -> None:
    office.colleague.post(TRACKS, PROJECTS)
    viewer = office.desk.colleague(Role.UNIT_VIEWER)
    stranger = office.desk.colleague(Role.OFFICER, scope_id=office.desk.other_unit_id)
    office.desk.event("other")
    paths = [TRACKS, f"{TRACKS}/{track_id(office)}", f"{TRACKS}/{track_id(office)}/remove"]

    assert [viewer.get(path).status_code for path in paths] == [403] * 3
    assert [stranger.post(path, PROJECTS).status_code for path in paths] == [404] * 3
    assert [office.colleague.get(path.replace("week", "other")).status_code for path in paths] == [200, 404, 404]
