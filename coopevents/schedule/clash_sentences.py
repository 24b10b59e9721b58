"""What each kind of clash is said with: which activities, when, where, who, and by how many minutes or seats."""

from datetime import UTC, datetime, time, timedelta

from coopevents.calendars.public_holidays import holiday_name
from coopevents.i18n import (
    _,
    country_name,
    current_language,
    date_range_text,
    day_text,
    list_text,
    localized,
    ngettext,
    time_range_text,
    time_text,
)
from coopevents.schedule.clash_kinds import Clash, ClashKind, Slot, Window
from coopevents.schedule.survey import Survey

MOST_NAMED = 2
ONE_DAY = timedelta(days=1)
ONE_NIGHT = timedelta(hours=8)


def title_of(activity_id: int, survey: Survey) -> str:
    """An activity's title in quotation marks, or that it belongs to others."""
    title = survey.scenes[activity_id].title
    return str(_("“%(title)s”", title=localized(title)) if title is not None else _("an activity of another event"))


def place_of(place_id: int | None, survey: Survey) -> str:
    """A place's name; empty for none."""
    return localized(survey.places[place_id].name) if place_id is not None else ""


def place_taken(clash: Clash, survey: Survey) -> str:
    """Two activities overlap in one place."""
    return str(
        ngettext(
            "%(first)s (%(first_time)s) and %(second)s (%(second_time)s) are both in %(place)s on %(day)s and overlap "
            "by %(num)s minute.",
            "%(first)s (%(first_time)s) and %(second)s (%(second_time)s) are both in %(place)s on %(day)s and overlap "
            "by %(num)s minutes.",
            clash.minutes,
            **_two(clash, survey),
            place=place_of(clash.place_id, survey),
        )
    )


def too_little_turnover(clash: Clash, survey: Survey) -> str:
    """A place cannot be tidied in time."""
    return str(
        ngettext(
            "%(place)s needs %(needed)s minutes between two activities. On %(day)s %(first)s ends at %(first_end)s and "
            "%(second)s starts at %(second_start)s: %(num)s minute is missing.",
            "%(place)s needs %(needed)s minutes between two activities. On %(day)s %(first)s ends at %(first_end)s and "
            "%(second)s starts at %(second_start)s: %(num)s minutes are missing.",
            clash.minutes,
            **_two(clash, survey),
            place=place_of(clash.place_id, survey),
            needed=clash.needed,
        )
    )


def place_closed(clash: Clash, survey: Survey) -> str:
    """A place is closed for some of the time, or on that day."""
    slot = survey.scenes[clash.activity_ids[0]].slot
    day = slot.starts_at.astimezone(survey.zone).date()
    hours = _on_day(survey.index.alone.open_times(clash.place_id or 0, day, survey.schedule_id), slot, survey)
    said = {**_one(clash, survey), "place": place_of(clash.place_id, survey)}
    if not hours:
        return str(_("%(place)s is closed on %(day)s, when %(title)s (%(time)s) is planned there.", **said))
    return str(
        ngettext(
            "%(place)s is open %(hours)s on %(day)s: %(num)s minute of %(title)s (%(time)s) lies outside.",
            "%(place)s is open %(hours)s on %(day)s: %(num)s minutes of %(title)s (%(time)s) lie outside.",
            clash.minutes,
            **said,
            hours=hours,
        )
    )


def person_twice(clash: Clash, survey: Survey) -> str:
    """Somebody, or several, are expected in two activities at once."""
    said = {**_two(clash, survey), "person": _people(clash, survey)}
    if len(clash.person_ids) > 1:
        return str(
            ngettext(
                "%(person)s are in %(first)s (%(first_time)s) and in %(second)s (%(second_time)s) on %(day)s: both at "
                "once for %(num)s minute.",
                "%(person)s are in %(first)s (%(first_time)s) and in %(second)s (%(second_time)s) on %(day)s: both at "
                "once for %(num)s minutes.",
                clash.minutes,
                **said,
            )
        )
    return str(
        ngettext(
            "%(person)s is in %(first)s (%(first_time)s) and in %(second)s (%(second_time)s) on %(day)s: both at once "
            "for %(num)s minute.",
            "%(person)s is in %(first)s (%(first_time)s) and in %(second)s (%(second_time)s) on %(day)s: both at once "
            "for %(num)s minutes.",
            clash.minutes,
            **said,
        )
    )


