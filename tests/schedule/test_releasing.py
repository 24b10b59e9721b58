"""Releasing by hand: what a release would be, what was looked at, and what is remembered of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.db import declare_intent
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.schedule import queries, release_queries, release_rules, service, settings, tracks
from coopevents.schedule.comparing import ChangeKind as K
from coopevents.schedule.differences import changes_in, zones_in
from coopevents.schedule.release_models import Release
from coopevents.schedule.releasing import Preview, preview, previews, release_by_hand
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NINE, NOW, ORGANISER, Office

LATER = NOW + timedelta(minutes=1)
NOTE = LocalizedText(en="The garden is closed.", fr="Le jardin est fermé.")


def opened(office: Office, **values: object) -> Preview:
    """The office's schedule, released by hand, open with one activity."""
    office.schedule.releases_itself = False
    office.plan(**values)
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()
    return preview(office.schedule, LATER)


def release(office: Office, expected: str, name: str = "", comment: LocalizedText | None = None) -> Release:
    found = release_by_hand(
        office.schedule,
        expected=expected,
        name=name,
        comment=comment or LocalizedText(),
        tells=True,
        now=LATER,
        actor=ORGANISER,
    )
    unit_of_work.commit()
    return found


@both_databases
def test_edits_wait_until_somebody_releases_them(office: Office) -> None:
    assert opened(office).following is None
    office.plan(starts_at=NINE + timedelta(hours=2), ends_at=NINE + timedelta(hours=3))
    unit_of_work.commit()

    declare_intent(is_reading=True)
    found = preview(office.schedule, LATER)
    declare_intent(is_reading=False)
    assert (found.count, [set(each.kinds) for each in found.changes]) == (1, [{K.NEW}])
    assert queries.get_schedule(office.schedule.id).release_number == 1

    unit_of_work.discard()
    made = release(office, found.fingerprint, " The second  one ", NOTE)
    assert (made.number, made.name, made.comment, made.released_by) == (2, "The second one", NOTE, "Lin Xiaoyan")
    assert preview(office.schedule, LATER).following is None


def test_only_what_was_looked_at_is_released(office: Office) -> None:
    opened(office)
    activity = office.plan(starts_at=NINE + timedelta(hours=2), ends_at=NINE + timedelta(hours=3))
    unit_of_work.commit()
    seen = preview(office.schedule, LATER).fingerprint
    assert preview(office.schedule, LATER + timedelta(days=2)).fingerprint == seen
    service.cancel_activity(activity, "Rain", now=LATER, actor=ORGANISER)
    unit_of_work.commit()

    with pytest.raises(release_rules.WorkingCopyChanged):
        release(office, seen)
    made = release(office, preview(office.schedule, LATER).fingerprint)
    with pytest.raises(release_rules.NothingToRelease):
        release(office, seen)
    assert made.number == 2


def test_what_nobody_may_read_is_not_released_by_hand(office: Office) -> None:
    office.plan()

    with pytest.raises(release_rules.ProgrammeIsNotOpen):
        release(office, preview(office.schedule, NOW).fingerprint)


@pytest.mark.parametrize(
    ("name", "comment", "refusal"),
    [
        ("x" * 121, LocalizedText(), release_rules.ReleaseNameIsTooLong),
        ("", LocalizedText(en="x" * 2001), release_rules.CommentIsTooLong),
    ],
)
def test_names_and_notes_have_an_end(office: Office, name: str, comment: LocalizedText, refusal: type) -> None:
    opened(office)

    with pytest.raises(refusal):
        release(office, "", name, comment)


def test_a_release_remembers_what_it_changed(office: Office) -> None:
    opened(office)
    first = queries.list_activities(office.schedule.id)[0]
    service.move_activity(
        first, starts_at=NINE, ends_at=NINE + timedelta(hours=2), place_id=office.garden.id, now=LATER, actor=ORGANISER
    )
    office.schedule.time_zone = "Europe/Paris"
    unit_of_work.commit()
    found = preview(office.schedule, LATER)
    assert (found.count, found.changes_zone) == (2, True)
    release(office, found.fingerprint)

    second, opening = release_queries.list_releases_with_differences(office.schedule.id, limit=9)
    assert (opening.counts, second.counts) == ({"new": 1, "shown": 1}, {"moved": 1, "shown": 1})
    assert (changes_in(opening.difference), changes_in(second.difference)) == ((), found.changes)
    assert (zones_in(opening.difference), zones_in(second.difference)) == (None, ("Asia/Shanghai", "Europe/Paris"))


def test_many_schedules_are_looked_at_together(office: Office) -> None:
    other = service.open_schedule(
        unit_id=office.unit.id, time_zone="Asia/Tokyo", now=NOW, actor=ORGANISER, releases_itself=False
    )
    service.open_to_public(other, now=NOW, actor=ORGANISER)
    opened(office)
    service.plan_activity(other, office.details(), now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    ids = [office.schedule.id, other.id]

    assert [each.id for each in release_queries.list_edited_schedules(ids)] == [other.id]
    counts = {key: found.count for key, found in previews([office.schedule, other], LATER).items()}
    assert counts == {office.schedule.id: 0, other.id: 1}


def test_a_place_or_track_with_a_new_name_waits_for_release_too(office: Office) -> None:
    track = tracks.open_track(office.schedule, LocalizedText(en="Robots"), now=NOW, actor=ORGANISER)
    opened(office, track_id=track.id)
    tracks.rename_track(office.schedule, track, LocalizedText(en="Robotics"), now=LATER, actor=ORGANISER)
    details = PlaceDetails(kind=office.hall.kind, name=LocalizedText(en="Great hall"), capacity=office.hall.capacity)
    places.change_place(office.hall, details, now=LATER, actor=ORGANISER)
    unit_of_work.commit()

    assert [set(each.fields) for each in preview(office.schedule, LATER).changes] == [{"place", "track"}]


def test_a_programme_that_releases_itself_from_now_on_is_released_at_once(office: Office) -> None:
    opened(office)
    office.plan(starts_at=NINE + timedelta(hours=2), ends_at=NINE + timedelta(hours=3))
    unit_of_work.commit()
    wanted = settings.ScheduleSettings(releases_itself=True, quiet_minutes=0, holds_notices=True)
    settings.change_settings(office.schedule, wanted, now=LATER, actor=ORGANISER)
    unit_of_work.commit()

    assert settings.settings_of(office.schedule) == wanted
    assert office.schedule.release_number == 2
    for minutes in (-1, 1441):
        impossible = settings.ScheduleSettings(releases_itself=True, quiet_minutes=minutes, holds_notices=True)
        with pytest.raises(release_rules.QuietTimeIsImpossible):
            settings.change_settings(office.schedule, impossible, now=LATER, actor=ORGANISER)
