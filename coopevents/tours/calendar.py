"""A booked tour as an entry for a calendar. Pure."""

from coopevents.calendars.entries import CalendarEntry, Status
from coopevents.places.models import Place
from coopevents.schedule.states import ActivityState
from coopevents.tours.models import TourBooking
from coopevents.tours.states import TAKES_PLACES


def entry_for_booking(
    booking: TourBooking, place: Place | None, *, language: str, host: str, url: str | None = None
) -> CalendarEntry:
    """The tour a party has booked, in one language. Nothing in it says who they are: calendars are shared."""
    activity, route = booking.departure.activity, booking.departure.route
    meeting = route.meeting_point.in_language(language)
    named = place.name.in_language(language) if place is not None else ""
    has_position = place is not None and place.latitude is not None and place.longitude is not None
    is_on = activity.state is ActivityState.PUBLIC and booking.state in TAKES_PLACES
    return CalendarEntry(
        uid=f"{booking.uid}@{host}",
        sequence=booking.sequence,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        last_modified=booking.changed_at,
        created_at=booking.booked_at,
        summary=activity.title.in_language(language),
        description=route.safety_note.in_language(language),
        location=", ".join(filter(None, (meeting, named))),
        geo=(place.latitude, place.longitude) if has_position else None,  # type: ignore[union-attr, arg-type]
        url=url,
        status=Status.CONFIRMED if is_on else Status.CANCELLED,
        language="zh-Hans" if language == "zh_Hans_CN" else language,
    )