def too_little_travel_time(clash: Clash, survey: Survey) -> str:
    """The way takes longer than there is time, for one or for several."""
    said = {**_two(clash, survey), "person": _people(clash, survey), "needed": clash.needed}
    first, second = (survey.scenes[each].slot for each in clash.activity_ids)
    said |= {"place": place_of(first.place_id, survey), "other_place": place_of(second.place_id, survey)}
    if clash.kind is ClashKind.TOO_LITTLE_DRIVING_TIME:
        return str(
            ngettext(
                "From %(place)s to %(other_place)s it takes %(needed)s minutes by car. On %(day)s %(first)s ends at "
                "%(first_end)s and %(second)s starts at %(second_start)s: %(num)s minute is missing for %(person)s.",
                "From %(place)s to %(other_place)s it takes %(needed)s minutes by car. On %(day)s %(first)s ends at "
                "%(first_end)s and %(second)s starts at %(second_start)s: %(num)s minutes are missing for %(person)s.",
                clash.minutes,
                **said,
            )
        )
    return str(
        ngettext(
            "From %(place)s to %(other_place)s it takes %(needed)s minutes on foot. On %(day)s %(first)s ends at "
            "%(first_end)s and %(second)s starts at %(second_start)s: %(num)s minute is missing for %(person)s.",
            "From %(place)s to %(other_place)s it takes %(needed)s minutes on foot. On %(day)s %(first)s ends at "
            "%(first_end)s and %(second)s starts at %(second_start)s: %(num)s minutes are missing for %(person)s.",
            clash.minutes,
            **said,
        )
    )


def person_away(clash: Clash, survey: Survey) -> str:
    """Somebody said they can be there at other times only."""
    slot = survey.scenes[clash.activity_ids[0]].slot
    hours = _on_day(survey.index.alone.times_of(clash.person_ids[0], survey.schedule_id), slot, survey)
    said = {**_one(clash, survey), "person": _people(clash, survey)}
    if clash.is_absence:
        return str(_("%(person)s is away on %(day)s, when %(title)s (%(time)s) is planned.", **said))
    if not hours:
        return str(_("%(person)s cannot be there on %(day)s, when %(title)s (%(time)s) is planned.", **said))
    return str(
        ngettext(
            "%(person)s can be there %(hours)s on %(day)s: %(num)s minute of %(title)s (%(time)s) lies outside.",
            "%(person)s can be there %(hours)s on %(day)s: %(num)s minutes of %(title)s (%(time)s) lie outside.",
            clash.minutes,
            **said,
            hours=hours,
        )
    )


def resource_short(clash: Clash, survey: Survey) -> str:
    """More of a resource is wanted at once than there is."""
    said = {"resource": _resource(clash, survey), "needed": clash.needed, **_one(clash, survey)}
    if len(clash.activity_ids) == 1:
        return str(
            ngettext(
                "%(title)s (%(time)s, %(day)s) needs %(needed)s of “%(resource)s”, and there is %(num)s.",
                "%(title)s (%(time)s, %(day)s) needs %(needed)s of “%(resource)s”, and there are %(num)s.",
                clash.given,
                **said,
            )
        )
    return str(
        ngettext(
            "%(needed)s of “%(resource)s” are needed at once on %(day)s, and there is %(num)s: %(titles)s.",
            "%(needed)s of “%(resource)s” are needed at once on %(day)s, and there are %(num)s: %(titles)s.",
            clash.given,
            **said,
            titles=_titles_with_times(clash, survey),
        )
    )


def resource_not_back(clash: Clash, survey: Survey) -> str:
    """A resource is not ready again in time."""
    return str(
        ngettext(
            "“%(resource)s” needs %(turnover)s minutes between two uses, and on %(day)s %(num)s minute is missing: "
            "%(titles)s.",
            "“%(resource)s” needs %(turnover)s minutes between two uses, and on %(day)s %(num)s minutes are missing: "
            "%(titles)s.",
            clash.minutes,
            resource=_resource(clash, survey),
            turnover=survey.surroundings.resource_turnover.get(clash.resource_id or 0, 0),
            day=_one(clash, survey)["day"],
            titles=_titles_with_times(clash, survey),
        )
    )


