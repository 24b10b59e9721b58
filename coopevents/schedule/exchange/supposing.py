"""What would clash if a plan were carried out, without carrying it out. Pure but for the records made up in passing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coopevents.people.models import Person
from coopevents.places.models import Place, PlaceKind
from coopevents.schedule.clashes import Clash, Slot
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.plans import NewPlace, Plan, Somebody
from coopevents.schedule.exchange.present import FRESH, present_of
from coopevents.schedule.models import Activity
from coopevents.schedule.states import NOT_TAKING_PLACE
from coopevents.schedule.survey import Scene, Survey
from coopevents.text import LocalizedText, folded


def clashes_after(survey: Survey, plan: Plan, known: Known) -> tuple[Survey, list[Clash]]:
    """The survey as it would be, and the clashes that are not there yet. What was overtaken is supposed not to be done.

    Activities, places and people that are not there yet have numbers below zero.
    """
    by_id = {each.id: each for each in known.activities}
    scenes, made_up = dict(survey.scenes), _MadeUp(known)
    for item in plan.items:
        if not item.is_done or item.is_overtaken:
            continue
        activity = by_id.get(item.activity_id or 0)
        said = {**FRESH, **(present_of(activity) if activity else {}), **item.wanted}
        number = item.activity_id or -item.row
        scenes.pop(number, None)
        if said["starts_at"] is not None and said["state"] not in NOT_TAKING_PLACE:
            scenes[number] = Scene(made_up.slot(number, said, activity, survey), survey.schedule_id, said["title"])
    supposed = replace(
        survey,
        scenes=scenes,
        places={**known.places, **survey.places, **made_up.places},
        people={**known.people, **survey.people, **made_up.people},
        resources={**known.resources, **survey.resources},
    )
    known_already = {each.key for each in survey.clashes}
    return supposed, [each for each in supposed.open_clashes if each.key not in known_already]


class _MadeUp:
    """Places and people that are not there yet: one for each name."""

    def __init__(self, known: Known) -> None:
        self.language = known.language
        self.places: dict[int, Place] = {}
        self.people: dict[int, Person] = {}
        self._numbers: dict[str, int] = {}

    def slot(self, number: int, said: Mapping[str, Any], activity: Activity | None, survey: Survey) -> Slot:
        """Where and when an activity would be, with whom."""
        return Slot(
            id=number,
            uid=activity.uid if activity else str(number),
            starts_at=said["starts_at"],
            ends_at=said["ends_at"],
            place_id=self._place(said.get("place")),
            people=frozenset(self._person(each) for each in said.get("people", ())),
            capacity=said.get("capacity"),
            expected=said.get("expected"),
            resources=tuple(said.get("resources", ())),
            schedule_id=survey.schedule_id,
        )

    def _place(self, wanted: int | NewPlace | None) -> int | None:
        if not isinstance(wanted, NewPlace):
            return wanted
        number = self._number(f"place {folded(wanted.name)}")
        name = LocalizedText({self.language: wanted.name})
        self.places[number] = Place(id=number, kind=PlaceKind.ROOM, name=name, turnover_minutes=0)
        return number

    def _person(self, wanted: Somebody) -> int:
        if wanted.person_id is not None or wanted.typed is None:
            return wanted.person_id or 0
        number = self._number(f"person {folded(wanted.typed.name)}")
        self.people[number] = Person(id=number, given_name="", family_name="", original_name=wanted.typed.name)
        return number

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, -100_000 - len(self._numbers))
