"""Calendars of itineraries: of a delegation, of one delegate, of one of ours who works with delegations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from coopevents.calendars.entries import CalendarDetails, CalendarEntry
from coopevents.calendars.feed import etag_of, feed
from coopevents.delegations.reading_values import Itinerary, ItineraryLine
from coopevents.i18n import HTML_LANGUAGES, _, force_locale, ngettext
from coopevents.schedule.calendar import entries_for
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme


def calendar_of(itinerary: Itinerary, *, name: str, language: str, host: str, is_ours: bool, now: datetime) -> bytes:
    """The lines as entries, each with the identity it has in messages; those of a visit that no longer takes place as
    cancelled. They do not lead to the page, whose secret is another one. ``is_ours`` says that whoever reads works here
    and must know whose guests they meet."""
    entries = [entry_of(each, language, host, is_ours=is_ours) for each in itinerary.lines]
    details = CalendarDetails(
        name=name,
        time_zone=itinerary.time_zone,
        last_modified=itinerary.released_at or now,
        language=HTML_LANGUAGES.get(language, language),
    )
    return feed(details, entries)


def tag_of(itinerary: Itinerary, reader: str, language: str, host: str) -> str:
    """What names a calendar's bytes: who reads it, and everything it says."""
    return etag_of("itinerary", reader, language, host, repr(itinerary))


def entry_of(line: ItineraryLine, language: str, host: str, *, is_ours: bool) -> CalendarEntry:
    """A line as an entry."""
    activity = line.activity if line.visit.stands else _called_off(line.activity)
    programme = ReleasedProgramme(
        schedule_id=0, number=0, released_at=activity.changed_at, time_zone="UTC", activities=(activity,)
    )
    [entry] = entries_for(programme, language=language, host=host, address_of_activity=lambda _uid: "")
    with force_locale(language):
        said = _about(line, language, is_ours=is_ours)
    description = "\n\n".join(filter(None, (entry.description, *said)))
    summary = f"{entry.summary} – {line.visit.organisation}" if is_ours else entry.summary
    return replace(entry, summary=summary, description=description, url=None)


def _called_off(activity: ReleasedActivity) -> ReleasedActivity:
    if activity.is_cancelled:
        return activity
    return replace(activity, is_cancelled=True, sequence=activity.sequence + 1)


def _about(line: ItineraryLine, language: str, *, is_ours: bool) -> Sequence[str]:
    names = ", ".join(each.name for each in line.guests)
    count = ngettext("%(num)s guest", "%(num)s guests", line.guest_count)
    shown = is_ours or not line.is_for_all
    return (
        (f"{count}: {names}" if names else count) if shown else "",
        _("Car: %(car)s", car=", ".join(each.in_language(language) for each in line.vehicles)) if line.vehicles else "",
        _("Dress: %(dress)s", dress=line.dress) if line.dress else "",
        line.note.in_language(language),
    )
