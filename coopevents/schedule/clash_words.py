"""A clash as a sentence: which activities, when, where, who, and by how many minutes."""

from coopevents.i18n import _, day_text, localized, ngettext, time_range_text, time_text
from coopevents.schedule.clashes import Clash, ClashKind, Slot
from coopevents.schedule.survey import Survey, WayOut


def sentence_of(clash: Clash, survey: Survey) -> str:
    """The whole clash in one or two sentences of the reader's language."""
    return _WORDS[clash.kind](clash, survey)


def way_out_words(way: WayOut, survey: Survey) -> str:
    """What the button says that takes this way out: ``Move “Salon” to Hall 2``."""
    title = _title(survey.scenes[way.activity_id].slot, survey)
    if way.is_other_place:
        return str(_("Move %(title)s to %(place)s", title=title, place=_place(way.place_id, survey)))
    time = time_range_text(way.starts_at, way.ends_at, survey.zone)
    return str(_("Move %(title)s to %(time)s", title=title, time=time))


def free_words(way: WayOut, survey: Survey) -> str:
    """A way out as a sentence: ``Hall 2 is free at that time.``"""
    if way.is_other_place:
        return str(_("%(place)s is free at that time.", place=_place(way.place_id, survey)))
    time = time_range_text(way.starts_at, way.ends_at, survey.zone)
    return str(_("%(title)s fits at %(time)s.", title=_title(survey.scenes[way.activity_id].slot, survey), time=time))


def _place_taken(clash: Clash, survey: Survey) -> str:
    first, second = (survey.scenes[each].slot for each in clash.activity_ids)
    return str(
        ngettext(
            "%(first)s (%(first_time)s) and %(second)s (%(second_time)s) are both in %(place)s on %(day)s and overlap "
            "by %(num)s minute.",
            "%(first)s (%(first_time)s) and %(second)s (%(second_time)s) are both in %(place)s on %(day)s and overlap "
            "by %(num)s minutes.",
            clash.minutes,
            **_two(first, second, survey),
            place=_place(clash.place_id, survey),
        )
    )


def _too_little_turnover(clash: Clash, survey: Survey) -> str:
    first, second = (survey.scenes[each].slot for each in clash.activity_ids)
    return str(
        ngettext(
            "%(place)s needs %(needed)s minutes between two activities. On %(day)s %(first)s ends at %(first_end)s and "
            "%(second)s starts at %(second_start)s: %(num)s minute is missing.",
            "%(place)s needs %(needed)s minutes between two activities. On %(day)s %(first)s ends at %(first_end)s and "
            "%(second)s starts at %(second_start)s: %(num)s minutes are missing.",
            clash.minutes,
            **_two(first, second, survey),
            place=_place(clash.place_id, survey),
            needed=clash.needed,
        )
    )


def _person_twice(clash: Clash, survey: Survey) -> str:
    first, second = (survey.scenes[each].slot for each in clash.activity_ids)
    return str(
        ngettext(
            "%(person)s is in %(first)s (%(first_time)s) and in %(second)s (%(second_time)s) on %(day)s: both at once "
            "for %(num)s minute.",
            "%(person)s is in %(first)s (%(first_time)s) and in %(second)s (%(second_time)s) on %(day)s: both at once "
            "for %(num)s minutes.",
            clash.minutes,
            **_two(first, second, survey),
            person=_person(clash, survey),
        )
    )


def _too_little_walking_time(clash: Clash, survey: Survey) -> str:
    first, second = (survey.scenes[each].slot for each in clash.activity_ids)
    return str(
        ngettext(
            "%(person)s needs %(needed)s minutes on foot from %(place)s to %(other_place)s. On %(day)s %(first)s ends "
            "at %(first_end)s and %(second)s starts at %(second_start)s: %(num)s minute is missing.",
            "%(person)s needs %(needed)s minutes on foot from %(place)s to %(other_place)s. On %(day)s %(first)s ends "
            "at %(first_end)s and %(second)s starts at %(second_start)s: %(num)s minutes are missing.",
            clash.minutes,
            **_two(first, second, survey),
            person=_person(clash, survey),
            needed=clash.needed,
            place=_place(first.place_id, survey),
            other_place=_place(second.place_id, survey),
        )
    )


def _over_capacity(clash: Clash, survey: Survey) -> str:
    return str(
        _(
            "%(title)s is planned for %(needed)s guests, and %(place)s has %(given)s seats.",
            title=_title(survey.scenes[clash.activity_ids[0]].slot, survey),
            needed=clash.needed,
            place=_place(clash.place_id, survey),
            given=clash.given,
        )
    )


_WORDS = {
    ClashKind.PLACE_TAKEN: _place_taken,
    ClashKind.TOO_LITTLE_TURNOVER: _too_little_turnover,
    ClashKind.PERSON_TWICE: _person_twice,
    ClashKind.TOO_LITTLE_WALKING_TIME: _too_little_walking_time,
    ClashKind.OVER_CAPACITY: _over_capacity,
}


def _two(first: Slot, second: Slot, survey: Survey) -> dict[str, str]:
    return {
        "first": _title(first, survey),
        "second": _title(second, survey),
        "first_time": time_range_text(first.starts_at, first.ends_at, survey.zone),
        "second_time": time_range_text(second.starts_at, second.ends_at, survey.zone),
        "first_end": time_text(first.ends_at, survey.zone),
        "second_start": time_text(second.starts_at, survey.zone),
        "day": day_text(second.starts_at, survey.zone),
    }


def _title(slot: Slot, survey: Survey) -> str:
    title = survey.scenes[slot.id].title
    return str(_("“%(title)s”", title=localized(title)) if title is not None else _("an activity of another event"))


def _place(place_id: int | None, survey: Survey) -> str:
    return localized(survey.places[place_id].name) if place_id is not None else ""


def _person(clash: Clash, survey: Survey) -> str:
    return survey.person_name(clash.person_id) if clash.person_id is not None else ""
