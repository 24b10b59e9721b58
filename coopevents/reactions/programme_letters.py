"""The message to one person about what changed for them on a programme, with the same news for their calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import parseaddr
from typing import Any, Self
from zoneinfo import ZoneInfo

from coopevents import links
from coopevents.calendars import invitation
from coopevents.calendars.entries import Attendee, CalendarEntry, Organizer, Participation
from coopevents.facts import Subject
from coopevents.i18n import HTML_LANGUAGES, _, force_locale, ngettext, zone_text
from coopevents.mail import application, templates
from coopevents.mail.messages import Enclosure, Message
from coopevents.reactions.programme_lines import Line, line_of, reasons_of, stands
from coopevents.reports.affected import Affected, Stake, Tie
from coopevents.reports.occasions import Occasion
from coopevents.schedule.calendar import entries_for
from coopevents.schedule.releases import ReleasedProgramme
from coopevents.schedule.states import ParticipantRole
from coopevents.text import LANGUAGES, LocalizedText

KIND = "programme_changed"


@dataclass(frozen=True)
class Tidings:
    """What is the same for everybody: the event or visit, its programme as it stands, what the organisers said of it.

    ``slug`` is that of the event; a visit and a calendar have none, and no page for everybody.
    """

    event_id: int | None
    unit_id: int
    slug: str
    title: LocalizedText
    accent: str
    contact_email: str
    programme: ReleasedProgramme
    comments: Sequence[LocalizedText]

    @classmethod
    def of(cls, occasion: Occasion, programme: ReleasedProgramme, comments: Sequence[LocalizedText]) -> Self:
        """The tidings of an event, a visit or a calendar."""
        event = occasion.event
        return cls(
            event_id=event.id if event is not None else None,
            unit_id=occasion.unit_id,
            slug=event.slug if event is not None else "",
            title=occasion.title,
            accent=occasion.accent,
            contact_email=occasion.contact_email,
            programme=programme if event is not None else _without_guests(programme),
            comments=comments,
        )

    def address_of_activity(self, uid: str) -> str:
        """Where everybody reads about an activity; nowhere for one of a visit."""
        if not self.slug:
            return ""
        return links.address_of("public_programme.activity", event_slug=self.slug, uid=uid)


@dataclass(frozen=True)
class Reader:
    """Whom it is told to; with ``link``, the address of their own page, if they have one."""

    person: Affected
    link: str

    @property
    def language(self) -> str:
        """One of the languages we write."""
        return self.person.language if self.person.language in LANGUAGES else LANGUAGES[0]


@dataclass(frozen=True)
class _Part:
    """One calendar object."""

    method: str
    body: bytes


def letter_to(reader: Reader, tidings: Tidings) -> Message:
    """The whole message; of everything that changed, only what concerns this reader."""
    person, language = reader.person, reader.language
    parts = _calendar_parts(reader, tidings)
    with force_locale(language):
        values = _values(reader, tidings, has_calendar=bool(parts))
    subject, text, html = templates.fill(KIND, language, **values)
    first, further = (parts[0], parts[1:]) if parts else (None, [])
    about = Subject("registration", person.registration_id) if person.registration_id else None
    return Message(
        kind=KIND,
        to_email=person.email,
        to_name=person.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        calendar_method=first.method if first else "",
        calendar_body=first.body if first else None,
        enclosures=tuple(_enclosure(number, part) for number, part in enumerate(further, start=2)),
        reply_to=tidings.contact_email,
        about=about or Subject("person", person.person_id),
        event_id=tidings.event_id,
        unit_id=tidings.unit_id,
    )


def _values(reader: Reader, tidings: Tidings, *, has_calendar: bool) -> dict[str, Any]:
    person, language = reader.person, reader.language
    zone = ZoneInfo(tidings.programme.time_zone)
    lines = [line_of(stake, language, zone) for stake in person.stakes]
    title = tidings.title.in_language(language)
    label, url = _button(reader, tidings)
    return {
        "name": person.name,
        "event_title": title,
        "accent": tidings.accent,
        "subject": _subject(lines, title),
        "lines": lines,
        "zone_name": zone_text(zone, person.stakes[0].change.shown.starts_at),
        "comments": [each.in_language(language) for each in tidings.comments],
        "has_calendar": has_calendar,
        "contact_email": tidings.contact_email,
        "reasons": reasons_of(person, language),
        "button_label": label,
        "button_url": url,
    }


def _subject(lines: Sequence[Line], event_title: str) -> str:
    if len(lines) == 1:
        return f"{lines[0].word}: {lines[0].title}"
    return str(
        ngettext(
            "%(num)s change for you: %(event)s", "%(num)s changes for you: %(event)s", len(lines), event=event_title
        )
    )


def _button(reader: Reader, tidings: Tidings) -> tuple[str, str]:
    """A guest's own page, else the one activity there is to see, else the programme; nothing where there is none."""
    if reader.link:
        return _("Open my page"), reader.link
    if not tidings.slug:
        return "", ""
    shown = [stake for stake in reader.person.stakes if stands(stake)]
    if len(reader.person.stakes) == 1 and shown:
        return _("See the activity"), tidings.address_of_activity(shown[0].change.uid)
    return _("See the programme"), links.address_of("public_programme.show", event_slug=tidings.slug)


def _calendar_parts(reader: Reader, tidings: Tidings) -> list[_Part]:
    """A calendar object per activity, the first to be read first; who only waits for a place has nothing to enter."""
    person, settings = reader.person, application.settings()
    stakes = {stake.change.uid: stake for stake in person.stakes if _is_for_calendar(stake)}
    host = links.host()
    entries = entries_for(
        tidings.programme,
        language=reader.language,
        host=host,
        address_of_activity=tidings.address_of_activity,
        picked=frozenset(stakes),
    )
    try:
        organizer = Organizer(*parseaddr(settings.mail_from))
        attendee = Attendee(
            person.name, person.email, HTML_LANGUAGES[reader.language], participation=Participation.ACCEPTED
        )
    except ValueError:  # an address no calendar can hold: the message itself may still find its way
        return []
    return [
        _part(
            stakes[entry.uid.rpartition("@")[0]],
            entry if tidings.slug else replace(entry, url=None),
            organizer,
            attendee,
            tidings.programme,
        )
        for entry in entries
    ]


def _without_guests(programme: ReleasedProgramme) -> ReleasedProgramme:
    """The programme of a visit without the names of its guests: calendars are handed on."""
    activities = tuple(
        replace(each, people=tuple(who for who in each.people if who.role != ParticipantRole.GUEST))
        for each in programme.activities
    )
    return replace(programme, activities=activities)


def _is_for_calendar(stake: Stake) -> bool:
    is_bound = bool(stake.roles_before or stake.roles_after or stake.ties - {Tie.WAITING})
    return is_bound or not stands(stake)


def _part(
    stake: Stake, entry: CalendarEntry, organizer: Organizer, attendee: Attendee, programme: ReleasedProgramme
) -> _Part:
    """The release is the moment of what is said: a person who only left is told with the same SEQUENCE, but later."""
    method, make = ("REQUEST", invitation.request) if stands(stake) else ("CANCEL", invitation.cancellation)
    zone, at = programme.time_zone, programme.released_at
    return _Part(method, make(entry, organizer, attendee, time_zone=zone, written_at=at))


def _enclosure(number: int, part: _Part) -> Enclosure:
    name = "invitation" if part.method == "REQUEST" else "cancellation"
    return Enclosure(
        filename=f"{name}-{number}.ics", content_type="text/calendar", body=part.body, calendar_method=part.method
    )