def too_few_seats(clash: Clash, survey: Survey) -> str:
    """More people than seats: planned for, expected, or already picked by."""
    said = {
        "title": title_of(clash.activity_ids[0], survey),
        "needed": clash.needed,
        "place": place_of(clash.place_id, survey),
        "given": clash.given,
    }
    if clash.kind is ClashKind.MORE_EXPECTED:
        return str(_("%(needed)s people are expected at %(title)s, and %(place)s has %(given)s seats.", **said))
    if clash.kind is ClashKind.MORE_PICKED:
        return str(_("%(needed)s people picked %(title)s, and %(place)s has %(given)s seats.", **said))
    return str(_("%(title)s is planned for %(needed)s guests, and %(place)s has %(given)s seats.", **said))


def public_holiday(clash: Clash, survey: Survey) -> str:
    """A day of the programme is a public holiday."""
    assert clash.day is not None  # noqa: S101 - as the search says of this kind
    said = {
        "day": day_text(clash.day),
        "country": country_name(survey.holidays_of),
        "holiday": holiday_name(survey.holidays_of, clash.day, current_language()),
        "titles": _titles(clash, survey),
    }
    return str(_("%(day)s is a public holiday in %(country)s, %(holiday)s: %(titles)s.", **said))


def outside_dates(clash: Clash, survey: Survey) -> str:
    """Something stands on a day that is none of the event's."""
    assert clash.day is not None  # noqa: S101 - as the search says of this kind
    frame = survey.frame
    assert frame.first_day is not None  # noqa: S101
    assert frame.last_day is not None  # noqa: S101
    dates = date_range_text(frame.first_day, frame.last_day)
    said = {"day": day_text(clash.day), "dates": dates, "titles": _titles(clash, survey)}
    return str(_("%(day)s lies outside the dates of the event (%(dates)s): %(titles)s.", **said))


def _one(clash: Clash, survey: Survey) -> dict[str, str]:
    slot = survey.scenes[clash.activity_ids[0]].slot
    return {
        "title": title_of(slot.id, survey),
        "time": time_range_text(slot.starts_at, slot.ends_at, survey.zone),
        "day": day_text(slot.starts_at, survey.zone),
    }


def _two(clash: Clash, survey: Survey) -> dict[str, str]:
    first, second = (survey.scenes[each].slot for each in clash.activity_ids)
    return {
        "first": title_of(first.id, survey),
        "second": title_of(second.id, survey),
        "first_time": time_range_text(first.starts_at, first.ends_at, survey.zone),
        "second_time": time_range_text(second.starts_at, second.ends_at, survey.zone),
        "first_end": time_text(first.ends_at, survey.zone),
        "second_start": time_text(second.starts_at, survey.zone),
        "day": day_text(second.starts_at, survey.zone),
    }


def _people(clash: Clash, survey: Survey) -> str:
    names = [survey.person_name(each) for each in clash.person_ids]
    if len(names) <= MOST_NAMED:
        return list_text(names)
    others = len(names) - 1
    return str(ngettext("%(person)s and %(num)s other", "%(person)s and %(num)s others", others, person=names[0]))


def _titles(clash: Clash, survey: Survey) -> str:
    own = [each for each in clash.activity_ids if survey.is_own(each)]
    titles = [title_of(each, survey) for each in own[:MOST_NAMED]]
    if len(own) > MOST_NAMED:
        more = len(own) - MOST_NAMED
        titles.append(str(ngettext("%(num)s more activity", "%(num)s more activities", more)))
    return list_text(titles)


def _titles_with_times(clash: Clash, survey: Survey) -> str:
    slots = (survey.scenes[each].slot for each in clash.activity_ids)
    return list_text(
        [
            f"{title_of(each.id, survey)} ({time_range_text(each.starts_at, each.ends_at, survey.zone)})"
            for each in slots
        ]
    )


def _resource(clash: Clash, survey: Survey) -> str:
    return localized(survey.resources[clash.resource_id].name) if clash.resource_id is not None else ""


def _on_day(windows: list[Window], slot: Slot, survey: Survey) -> str:
    """Those of the windows that lie on the activity's day, cut to it: ``09:00–12:00 and 14:00–24:00``.

    What ends in the night after is said with its own end.
    """
    day = slot.starts_at.astimezone(survey.zone).date()
    begins, ends = (datetime.combine(each, time(), survey.zone).astimezone(UTC) for each in (day, day + ONE_DAY))
    words = []
    for first, last in windows:
        if first < ends and last > begins:
            until = time_text(last, survey.zone) if last < ends or ends < last <= ends + ONE_NIGHT else "24:00"
            words.append(f"{time_text(max(first, begins), survey.zone)}\u2013{until}")
    return list_text(words)
