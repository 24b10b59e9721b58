"""What the assistant found, in sentences: why something has no place, and what the score means."""

from collections.abc import Callable, Mapping
from typing import Any

from coopevents.i18n import _, localized, ngettext
from coopevents.people.models import Person
from coopevents.places.models import Place, Resource
from coopevents.schedule.assistant.explain import Finding, Reason
from coopevents.schedule.assistant.problem import Weights
from coopevents.schedule.assistant.score import Score
from coopevents.text import LocalizedText, full_name

MOST_NAMED = 5


class Names:
    """What activities, people, places and resources are called."""

    def __init__(
        self,
        titles: Mapping[int, LocalizedText],
        people: Mapping[int, Person],
        places: Mapping[int, Place],
        resources: Mapping[int, Resource],
    ) -> None:
        self.titles, self.people, self.places, self.resources = titles, people, places, resources

    def activities(self, finding: Finding) -> str:
        """The titles, as many as can be read."""
        named = [_("“%(title)s”", title=self.title(each)) for each in finding.task_ids[:MOST_NAMED]]
        return _and_more(named, len(finding.task_ids))

    def title(self, activity_id: int) -> str:
        """What an activity is called; one that is gone by now is a number."""
        title = self.titles.get(activity_id)
        return localized(title) if title is not None else f"#{activity_id}"

    def persons(self, finding: Finding) -> str:
        """Their names."""
        known = [self.people[each] for each in finding.person_ids if each in self.people]
        return ", ".join(full_name(each.given_name, each.family_name) or each.original_name for each in known)

    def rooms(self, finding: Finding) -> str:
        """The names of the places, as many as can be read."""
        known = [localized(self.places[each].name) for each in finding.place_ids if each in self.places]
        return _and_more(known[:MOST_NAMED], len(known))

    def resource(self, finding: Finding) -> str:
        """What the resource is called."""
        resource = self.resources.get(finding.resource_id or 0)
        return localized(resource.name) if resource is not None else ""


def sentence_of(finding: Finding, names: Names) -> str:
    """Why, in a sentence or two."""
    if len(finding.task_ids) > 1:
        return str(_of_several(finding, names))
    said = {
        "title": names.title(finding.task_ids[0]),
        "people": names.persons(finding),
        "places": names.rooms(finding),
        "resource": names.resource(finding),
        "needed": finding.needed,
        "given": finding.given,
        "time": duration(finding.needed),
        "there": duration(finding.given),
    }
    return str(_of_one(finding, said))


def duration(minutes: int) -> str:
    """So many minutes as hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return str(ngettext("%(num)s minute", "%(num)s minutes", rest))
    if not rest:
        return str(ngettext("%(num)s hour", "%(num)s hours", hours))
    return str(_("%(hours)s h %(minutes)s min", hours=hours, minutes=rest))


def missed_of(score: Score, weights: Weights) -> list[tuple[str, int]]:
    """(what, how many) for every rule of the score."""
    words = (
        (_("not placed"), score.tasks - score.placed),
        (_("on another day than preferred"), _times(score.lost.get("day", 0), weights.day)),
        (_("in another part of the day than preferred"), _times(score.lost.get("part", 0), weights.part)),
        (_("in another place than preferred"), _times(score.lost.get("place", 0), weights.place)),
        (_("at once with another one of the same track"), _times(score.lost.get("track", 0), weights.track)),
        (_("days on which somebody comes for little"), _times(score.lost.get("company", 0), weights.company)),
        (_("half hours above a full day"), _times(score.lost.get("balance", 0), weights.balance)),
        (_("points lost for places much too large"), score.lost.get("fit", 0)),
    )
    return [(str(word), number) for word, number in words]


def _of_one(finding: Finding, said: dict[str, object]) -> Any:
    match finding.reason:
        case Reason.NO_DAY_LONG_ENOUGH:
            return _("“%(title)s” lasts %(time)s, and no day it may be on has room for that.", **said)
        case Reason.NO_PLACE_LARGE_ENOUGH:
            return _("“%(title)s” needs %(needed)s seats, and the largest place it may be in has %(given)s.", **said)
        case Reason.PLACES_CLOSED:
            return _("“%(title)s” lasts %(time)s, and %(places)s are not open that long when it may be.", **said)
        case Reason.PEOPLE_ABSENT:
            return _("“%(title)s” needs %(people)s, who are never there together for %(time)s.", **said)
        case Reason.RESOURCE_SHORT:
            return _("“%(title)s” needs %(needed)s × %(resource)s, and there are %(given)s.", **said)
        case Reason.ALL_TAKEN:
            return _("“%(title)s” finds no time: what is fixed already takes its people or every place.", **said)
        case _:
            if said["people"]:
                return _("“%(title)s” found a place, but no time at which %(people)s are free.", **said)
            return _("“%(title)s” found no free time in any place that suits it.", **said)


def _of_several(finding: Finding, names: Names) -> Any:
    said = {
        "activities": names.activities(finding),
        "people": names.persons(finding),
        "places": names.rooms(finding),
        "resource": names.resource(finding),
        "needed": duration(finding.needed),
        "given": duration(finding.given),
        "over": duration(max(0, finding.needed - finding.given)),
        "number": len(finding.task_ids),
    }
    return _SEVERAL[finding.reason](said)


_SEVERAL: Mapping[Reason, Callable[[dict[str, Any]], Any]] = {
    Reason.PERSON_OVERFULL: lambda said: _(
        "These %(number)s activities all need %(people)s, who is free for %(given)s: %(over)s too little. "
        "They are %(activities)s.",
        **said,
    ),
    Reason.PLACES_OVERFULL: lambda said: _(
        "These %(number)s activities can only be in %(places)s, where %(given)s are free: %(over)s too little. "
        "They are %(activities)s.",
        **said,
    ),
    Reason.RESOURCE_OVERFULL: lambda said: _(
        "These %(number)s activities all need %(resource)s, for %(over)s longer than there is of it. "
        "They are %(activities)s.",
        **said,
    ),
    Reason.PERSON_CANNOT_FIT: lambda said: _(
        "These %(number)s activities all need %(people)s, and however they are laid out, they do not fit. "
        "They are %(activities)s.",
        **said,
    ),
    Reason.RESOURCE_CANNOT_FIT: lambda said: _(
        "These %(number)s activities all need %(resource)s, and however they are laid out, they do not fit. "
        "They are %(activities)s.",
        **said,
    ),
    Reason.PLACES_CANNOT_FIT: lambda said: _(
        "These %(number)s activities can only be in %(places)s, and however they are laid out, they do not "
        "fit. They are %(activities)s.",
        **said,
    ),
}


def _times(lost: int, weight: int) -> int:
    return lost // weight if weight else 0


def _and_more(named: list[str], number: int) -> str:
    words = ", ".join(named)
    more = number - len(named)
    return str(_("%(names)s and %(number)s more", names=words, number=more)) if more > 0 else words
