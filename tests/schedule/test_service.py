"""Planning, moving, cancelling, releasing: on a real database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents import ledger, unit_of_work
from coopevents.audit import queries as audit
from coopevents.schedule import queries, rules, service, tracks
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.facts import ActivityChanged, ActivityMoved
from coopevents.schedule.releases import ReleasedProgramme, programme_of
from coopevents.schedule.states import ActivityState, Audience, ParticipantRole
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NINE, NOW, ORGANISER, Office

LATER = NOW + timedelta(minutes=1)


def programme(office: Office) -> ReleasedProgramme:
    release = queries.find_latest_release(office.schedule.id)
    assert release is not None
    return programme_of(release)


@both_databases
def test_an_open_schedule_releases_itself_on_every_save(office: Office) -> None:
    activity = office.plan()
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()
    service.move_activity(
        activity, starts_at=NINE, ends_at=NINE + timedelta(hours=2), place_id=None, now=LATER, actor=ORGANISER
    )
    unit_of_work.commit()

    released = programme(office)
    assert (released.number, released.activities[0].sequence, released.activities[0].place) == (2, 1, None)


def test_many_changes_at_once_are_one_release(office: Office) -> None:
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()
    for hour in range(5):
        office.plan(starts_at=NINE + timedelta(hours=hour), ends_at=NINE + timedelta(hours=hour + 1))
    unit_of_work.commit()

    assert (programme(office).number, len(programme(office).activities)) == (2, 5)


def test_a_closed_schedule_releases_nothing(office: Office) -> None:
    office.plan()
    unit_of_work.commit()

    assert queries.find_latest_release(office.schedule.id) is None


def test_drafts_and_internal_activities_are_never_released(office: Office) -> None:
    office.plan(state=ActivityState.DRAFT)
    office.plan(audience=Audience.INTERNAL)
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)

    assert programme(office).activities == ()


def test_a_cancelled_activity_stays_on_the_programme_with_its_reason(office: Office) -> None:
    activity = office.plan()
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()
    service.cancel_activity(activity, " The  speaker is ill ", now=LATER, actor=ORGANISER)
    unit_of_work.commit()

    entry = programme(office).activities[0]
    assert (entry.is_cancelled, entry.cancellation_reason, entry.sequence) == (True, "The speaker is ill", 1)
    with pytest.raises(rules.ActivityIsCancelled):
        service.move_activity(activity, starts_at=NINE, ends_at=NINE, place_id=None, now=LATER, actor=ORGANISER)
    service.reopen_activity(activity, now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    assert programme(office).activities[0].sequence == 2


def test_the_names_of_places_and_people_are_in_the_release(office: Office) -> None:
    person = office.people[1]
    office.plan(people=(ParticipantDetails(person.id, ParticipantRole.CHAIR),), languages=("en", "zh"))
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)

    entry = programme(office).activities[0]
    assert entry.place is not None
    assert entry.place.name == LocalizedText(en="Hall 1")
    assert [(each.name, each.original_name, each.role) for each in entry.people] == [("Jun Zhou", "周俊", "chair")]
    assert entry.languages == ("en", "zh")


@both_databases
def test_a_save_on_top_of_somebody_elses_is_refused(office: Office) -> None:
    activity = office.plan()
    seen = activity.version
    speakers = (ParticipantDetails(office.people[0].id, ParticipantRole.SPEAKER),)
    service.change_activity(activity, office.details(people=speakers), expected_version=seen, now=NOW, actor=ORGANISER)

    with pytest.raises(rules.ActivityWasChanged):
        service.change_activity(activity, office.details(), expected_version=seen, now=LATER, actor=ORGANISER)


def test_a_save_that_changes_nothing_is_no_change(office: Office) -> None:
    activity = office.plan()
    ledger.take()
    service.change_activity(activity, office.details(), expected_version=activity.version, now=LATER, actor=ORGANISER)

    assert ledger.take() == []
    assert activity.version == 1


def test_moving_and_rewording_are_told_apart(office: Office) -> None:
    activity = office.plan()
    ledger.take()
    robotics = tracks.open_track(office.schedule, LocalizedText(en="Robotics"), now=NOW, actor=ORGANISER)
    ledger.take()
    details = office.details(track_id=robotics.id, place_id=office.garden.id)
    service.change_activity(activity, details, expected_version=None, now=LATER, actor=ORGANISER)

    moved, changed = ledger.take()
    assert isinstance(moved, ActivityMoved)
    assert (moved.old.place_id, moved.new.place_id) == (office.hall.id, office.garden.id)
    assert moved.changes == {"place": ("Hall 1", "Garden")}
    assert isinstance(changed, ActivityChanged)
    assert changed.changes == {"track": (None, "Robotics")}


@both_databases
def test_the_people_of_an_activity_can_be_exchanged_and_put_in_order(office: Office) -> None:
    first, second = (ParticipantDetails(each.id, ParticipantRole.SPEAKER) for each in office.people)
    activity = office.plan(people=(first, second, first))
    change = office.details(people=(second, first))
    service.change_activity(activity, change, expected_version=None, now=LATER, actor=ORGANISER)
    unit_of_work.commit()

    people = queries.get_activity(office.schedule.id, activity.id).participants
    assert [each.person_id for each in people] == [second.person_id, first.person_id]


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"title": LocalizedText()}, rules.TitleIsMissing, "title"),
        ({"title": LocalizedText(en="x" * 301)}, rules.TitleIsTooLong, "title"),
        ({"ends_at": NINE}, rules.EndsBeforeItStarts, "ends"),
        ({"ends_at": NINE + timedelta(days=4)}, rules.IsTooLong, "ends"),
        ({"capacity": 0}, rules.CapacityIsImpossible, "capacity"),
        ({"place_id": 4711}, rules.PlaceIsRetired, "place"),
        ({"track_id": 4711}, rules.TrackIsGone, "track_id"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    office: Office, values: dict[str, object], refusal: type[rules.Refusal], field: str
) -> None:
    with pytest.raises(refusal) as caught:
        office.plan(**values)

    assert caught.value.field == field
    assert str(caught.value)


def test_a_draft_is_deleted_and_what_is_public_is_cancelled(office: Office) -> None:
    draft, public = office.plan(state=ActivityState.DRAFT), office.plan()
    with pytest.raises(rules.ActivityIsNotDraft):
        service.delete_activity(public, now=LATER, actor=ORGANISER)
    with pytest.raises(rules.ActivityIsDraft):
        service.cancel_activity(draft, "No", now=LATER, actor=ORGANISER)
    with pytest.raises(rules.ReasonIsMissing):
        service.cancel_activity(public, " ", now=LATER, actor=ORGANISER)
    service.delete_activity(draft, now=LATER, actor=ORGANISER)
    unit_of_work.commit()

    assert queries.list_activities(office.schedule.id) == [public]


def test_copies_keep_the_wall_clock_over_a_summer_time_change(office: Office) -> None:
    paris = service.open_schedule(unit_id=office.unit.id, time_zone="Europe/Paris", now=NOW, actor=ORGANISER)
    nine_in_paris = datetime(2026, 3, 27, 8, 0, tzinfo=UTC)
    for hour in (0, 17, 18.5):
        starts_at = nine_in_paris + timedelta(hours=hour)
        details = office.details(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30))
        service.plan_activity(paris, details, now=NOW, actor=ORGANISER)
    target = service.open_schedule(unit_id=office.unit.id, time_zone="Europe/Paris", now=NOW, actor=ORGANISER)
    copies = service.copy_activities(paris, target, shift=timedelta(days=1), now=NOW, actor=ORGANISER)

    assert [each.starts_at for each in copies] == [
        datetime(2026, 3, 28, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    ]
    assert len({each.uid for each in copies}) == 3


def test_the_audit_trail_tells_what_happened_to_an_activity(office: Office) -> None:
    activity = office.plan()
    service.cancel_activity(activity, "Storm", now=LATER, actor=ORGANISER)
    unit_of_work.commit()

    entries = audit.list_about("activity", activity.id)
    assert [(each.fact, each.actor_label) for each in entries] == [
        ("ActivityCancelled", "Lin Xiaoyan"),
        ("ActivityPlanned", "Lin Xiaoyan"),
    ]
    assert entries[0].changes == {"cancellation_reason": ["", "Storm"]}
