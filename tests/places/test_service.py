"""Places and the minutes between them: on a real database."""

from __future__ import annotations

import pytest

from coopevents import ledger, unit_of_work
from coopevents.people import service as people
from coopevents.places import queries, rules, service
from coopevents.places.details import PlaceDetails
from coopevents.places.facts import WalkingTimesChanged
from coopevents.places.models import PlaceKind
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.releases import programme_of
from coopevents.schedule.states import ParticipantRole
from coopevents.text import LocalizedText
from tests.schedule.conftest import NOW, ORGANISER, Office, office

__all__ = ["office"]


def details(**values: object) -> PlaceDetails:
    said: dict[str, object] = {"kind": PlaceKind.ROOM, "name": LocalizedText(en="Room 7")}
    return PlaceDetails(**{**said, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"name": LocalizedText()}, rules.NameIsMissing, "name"),
        ({"capacity": 0}, rules.SeatsAreImpossible, "capacity"),
        ({"turnover_minutes": -1}, rules.TurnoverIsImpossible, "turnover_minutes"),
        ({"turnover_minutes": 241}, rules.TurnoverIsImpossible, "turnover_minutes"),
        ({"latitude": 31.0}, rules.PositionIsHalf, "longitude"),
        ({"longitude": 121.0}, rules.PositionIsHalf, "latitude"),
        ({"latitude": 91.0, "longitude": 0.0}, rules.PositionIsNotOnEarth, "latitude"),
        ({"latitude": float("nan"), "longitude": 0.0}, rules.PositionIsNotOnEarth, "latitude"),
        ({"latitude": 0.0, "longitude": float("inf")}, rules.PositionIsNotOnEarth, "longitude"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    values: dict[str, object], refusal: type[rules.Refusal], field: str
) -> None:
    with pytest.raises(refusal) as caught:
        rules.ensure_place_is_possible(details(**values))

    assert caught.value.field == field


def test_walking_takes_as_long_in_both_directions(office: Office) -> None:
    hall, garden = office.hall, office.garden
    service.set_walking_time(garden, hall, 12, now=NOW, actor=ORGANISER)
    ledger.take()
    service.set_walking_time(hall, garden, 12, now=NOW, actor=ORGANISER)
    assert ledger.take() == []
    service.set_walking_time(hall, garden, 9, now=NOW, actor=ORGANISER)

    (fact,) = ledger.take()
    assert isinstance(fact, WalkingTimesChanged)
    assert fact.changes == {"Hall 1 – Garden": (12, 9)}
    assert queries.walking_minutes([hall.id, garden.id]) == {(hall.id, garden.id): 9}
    service.set_walking_times(office.unit.id, {(garden.id, hall.id): None}, now=NOW, actor=ORGANISER)
    assert queries.walking_minutes([hall.id, garden.id]) == {}


def test_a_retired_place_is_offered_no_more_but_stays_where_it_is_used(office: Office) -> None:
    activity = office.plan()
    service.retire_place(office.hall, now=NOW, actor=ORGANISER)

    assert queries.list_places([office.unit.id]) == [office.garden]
    scheduling.change_activity(
        activity, office.details(internal_note="Same place"), expected_version=None, now=NOW, actor=ORGANISER
    )
    service.restore_place(office.hall, now=NOW, actor=ORGANISER)
    assert len(queries.list_places([office.unit.id])) == 2


def test_a_new_name_of_a_place_or_person_is_on_the_programme_at_once(office: Office) -> None:
    person = office.people[0]
    office.plan(people=(ParticipantDetails(person.id, ParticipantRole.SPEAKER),))
    scheduling.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()
    changed = details(name=LocalizedText(en="Aula"), kind=PlaceKind.HALL, capacity=80)
    service.change_place(office.hall, changed, now=NOW, actor=ORGANISER)
    unit_of_work.commit()
    known = people.details_of(person)
    people.change_person(person, type(known)(**{**vars(known), "family_name": "Dubois"}), now=NOW, actor=ORGANISER)
    unit_of_work.commit()

    release = schedules.find_latest_release(office.schedule.id)
    assert release is not None
    (entry,) = programme_of(release).activities
    assert entry.place is not None
    assert (entry.place.name["en"], entry.people[0].name, entry.sequence) == ("Aula", "Amélie Dubois", 0)
    assert release.number == 3
