"""The forms about an event."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.events.details import CloneDetails, EventDetails, PageDetails
from coopevents.events.models import Event, EventPage
from coopevents.events.rules import known_zones
from coopevents.events.states import EventKind
from coopevents.events.words import ACCENTS as ACCENT_NAMES
from coopevents.events.words import KINDS
from coopevents.i18n import LANGUAGE_NAMES, _l
from coopevents.refusals import Refusal
from coopevents.registration.details import TermsDetails
from coopevents.registration.models import RegistrationTerms
from coopevents.schedule.rules import moment_of

COMMON_ZONES = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul", "Asia/Kolkata", "Asia/Dubai",
    "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Sofia", "Europe/Moscow", "Africa/Nairobi",
    "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo", "Australia/Sydney",
    "Pacific/Auckland", "UTC",
)  # fmt: skip


def zone_choices() -> list[str]:
    """Every time zone, the common ones first."""
    return [*COMMON_ZONES, *sorted(known_zones() - set(COMMON_ZONES))]


_TO_THE_MINUTE = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class EventForm(Form):
    """Everything about an event and its registration on one page; a title and a first day are enough."""

    version = HiddenField()
    title = LocalizedField(_l("Title"), is_required=True, max_length=200)
    kind = SelectField(_l("Kind"), choices=choices_of(KINDS.items()), coerce=EventKind)
    starts_on = DateField(_l("First day"), [DataRequired(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), [Optional()], description=_l("Empty for an event of one day."))
    time_zone = OneLineField(
        _l("Time zone"),
        [DataRequired(_l("Choose a time zone from the list, such as Asia/Shanghai."))],
        description=_l("All times of the programme are written in it."),
    )
    venue = LocalizedField(_l("Place or venue"), max_length=200)
    summary = LocalizedField(
        _l("Summary"),
        is_long=True,
        max_length=300,
        description=_l("One or two sentences for lists, messages and search engines."),
    )
    text = LocalizedField(
        _l("About the event"), is_long=True, max_length=20_000, description=_l("You may use Markdown.")
    )
    slug = OneLineField(
        _l("Address"), [Length(max=60)], description=_l("The last part of its web address; empty to have one chosen.")
    )
    contact_email = EmailField(
        _l("Contact e-mail"),
        [Optional(), Length(max=254), Email(_l("Write a whole address, such as name@example.edu."))],
    )
    languages = SelectMultipleField(
        _l("Languages of the event"),
        [InputRequired(_l("Choose at least one of the languages offered."))],
        choices=choices_of(LANGUAGE_NAMES.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    accent = RadioField(_l("Colour"), choices=choices_of(ACCENT_NAMES.items()), default="indigo")
    cover = FileField(_l("Picture"), description=_l("JPEG, PNG or WebP, at most 10 MB; wide pictures look best."))
    has_no_cover = BooleanField(_l("Remove the present picture"))
    is_offered = BooleanField(_l("Guests can register on the event’s page"), default=True)
    opens_at = DateTimeLocalField(
        _l("Registration opens"),
        [Optional()],
        format=_TO_THE_MINUTE,
        description=_l("Empty: as soon as the event is published."),
    )
    closes_at = DateTimeLocalField(
        _l("Registration closes"),
        [Optional()],
        format=_TO_THE_MINUTE,
        description=_l("Empty: when the event ends."),
    )
    capacity = IntegerField(
        _l("Capacity"),
        [Optional(), NumberRange(0, 1_000_000, _l("Write a whole number, or leave it empty for no limit."))],
        description=_l("Empty: no limit."),
    )
    needs_approval = BooleanField(
        _l("The office confirms each registration"), description=_l("Otherwise guests are confirmed at once.")
    )
    has_waiting_list = BooleanField(_l("When all places are taken, guests can join a waiting list"), default=True)

    def validate_time_zone(self, field: OneLineField) -> None:
        """The zone is one that exists."""
        if field.data not in known_zones():
            raise ValidationError(_l("Choose a time zone from the list, such as Asia/Shanghai."))

    def validate_opens_at(self, field: DateTimeLocalField) -> None:
        """The clocks of the event's zone show that time."""
        self._ensure_moment(field)

    def validate_closes_at(self, field: DateTimeLocalField) -> None:
        """The clocks of the event's zone show that time."""
        self._ensure_moment(field)

    def _ensure_moment(self, field: DateTimeLocalField) -> None:
        if field.data is None or self.time_zone.data not in known_zones():
            return
        try:
            moment_of(field.data.date(), field.data.time(), self.time_zone.data, field=field.name, fold=0)
        except Refusal as refusal:
            raise ValidationError(refusal.message) from None

    @classmethod
    def fresh(cls, *, language: str, time_zone: str, contact_email: str) -> "EventForm":
        """For a new event, with what is most likely already filled in."""
        return cls(languages=[language], time_zone=time_zone, contact_email=contact_email)

    @classmethod
    def showing(cls, event: Event, terms: RegistrationTerms | None) -> "EventForm":
        """Filled from an event and its terms."""
        zone = ZoneInfo(event.time_zone)
        said: dict[str, Any] = {
            "version": str(event.version),
            "languages": event.languages.split(),
            "has_no_cover": False,
            **{name: getattr(event, name) for name in _EVENT_FIELDS},
        }
        if terms is not None:
            said |= {name: getattr(terms, name) for name in _TERMS_FIELDS}
            closes = _local(terms.closes_at, zone)
            said |= {
                "opens_at": _local(terms.opens_at, zone),
                "closes_at": closes if closes != _end_of(event.ends_on) else None,
            }
        return cls(data=said)

    @property
    def expected_version(self) -> int | None:
        """The version of the event this form was opened on."""
        given = self.version.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None

    def to_details(self, *, cover_id: int | None) -> EventDetails:
        """What was typed, as the room takes it."""
        said: dict[str, Any] = {name: getattr(self, name).data for name in _EVENT_FIELDS}
        said["ends_on"] = self.ends_on.data or self.starts_on.data
        said["slug"] = (self.slug.data or "").lower()
        said["contact_email"] = self.contact_email.data or ""
        return EventDetails(**said, languages=tuple(self.languages.data or ()), cover_id=cover_id)

    def to_terms(self, present: RegistrationTerms | None = None) -> TermsDetails:
        """The terms typed; what this form does not ask stays as it is."""
        zone = ZoneInfo(self.time_zone.data or "UTC")
        said = {name: getattr(self, name).data for name in _TERMS_FIELDS}
        last_day = self.ends_on.data or self.starts_on.data
        closes = self.closes_at.data or (_end_of(last_day) if last_day else None)
        said |= {"opens_at": _moment(self.opens_at.data, zone), "closes_at": _moment(closes, zone)}
        details = TermsDetails(**said)
        return replace(details, privacy_text=present.privacy_text) if present is not None else details


