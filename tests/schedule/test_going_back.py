"""Going back to an earlier release, and back again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.places import service as places
from coopevents.refusals import NotFound
from coopevents.schedule import queries, release_rules, service, tracks
from coopevents.schedule.comparing import compare
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.going_back import go_back, look_back
from coopevents.schedule.models import Activity
from coopevents.schedule.release_models import Release
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme, programme_of
from coopevents.schedule.releasing import preview, release_schedule
from coopevents.schedule.states import ActivityState, Audience, ParticipantRole
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NINE, NOW, ORGANISER, Office

HOUR = timedelta(hours=1)
LATER = NOW + timedelta(minutes=1)
LAST = NOW + timedelta(minutes=2)


def read(office: Office, number: int) -> ReleasedProgramme:
    release = queries.find_release(office.schedule.id, number)
    assert release is not None
    return programme_of(release)


def entry(programme: ReleasedProgramme, uid: str) -> ReleasedActivity:
    found = programme.find(uid)
    assert found is not None
    return found


def back(office: Office, number: int) -> Release | None:
    way = look_back(office.schedule, number, LAST)
    release = go_back(office.schedule, number, expected=way.fingerprint, now=LAST, actor=ORGANISER)
    unit_of_work.commit()
    return release


def states(office: Office) -> dict[str, ActivityState]:
    listed = [*queries.list_activities(office.schedule.id), *queries.list_unscheduled(office.schedule.id)]
    return {each.title["en"]: each.state for each in listed}


def named(office: Office, title: str, **values: object) -> Activity:
    return office.plan(title=LocalizedText(en=title), **values)


@pytest.fixture
def five(office: Office) -> dict[str, Activity]:
    """Five activities, released; then each was changed in its own way, one was planned, and all was released again."""
    office.schedule.releases_itself = False
    track = tracks.open_track(office.schedule, LocalizedText(en="Robots"), now=NOW, actor=ORGANISER)
    speaker = ParticipantDetails(office.people[0].id, ParticipantRole.SPEAKER)
    titles = ("moved", "cancelled", "reopened", "deleted", "hidden")
    found = {each: named(office, each, people=(speaker,), track_id=track.id) for each in titles}
    named(office, "a draft", state=ActivityState.DRAFT)
    service.cancel_activity(found["reopened"], "Rain", now=NOW, actor=ORGANISER)
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()

    service.move_activity(
        found["moved"], starts_at=NINE + HOUR, ends_at=NINE + 3 * HOUR, place_id=None, now=LATER, actor=ORGANISER
    )
    service.cancel_activity(found["cancelled"], "Storm", now=LATER, actor=ORGANISER)
    service.reopen_activity(found["reopened"], now=LATER, actor=ORGANISER)
    service.unschedule_activity(found["deleted"], now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    service.delete_activity(found["deleted"], now=LATER, actor=ORGANISER)
    details = service.details_of(found["hidden"], audience=Audience.INTERNAL, internal_note="Ask the rector")
    service.change_activity(found["hidden"], details, expected_version=None, now=LATER, actor=ORGANISER)
    service.cancel_activity(named(office, "planned since"), "Not needed", now=LATER, actor=ORGANISER)
    named(office, "planned too")
    tracks.remove_track(office.schedule, track, now=LATER, actor=ORGANISER)
    release_schedule(office.schedule, now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    return found


@both_databases
def test_the_programme_and_the_working_copy_read_as_they_did(office: Office, five: dict[str, Activity]) -> None:
    uids = [five[each].uid for each in ("moved", "cancelled", "reopened", "hidden")]
    way = look_back(office.schedule, 1, LAST)
    release = back(office, 1)

    assert release is not None
    assert (release.number, release.goes_back_to) == (3, 1)
    first, second, third = read(office, 1), read(office, 2), read(office, 3)
    assert compare(first, third) == ()
    assert [(each.uid, each.kinds) for each in way.changes] == [
        (each.uid, each.kinds) for each in compare(second, third)
    ]
    assert states(office) == {
        **dict.fromkeys(("moved", "cancelled", "deleted", "hidden"), ActivityState.PUBLIC),
        "reopened": ActivityState.CANCELLED,
        "a draft": ActivityState.DRAFT,
        **dict.fromkeys(("planned since", "planned too"), ActivityState.UNSCHEDULED),
    }
    assert queries.get_activity(office.schedule.id, five["hidden"].id).internal_note == "Ask the rector"
    assert [[entry(found, uid).sequence for found in (first, second, third)] for uid in uids] == [[0, 1, 2]] * 4
    assert preview(office.schedule, LAST).following is None


def test_going_back_is_undone_by_going_back_again(office: Office, five: dict[str, Activity]) -> None:
    back(office, 1)
    release = back(office, 2)

    assert release is not None
    assert (release.number, release.goes_back_to) == (4, 2)
    assert compare(read(office, 2), read(office, 4)) == ()
    assert states(office)["planned since"] is ActivityState.CANCELLED
    assert states(office)["planned too"] is ActivityState.PUBLIC
    risen = {each.uid: each.sequence - entry(read(office, 2), each.uid).sequence for each in read(office, 4).activities}
    was_never_on = next(each.uid for each in read(office, 2).shown if each.title["en"] == "planned since")
    assert (risen.pop(was_never_on), set(risen.values())) == (0, {2})


def test_going_back_to_the_present_release_takes_back_what_waits(office: Office, five: dict[str, Activity]) -> None:
    five["moved"].capacity = 4
    unit_of_work.commit()
    assert preview(office.schedule, LAST).count == 1

    assert back(office, 2) is None
    assert (preview(office.schedule, LAST).count, office.schedule.release_number) == (0, 2)
    with pytest.raises(release_rules.NothingToRelease):
        back(office, 2)


def test_a_place_that_is_retired_by_now_is_shown_again(office: Office, five: dict[str, Activity]) -> None:
    places.retire_place(office.hall, now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    back(office, 1)

    assert compare(read(office, 1), read(office, 3)) == ()


def test_only_what_was_looked_at_is_done(office: Office, five: dict[str, Activity]) -> None:
    seen = look_back(office.schedule, 1, LAST).fingerprint
    named(office, "planned meanwhile")
    unit_of_work.commit()

    with pytest.raises(release_rules.WorkingCopyChanged):
        go_back(office.schedule, 1, expected=seen, now=LAST, actor=ORGANISER)
    with pytest.raises(NotFound):
        look_back(office.schedule, 9, LAST)
