"""The forms about departures, weekly tours, and days without tours."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, SelectMultipleField, TimeField
from wtforms.fields import HiddenField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.spoken import SPOKEN
from coopevents.events.models import Event
from coopevents.i18n import _, _l, localized
from coopevents.people.models import Person
from coopevents.places.models import Place, Resource
from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.text import full_name, one_line
from coopevents.tours.departure_details import BlackoutDetails, DepartureDetails, PatternDetails
from coopevents.tours.models import TourPattern, TourRoute

WEEKDAYS = (
    _l("Monday"), _l("Tuesday"), _l("Wednesday"), _l("Thursday"), _l("Friday"), _l("Saturday"), _l("Sunday"),
)  # fmt: skip
_NUMBERED = [(str(number), day) for number, day in enumerate(WEEKDAYS)]
WHOLE = _l("Write a whole number.")
NEEDED = _l("Fill this in.")


class RouteChoice(Form):
    """Which route, and when the clock of the desk shows what: where planning a tour begins."""

    route = SelectField(_l("Route"), coerce=str, validate_choice=False)
    day = DateField(_l("Day"), [InputRequired(NEEDED)])
    starts = TimeField(_l("Departs at"), [InputRequired(NEEDED)])
    fold = RadioField(
        _l("The clocks go back that night. Which of the two do you mean?"),
        choices=choices_of(
            [("0", _l("The first one, still in summer time")), ("1", _l("The second one, an hour later"))]
        ),
        validate_choice=False,
    )

    def moment(self, zone: str) -> datetime:
        """When it departs. Raises a refusal for a time the clock never shows, or shows twice."""
        day, starts = self.day.data, self.starts.data
        assert day is not None and starts is not None  # noqa: S101, PT018 - the form was validated
        fold = int(self.fold.data) if self.fold.data in {"0", "1"} else None
        return rules.moment_of(day, starts, zone, field="starts", fold=fold)


class DepartureForm(RouteChoice):
    """Everything about a departure."""

    version = HiddenField()
    minutes = IntegerField(_l("Minutes"), [InputRequired(WHOLE)])
    place = SelectField(_l("Where it meets"), coerce=str, validate_choice=False)
    languages = SelectMultipleField(
        _l("Led in"),
        choices=choices_of(SPOKEN.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    guide = SelectField(_l("Guide"), coerce=str, validate_choice=False)
    second_guide = SelectField(_l("Second guide"), coerce=str, validate_choice=False)
    backup = SelectField(_l("Stands by"), coerce=str, validate_choice=False)
    vehicle = SelectField(_l("Vehicle or equipment"), coerce=str, validate_choice=False)
    most_heads = IntegerField(_l("Guests at most"), [InputRequired(WHOLE)])
    most_parties = IntegerField(_l("Parties at most"), [Optional()], description=_l("Empty when only guests count."))
    small_parties_pass = BooleanField(
        _l("Smaller parties may pass larger ones on the waiting list"),
        description=_l("Otherwise everybody waits until the first in line fits."),
    )
    note = LongTextField(_l("Note for the guides"), [Length(max=2000)], description=_l("Guests never see it."))
    programme = SelectField(_l("Stands on"), coerce=str, validate_choice=False)
    is_draft = BooleanField(_l("Still a draft"), description=_l("Nobody sees or books it until you open it."))

    @classmethod
    def showing(cls, details: DepartureDetails, zone: ZoneInfo, minutes: int, version: int = 0) -> "DepartureForm":
        """Filled from what is said about a departure."""
        wall = details.starts_at.astimezone(zone)
        guides = [str(each) for each in details.guide_ids]
        return cls(
            data={
                "day": wall.date(),
                "starts": wall.time(),
                "version": str(version),
                "minutes": details.minutes or minutes,
                "place": str(details.place_id or ""),
                "languages": list(details.languages),
                "guide": guides[0] if guides else "",
                "second_guide": guides[1] if len(guides) > 1 else "",
                "backup": str(details.backup_id or ""),
                "vehicle": str(details.resource_ids[0]) if details.resource_ids else "",
                "most_heads": details.most_heads,
                "most_parties": details.most_parties,
                "small_parties_pass": details.small_parties_pass,
                "note": details.note,
            }
        )

    def offer(self, places: Sequence[Place], people: Sequence[Person], resources: Sequence[Resource]) -> None:
        """Let one of these be chosen."""
        self.place.choices = choices_of([("", _("No place of ours")), *_named(places)])
        self.vehicle.choices = choices_of([("", _("None")), *_named(resources)])
        guides = guide_choices(people)
        for each in (self.guide, self.second_guide, self.backup):
            each.choices = choices_of([("", _("Nobody yet")), *guides])

    def offer_programmes(self, events: Sequence[Event]) -> None:
        """Let it stand on the programme of one of these events, or among the office's own tours."""
        self.programme.choices = choices_of(
            [("", _("The office’s own tours")), *((str(each.id), localized(each.title)) for each in events)]
        )

    def to_details(self, zone: str, *, more_guides: tuple[int, ...] = ()) -> DepartureDetails:
        """What was typed, as the room takes it. Raises a refusal."""
        guides = [chosen(self.guide), chosen(self.second_guide), *more_guides]
        vehicle = chosen(self.vehicle)
        return DepartureDetails(
            starts_at=self.moment(zone),
            minutes=self.minutes.data,
            place_id=chosen(self.place),
            languages=tuple(each for each in self.languages.data or () if each in SPOKEN),
            guide_ids=tuple(dict.fromkeys(each for each in guides if each is not None)),
            backup_id=chosen(self.backup),
            resource_ids=(vehicle,) if vehicle is not None else (),
            most_heads=self.most_heads.data or 0,
            most_parties=self.most_parties.data,
            small_parties_pass=self.small_parties_pass.data,
            note=self.note.data or "",
        )

    @property
    def known_version(self) -> int | None:
        """The version of the activity the page was made from."""
        typed = self.version.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


