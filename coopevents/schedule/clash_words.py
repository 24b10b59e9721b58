"""A clash, and the ways out of it, as sentences of the reader's language."""

from collections.abc import Callable, Mapping

from coopevents.i18n import _, short_day_text, time_range_text
from coopevents.schedule import clash_sentences as sentences
from coopevents.schedule.clash_kinds import Clash, ClashKind
from coopevents.schedule.clash_sentences import place_of, title_of
from coopevents.schedule.survey import Survey
from coopevents.schedule.ways_out import WayOut


def sentence_of(clash: Clash, survey: Survey) -> str:
    """The whole clash in one or two sentences of the reader's language."""
    return _WORDS[clash.kind](clash, survey)


def way_out_words(way: WayOut, survey: Survey) -> str:
    """What the button says that takes this way out: ``Move “Salon” to Hall 2``."""
    said = _said_of(way, survey)
    if way.is_other_place and way.is_other_time:
        return str(_("Move %(title)s to %(place)s, %(time)s", **said))
    if way.is_other_place:
        return str(_("Move %(title)s to %(place)s", **said))
    return str(_("Move %(title)s to %(time)s", **said))


def free_words(way: WayOut, survey: Survey) -> str:
    """A way out as a sentence: ``Hall 2 is free at that time.``"""
    said = _said_of(way, survey)
    if way.is_other_place and way.is_other_time:
        return str(_("%(title)s fits into %(place)s at %(time)s.", **said))
    if way.is_other_place:
        return str(_("%(place)s is free at that time.", **said))
    return str(_("%(title)s fits at %(time)s.", **said))


def _said_of(way: WayOut, survey: Survey) -> dict[str, str]:
    """Its title, place and time; the day only when it is another one."""
    present = survey.scenes[way.activity_id].slot
    days = [short_day_text(each, survey.zone) for each in (present.starts_at, way.starts_at)]
    hours = time_range_text(way.starts_at, way.ends_at, survey.zone)
    return {
        "title": title_of(way.activity_id, survey),
        "place": place_of(way.place_id, survey),
        "time": hours if days[0] == days[1] else f"{days[1]} {hours}",
    }


_WORDS: Mapping[ClashKind, Callable[[Clash, Survey], str]] = {
    ClashKind.PLACE_TAKEN: sentences.place_taken,
    ClashKind.TOO_LITTLE_TURNOVER: sentences.too_little_turnover,
    ClashKind.PLACE_CLOSED: sentences.place_closed,
    ClashKind.PERSON_TWICE: sentences.person_twice,
    ClashKind.TOO_LITTLE_WALKING_TIME: sentences.too_little_travel_time,
    ClashKind.TOO_LITTLE_DRIVING_TIME: sentences.too_little_travel_time,
    ClashKind.PERSON_AWAY: sentences.person_away,
    ClashKind.RESOURCE_SHORT: sentences.resource_short,
    ClashKind.RESOURCE_NOT_BACK: sentences.resource_not_back,
    ClashKind.OVER_CAPACITY: sentences.too_few_seats,
    ClashKind.MORE_EXPECTED: sentences.too_few_seats,
    ClashKind.MORE_PICKED: sentences.too_few_seats,
    ClashKind.PUBLIC_HOLIDAY: sentences.public_holiday,
    ClashKind.OUTSIDE_DATES: sentences.outside_dates,
}