_EVENT_FIELDS = (
    "title", "kind", "starts_on", "ends_on", "time_zone", "venue", "summary", "text", "slug", "contact_email", "accent",
)  # fmt: skip
_TERMS_FIELDS = ("is_offered", "capacity", "needs_approval", "has_waiting_list")


def terms_on_other_days(event: Event, terms: RegistrationTerms, shift: timedelta) -> TermsDetails:
    """The same terms as many days later, at the same times on the wall clock."""
    zone = ZoneInfo(event.time_zone)
    opens, closes = _local(terms.opens_at, zone), _local(terms.closes_at, zone)
    return TermsDetails(
        **{name: getattr(terms, name) for name in _TERMS_FIELDS},
        opens_at=_moment(opens + shift if opens else None, zone),
        closes_at=_moment(closes + shift if closes else None, zone),
        privacy_text=terms.privacy_text,
    )


def _end_of(day: date) -> datetime:
    """The last minute of a day, when registration closes unless something else is said."""
    return datetime.combine(day, time(23, 59))


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone).replace(tzinfo=None) if moment is not None else None


def _moment(local: datetime | None, zone: ZoneInfo) -> datetime | None:
    """A time on the wall clock as a moment; of two that look alike the first."""
    return local.replace(tzinfo=zone).astimezone(UTC) if local is not None else None


class CancelForm(Form):
    """Why an event does not take place."""

    reason = OneLineField(_l("Reason"), [Length(max=500)], description=_l("One sentence. Guests will read it."))
    tells_guests = BooleanField(_l("Take the places back and tell each guest why"), default=True)


class CloneForm(Form):
    """What differs in the copy."""

    title = LocalizedField(_l("Title of the copy"), is_required=True, max_length=200)
    starts_on = DateField(_l("First day of the copy"), [DataRequired(_l("Choose the first day."))])
    slug = OneLineField(
        _l("Address"), [Length(max=60)], description=_l("The last part of its web address; empty to have one chosen.")
    )

    @classmethod
    def showing(cls, event: Event) -> "CloneForm":
        """With the title of the event that is copied."""
        return cls(data={"title": event.title})

    def to_details(self) -> CloneDetails:
        """What was typed, as the room takes it."""
        assert self.starts_on.data is not None  # noqa: S101 - the form was validated
        return CloneDetails(self.title.data, self.starts_on.data, (self.slug.data or "").lower())


class PageForm(Form):
    """A practical page."""

    title = LocalizedField(_l("Title"), is_required=True, max_length=120)
    text = LocalizedField(_l("Text"), is_long=True, max_length=40_000, description=_l("You may use Markdown."))
    slug = OneLineField(
        _l("Address"), [Length(max=60)], description=_l("The last part of its web address; empty to have one chosen.")
    )
    is_published = BooleanField(_l("Guests can read this page"), default=True)

    @classmethod
    def showing(cls, page: EventPage) -> "PageForm":
        """Filled from a page."""
        return cls(data={name: getattr(page, name) for name in ("title", "text", "slug", "is_published")})

    def to_details(self) -> PageDetails:
        """What was typed, as the room takes it."""
        return PageDetails(self.title.data, self.text.data, (self.slug.data or "").lower(), self.is_published.data)