class PatternForm(Form):
    """A tour every week."""

    route = SelectField(_l("Route"), coerce=str, validate_choice=False)
    weekday = SelectField(
        _l("Every"), coerce=int, choices=choices_of([(str(number), day) for number, day in enumerate(WEEKDAYS)])
    )
    starts = TimeField(_l("Departs at"), [InputRequired(NEEDED)])
    since = DateField(_l("From"), [InputRequired(NEEDED)])
    until = DateField(_l("Until"), [InputRequired(NEEDED)])
    language = SelectField(_l("Led in"), coerce=str, validate_choice=False)
    guide = SelectField(_l("Guide"), coerce=str, validate_choice=False)
    left_out = OneLineField(
        _l("Not on these days"),
        [Length(max=2000)],
        description=_l("As 2026-12-24, with commas between them. Departures that are made already stay."),
    )
    on_holidays = BooleanField(_l("Also on public holidays"))

    @classmethod
    def showing(cls, pattern: TourPattern) -> "PatternForm":
        """Filled from a weekly tour."""
        said: dict[str, Any] = {
            name: getattr(pattern, name) for name in ("weekday", "starts", "since", "until", "language", "on_holidays")
        }
        more = {"route": str(pattern.route_id), "guide": str(pattern.guide_id or "")}
        return cls(data={**said, **more, "left_out": ", ".join(pattern.left_out)})

    def offer(self, routes: Sequence[TourRoute], people: Sequence[Person]) -> None:
        """Let one of these be chosen."""
        self.route.choices = choices_of(_named(routes))
        self.language.choices = choices_of([("", _("Whatever the route says")), *SPOKEN.items()])
        self.guide.choices = choices_of([("", _("Nobody yet")), *guide_choices(people)])

    def to_details(self) -> PatternDetails:
        """What was typed, as the room takes it. Raises a refusal."""
        starts, since, until = self.starts.data, self.since.data, self.until.data
        assert starts is not None and since is not None and until is not None  # noqa: S101, PT018 - validated
        return PatternDetails(
            weekday=self.weekday.data,
            starts=starts,
            since=since,
            until=until,
            language=self.language.data if self.language.data in SPOKEN else "",
            guide_id=chosen(self.guide),
            left_out=_days(self.left_out.data or ""),
            on_holidays=self.on_holidays.data,
        )


class BlackoutForm(Form):
    """Days without tours."""

    route = SelectField(_l("Route"), coerce=str, validate_choice=False)
    since = DateField(_l("From"), [InputRequired(NEEDED)])
    until = DateField(_l("Until"), [InputRequired(NEEDED)])
    reason = OneLineField(_l("Reason"), [Length(max=200)])

    def offer(self, routes: Sequence[TourRoute]) -> None:
        """Let one of these routes be chosen, or all."""
        self.route.choices = choices_of([("", _("All routes")), *_named(routes)])

    def to_details(self) -> BlackoutDetails:
        """What was typed, as the room takes it. Raises a refusal."""
        since, until = self.since.data, self.until.data
        assert since is not None and until is not None  # noqa: S101, PT018 - the form was validated
        return BlackoutDetails(since=since, until=until, route_id=chosen(self.route), reason=self.reason.data or "")


def chosen(field: SelectField) -> int | None:
    """The number chosen. Raises a refusal for what was not offered."""
    value = field.data or ""
    if value and value not in {each.value for each in field.choices or []}:
        raise Refusal(_l("This is no longer offered. Choose another one."), field=field.short_name)
    return int(value) if value else None


def guide_choices(people: Iterable[Person]) -> list[tuple[str, str]]:
    """People by name, with the languages they speak: who leads tours first."""
    ordered = sorted(people, key=lambda each: not each.speaks)
    return [(str(each.id), _guide_words(each)) for each in ordered]


def _guide_words(person: Person) -> str:
    name = full_name(person.given_name, person.family_name) or person.original_name
    spoken = ", ".join(str(SPOKEN.get(code, code)) for code in person.speaks.split())
    return f"{name} ({spoken})" if spoken else name


def _named(found: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(each.id), localized(each.name)) for each in found]


def _days(typed: str) -> tuple[date, ...]:
    try:
        return tuple(date.fromisoformat(one_line(each)) for each in typed.replace("，", ",").split(",") if each.strip())
    except ValueError:
        raise Refusal(_l("Write days as 2026-12-24, with commas between them."), field="left_out") from None
