"""What parties are written about their tours: in their language, with the tour for their calendar."""

from datetime import datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from coopevents import links
from coopevents.calendars import invitation
from coopevents.calendars.entries import Attendee, Organizer, Participation
from coopevents.facts import Subject
from coopevents.i18n import HTML_LANGUAGES, _, day_text, force_locale, ngettext, time_range_text
from coopevents.mail import application, templates
from coopevents.mail import service as mail
from coopevents.mail.messages import Message
from coopevents.places import queries as places
from coopevents.registration import queries as registrations
from coopevents.schedule import queries as schedules
from coopevents.tours import booking_tokens, offers, own_time
from coopevents.tours.calendar import entry_for_booking
from coopevents.tours.models import TourBooking, TourDeparture


def send(kind: str, booking: TourBooking, at: datetime, *, method: str = "", key: str = "", **values: object) -> None:
    """Queue one message of that kind to a party, with the way to its own page; the same intention is one message.

    Who was erased in the same step has no address left, and is told nothing.
    """
    if not booking.email:
        return
    language = booking.language
    subject, text, html = templates.fill(kind, language, **{**_values_for(booking), **values})
    registration = registrations.get_by_id(booking.registration_id) if booking.registration_id is not None else None
    message = Message(
        kind=kind,
        to_email=booking.email,
        to_name=booking.contact_name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        calendar_method=method,
        calendar_body=_calendar_part(method, booking, at) if method else None,
        reply_to=registration.event.contact_email if registration is not None else "",
        about=Subject("tour_booking", booking.id),
        event_id=registration.event_id if registration is not None else None,
        unit_id=booking.departure.route.unit_id,
    )
    mail.queue_message(message, key=f"{kind}-{booking.id}-{key or booking.sequence}", now=at)


def elsewhere(booking: TourBooking) -> list[str]:
    """What else the party has at that time, by title: for its own eyes, so this is said in messages to it."""
    return own_time.elsewhere(booking.person_id, booking.departure, booking.language)


def offered(booking: TourBooking, at: datetime) -> list[str]:
    """The next departures that would take the party, each as a line."""
    return [when_words(each, booking.language) for each in offers.offers_for(booking, now=at, most=3)]


def when_words(departure: TourDeparture, language: str) -> str:
    """The day and hours of a departure by the clock of its schedule."""
    activity = departure.activity
    zone = ZoneInfo(schedules.get_schedule(activity.schedule_id).time_zone)
    with force_locale(language):
        return f"{day_text(activity.starts_at, zone)}, {time_range_text(activity.starts_at, activity.ends_at, zone)}"


def _values_for(booking: TourBooking) -> dict[str, object]:
    departure, language = booking.departure, booking.language
    place_id = departure.activity.place_id
    place = places.find_place(place_id) if place_id is not None else None
    with force_locale(language):
        button = _("Open my booking")
        party = ngettext("%(num)s guest", "%(num)s guests", booking.heads)
    return {
        "name": booking.contact_name,
        "title": departure.activity.title.in_language(language),
        "when": when_words(departure, language),
        "place": place.name.in_language(language) if place is not None else "",
        "meeting_point": departure.route.meeting_point.in_language(language),
        "safety_note": departure.route.safety_note.in_language(language),
        "party": party,
        "button_label": button,
        "button_url": links.address_of("guest_tours.show", token=booking_tokens.link_token(booking)),
    }


def _calendar_part(method: str, booking: TourBooking, at: datetime) -> bytes:
    place_id = booking.departure.activity.place_id
    place = places.find_place(place_id) if place_id is not None else None
    entry = entry_for_booking(booking, place, language=booking.language, host=links.host())
    name, address = parseaddr(application.settings().mail_from)
    attendee = Attendee(
        booking.contact_name,
        booking.email,
        HTML_LANGUAGES[booking.language],
        participation=Participation.ACCEPTED,
    )
    zone = schedules.get_schedule(booking.departure.activity.schedule_id).time_zone
    make = invitation.request if method == "REQUEST" else invitation.cancellation
    return make(entry, Organizer(name, address), attendee, time_zone=zone, written_at=at)
