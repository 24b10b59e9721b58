"""Places in activities follow the guests: who is not coming gives them back, and who moves up hears of it."""

from email.utils import parseaddr
from zoneinfo import ZoneInfo

from coopevents import links
from coopevents.calendars import invitation
from coopevents.calendars.entries import Attendee, Organizer, Participation
from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.facts import Subject
from coopevents.i18n import HTML_LANGUAGES, _, day_text, force_locale, time_range_text
from coopevents.mail import application, templates
from coopevents.mail import service as mail
from coopevents.mail.messages import Message
from coopevents.registration import agendas, queries, tokens
from coopevents.registration.facts import RegistrationCancelled, RegistrationDeclined, RegistrationWithdrawn
from coopevents.registration.models import Registration
from coopevents.schedule import queries as schedules
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule import signing_up
from coopevents.schedule.calendar import entries_for
from coopevents.schedule.facts import ActivityFact, PlacePassedOn
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme

Left = RegistrationDeclined | RegistrationCancelled | RegistrationWithdrawn


def give_places_back(fact: Left) -> None:
    """Whoever is not coming to the event gives all places in its activities back."""
    registration = queries.get_by_id(fact.subject.id)
    signing_up.give_all_back(registration.person_id, registration.event.schedule_id, now=fact.at, actor=fact.actor)


def pass_places_on(fact: ActivityFact) -> None:
    """An activity has more places now, or takes place after all: who waited moves up. Nobody does when it is gone."""
    if schedules.find_activity_by_uid(fact.uid) is None:  # deleted in the same unit of work
        return
    activity = sign_ups.lock_activity(fact.subject.id)
    signing_up.pass_places_on(activity, now=fact.at)


def tell_who_moved_up(fact: PlacePassedOn) -> None:
    """Say that a place became free, with the activity for the calendar; it stands on the agenda from now on."""
    event = events.find_event_by_schedule(fact.schedule_id)
    registration = queries.find_live_of_person(event.id, fact.person_id) if event is not None else None
    programme = agendas.find_programme(registration) if registration is not None else None
    activity = programme.find(fact.uid) if programme is not None else None
    if event is None or registration is None or programme is None or activity is None:
        return
    if not activity.is_cancelled:
        agendas.pick_activity(registration, fact.uid, now=fact.at)
    message = _message(fact, event, registration, programme, activity)
    mail.queue_message(
        message, key=f"place_passed_on-{fact.uid}-{registration.id}-{fact.at:%Y%m%dT%H%M%S.%f}", now=fact.at
    )


def _message(
    fact: PlacePassedOn,
    event: Event,
    registration: Registration,
    programme: ReleasedProgramme,
    activity: ReleasedActivity,
) -> Message:
    language = registration.language
    with force_locale(language):
        button = _("Open my page")
        when = _when(activity, event.time_zone)
    subject, text, html = templates.fill(
        "place_passed_on",
        language,
        name=registration.name,
        event_title=event.title.in_language(language),
        accent=event.accent,
        title=activity.title.in_language(language),
        when=when,
        place=activity.place.name.in_language(language) if activity.place else "",
        contact_email=event.contact_email,
        button_label=button,
        button_url=links.address_of("guest_place.agenda", token=tokens.link_token(registration)),
    )
    return Message(
        kind="place_passed_on",
        to_email=registration.email,
        to_name=registration.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        calendar_method="REQUEST",
        calendar_body=_invitation(fact, event, registration, programme),
        reply_to=event.contact_email,
        about=Subject("registration", registration.id),
        event_id=event.id,
        unit_id=event.unit_id,
    )


def _when(activity: ReleasedActivity, time_zone: str) -> str:
    zone = ZoneInfo(time_zone)
    return f"{day_text(activity.starts_at, zone)}, {time_range_text(activity.starts_at, activity.ends_at, zone)}"


def _invitation(fact: PlacePassedOn, event: Event, registration: Registration, programme: ReleasedProgramme) -> bytes:
    (entry,) = entries_for(
        programme,
        language=registration.language,
        host=links.host(),
        address_of_activity=lambda uid: links.address_of("public_programme.activity", event_slug=event.slug, uid=uid),
        picked=frozenset({fact.uid}),
    )
    name, address = parseaddr(application.settings().mail_from)
    attendee = Attendee(
        registration.name,
        registration.email,
        HTML_LANGUAGES[registration.language],
        participation=Participation.ACCEPTED,
    )
    return invitation.request(entry, Organizer(name, address), attendee, time_zone=event.time_zone, written_at=fact.at)
