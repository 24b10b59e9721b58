"""Tracks: names in several languages that activities have in common."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import ledger, unit_of_work
from coopevents.schedule import queries, rules, service, tracks
from coopevents.schedule.facts import TrackOpened, TrackRemoved, TrackRenamed
from coopevents.schedule.models import Track
from coopevents.schedule.releases import ReleasedProgramme, ReleasedTrack, programme_of
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NOW, ORGANISER, Office

LATER = NOW + timedelta(hours=1)
PROJECTS = LocalizedText(en="Projects", zh_Hans_CN="项目推介", fr="Projets")


def opened(office: Office, name: LocalizedText = PROJECTS) -> Track:
    return tracks.open_track(office.schedule, name, now=NOW, actor=ORGANISER)


def released(office: Office) -> ReleasedProgramme:
    release = queries.find_latest_release(office.schedule.id)
    assert release is not None
    return programme_of(release)


def test_slugs_come_from_latin_names_and_are_never_twice_the_same(office: Office) -> None:
    names = (PROJECTS, LocalizedText(fr="Projects"), LocalizedText(zh_Hans_CN="城市"), LocalizedText(zh_Hans_CN="文化"))

    assert [opened(office, name).slug for name in names] == ["projects", "projects-2", "track", "track-2"]
    assert [each.position for each in queries.list_tracks(office.schedule.id)] == [1, 2, 3, 4]
    assert all(isinstance(fact, TrackOpened) for fact in ledger.take()[-4:])


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        (LocalizedText(), rules.TrackNameIsMissing),
        (LocalizedText(en="x" * 81), rules.TrackNameIsTooLong),
        (LocalizedText(en="PROJECTS"), rules.TrackNameIsTaken),
    ],
)
def test_a_name_that_cannot_be_is_refused(office: Office, name: LocalizedText, refusal: type[rules.Refusal]) -> None:
    opened(office)
    other = opened(office, LocalizedText(en="City"))
    for attempt in (
        lambda: opened(office, name),
        lambda: tracks.rename_track(office.schedule, other, name, now=LATER, actor=ORGANISER),
    ):
        with pytest.raises(refusal) as caught:
            attempt()
        assert caught.value.field == "name"
        assert str(caught.value)


@pytest.mark.parametrize("typed", ["Projects", "projets", " 项目推介 ", "Anything | 项目推介"])
def test_a_track_is_found_by_its_name_in_any_language(office: Office, typed: str) -> None:
    known = opened(office)

    assert tracks.find_or_open_track(office.schedule, typed, language="fr", now=NOW, actor=ORGANISER) == known


def test_what_is_not_found_is_opened_in_the_languages_typed(office: Office) -> None:
    opened(office)
    found = tracks.find_or_open_track(office.schedule, "Ville | 城市", language="fr", now=NOW, actor=ORGANISER)

    assert found.name == LocalizedText(fr="Ville", zh_Hans_CN="城市")


def test_a_name_is_recorded_once(office: Office) -> None:
    track, renamed = opened(office), PROJECTS.with_text("en", "Joint projects")
    ledger.take()
    for _attempt in range(2):
        tracks.rename_track(office.schedule, track, renamed, now=LATER, actor=ORGANISER)

    (fact,) = ledger.take()
    assert isinstance(fact, TrackRenamed)
    assert (fact.changes, track.slug) == ({"name": (PROJECTS, renamed)}, "projects")


def test_renaming_and_removing_release_anew(office: Office) -> None:
    track = opened(office)
    activity = office.plan(track_id=track.id)
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()

    tracks.rename_track(office.schedule, track, LocalizedText(fr="Projets"), now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    entry = released(office).activities[0]
    assert (entry.track, entry.sequence) == (ReleasedTrack("projects", LocalizedText(fr="Projets")), 0)

    tracks.remove_track(office.schedule, track, now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    assert (released(office).number, released(office).activities[0].track) == (3, None)
    assert (activity.track_id, queries.list_tracks(office.schedule.id)) == (None, [])


@both_databases
def test_activities_outlive_their_track(office: Office) -> None:
    track = opened(office)
    activity, other = office.plan(track_id=track.id), office.plan()
    assert queries.count_activities_by_track(office.schedule.id) == {track.id: 1}
    ledger.take()
    tracks.remove_track(office.schedule, track, now=LATER, actor=ORGANISER)

    (fact,) = ledger.take()
    assert isinstance(fact, TrackRemoved)
    assert fact.changes == {"name": (PROJECTS, None)}
    unit_of_work.commit()
    assert [each.track_id for each in queries.list_activities(office.schedule.id)] == [None, None]
    assert {activity.id, other.id} == {each.id for each in queries.list_activities(office.schedule.id)}


def test_a_track_of_another_schedule_is_none_of_this_one(office: Office) -> None:
    elsewhere = service.open_schedule(unit_id=office.unit.id, time_zone="Europe/Paris", now=NOW, actor=ORGANISER)
    track = tracks.open_track(elsewhere, PROJECTS, now=NOW, actor=ORGANISER)

    with pytest.raises(rules.TrackIsGone):
        office.plan(track_id=track.id)
    with pytest.raises(rules.TrackNotFound):
        queries.get_track(office.schedule.id, track.id)


@both_databases
def test_copies_come_with_their_tracks(office: Office) -> None:
    unused, track = opened(office, LocalizedText(en="City")), opened(office)
    office.plan(track_id=track.id)
    office.plan()
    target = service.open_schedule(unit_id=office.unit.id, time_zone="Asia/Shanghai", now=NOW, actor=ORGANISER)
    copies = service.copy_activities(office.schedule, target, shift=timedelta(days=7), now=NOW, actor=ORGANISER)

    copied = queries.list_tracks(target.id)
    assert [(each.slug, each.name) for each in copied] == [(each.slug, each.name) for each in (unused, track)]
    assert [each.track_id for each in copies] == [copied[1].id, None]
    assert {each.id for each in copied}.isdisjoint({unused.id, track.id})
