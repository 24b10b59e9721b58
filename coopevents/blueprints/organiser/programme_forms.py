"""The forms about activities."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.blueprints.organiser.programme_resources import (
    MOST_RESOURCES,
    ResourceRow,
    resources_chosen,
    rows_of,
)
from coopevents.blueprints.spoken import SPOKEN
from coopevents.calendars.zones import happens_twice
from coopevents.i18n import _, _l, localized
from coopevents.places.models import Place
from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.models import Activity, Track
from coopevents.schedule.states import OF_ITINERARIES, ActivityKind, ActivityState, Audience, ParticipantRole
from coopevents.schedule.words import AUDIENCES, KINDS, ROLES

BLANK_ROWS = 3
MOST_PEOPLE = 60


class PersonRow(PlainForm):
    """Somebody in the activity; an empty name takes the row away."""

    role = SelectField(
        _l("Role"),
        choices=choices_of((role, word) for role, word in ROLES.items() if role not in OF_ITINERARIES),
        coerce=ParticipantRole,
        default=ParticipantRole.SPEAKER,
    )
    name = OneLineField(_l("Full name"), [Length(max=300)])


class TimesForm(Form):
    """When and where: what the whole form and the short one for a move have in common."""

    day = DateField(_l("Day"), [Optional()])
    starts = TimeField(_l("Starts"), [Optional()])
    ends = TimeField(_l("Ends"), [Optional()])
    last_day = DateField(_l("Ends on another day"), [Optional()], description=_l("Only when it runs past midnight."))
    fold = RadioField(
        _l("The clocks go back that night. Which of the two do you mean?"),
        choices=choices_of(
            [("0", _l("The first one, still in summer time")), ("1", _l("The second one, an hour later"))]
        ),
        validate_choice=False,
    )
    place = SelectField(_l("Place"), validate_choice=False)

    def offer_places(self, places: list[Place], present: Place | None = None) -> None:
        """Let one of these be chosen; a retired place stays choosable where it is in use."""
        offered = {str(each.id): localized(each.name) for each in places}
        if present is not None:
            offered.setdefault(str(present.id), localized(present.name))
        self.place.choices = choices_of([("", _("No place yet")), *offered.items()])

    @property
    def place_id(self) -> int | None:
        """The chosen place. Raises PlaceIsRetired for one that was not offered."""
        chosen = self.place.data or ""
        if chosen and chosen not in {each.value for each in self.place.choices or []}:
            raise rules.PlaceIsRetired(field="place")
        return int(chosen) if chosen else None

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """Start and end as moments. Raises a refusal for what is missing, or what the clock of the zone never shows."""
        if self.day.data is None:
            raise Refusal(_("Choose the day."), field="day")
        if self.starts.data is None or self.ends.data is None:
            raise rules.TimeIsIncomplete(field="starts" if self.starts.data is None else "ends")
        fold = int(self.fold.data) if self.fold.data in {"0", "1"} else None
        day, last = self.day.data, self.last_day.data or self.day.data
        assert last is not None  # noqa: S101 - the day stands for it
        rules.ensure_day_is_in_reach(day, field="day")
        rules.ensure_day_is_in_reach(last, field="last_day")
        starts_at = rules.moment_of(day, self.starts.data, zone, field="starts", fold=fold)
        return starts_at, rules.moment_of(last, self.ends.data, zone, field="ends", fold=fold)

    def moments_or_tray(self, zone: str) -> tuple[datetime, datetime] | tuple[None, None]:
        """The same; nothing at all when neither start nor end was given, which means the tray."""
        is_timeless = self.starts.data is None and self.ends.data is None
        return (None, None) if is_timeless else self.moments(zone)


class ActivityForm(TimesForm):
    """Everything about an activity on one page; a title and times are enough."""

    version = HiddenField()
    title = LocalizedField(_l("Title"), is_required=True, max_length=300)
    kind = SelectField(_l("Kind"), choices=choices_of(KINDS.items()), coerce=ActivityKind, default=ActivityKind.SALON)
    text = LocalizedField(_l("Text"), is_long=True, max_length=10_000, description=_l("You may use Markdown."))
    people = FieldList(FormField(PersonRow), max_entries=MOST_PEOPLE)
    audience = SelectField(
        _l("For whom"), choices=choices_of(AUDIENCES.items()), coerce=Audience, default=Audience.PUBLIC
    )
    capacity = IntegerField(_l("Capacity"), [Optional()], description=_l("Empty: everybody may come."))
    expected = IntegerField(
        _l("Expected guests"), [Optional()], description=_l("More than the place has seats is told as a clash.")
    )
    takes_sign_ups = BooleanField(
        _l("Takes sign-ups"), description=_l("Guests book one of its places; the capacity says how many there are.")
    )
    resources = FieldList(FormField(ResourceRow), max_entries=MOST_RESOURCES)
    track_id = SelectField(
        _l("Track"), validate_choice=False, description=_l("Activities of one track can be subscribed to.")
    )
    track = OneLineField(
        _l("Or a new track"), [Length(max=160)], description=_l("In one language, or in two: Projects | 项目推介")
    )
    languages = SelectMultipleField(
        _l("Spoken languages"),
        choices=choices_of(SPOKEN.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    internal_note = LongTextField(_l("Note for colleagues"), [Length(max=5000)], description=_l("Guests never see it."))
    is_draft = BooleanField(_l("Still a draft"), description=_l("Only organisers see drafts."))
    is_fixed = BooleanField(
        _l("Fixed"), description=_l("It stays where it is when others are shifted or the assistant places them.")
    )
    length = IntegerField(
        _l("Length in minutes"), [Optional()], description=_l("Without a day and a time it lies in the tray.")
    )
    more = HiddenField()

    @classmethod
    def fresh(cls, day: date, *, place_id: int | None = None, starts: str = "") -> "ActivityForm":
        """For a new activity of one hour on that day."""
        begins = _clock(starts) or datetime(2000, 1, 1, 9, 0)  # noqa: DTZ001 - a time of day
        said: dict[str, Any] = {"day": day, "starts": begins.time(), "ends": (begins + timedelta(hours=1)).time()}
        form = cls(data={**said, "place": str(place_id or "")})
        form.add_blank_rows()
        return form

    @classmethod
    def showing(cls, activity: Activity, zone: ZoneInfo, names: dict[int, str]) -> "ActivityForm":
        """Filled from an activity; ``names`` are the labels of the people in it."""
        said = {name: getattr(activity, name) for name in _AS_IS} | _times_of(activity, zone)
        said |= {
            "version": str(activity.version),
            "place": str(activity.place_id or ""),
            "track_id": str(activity.track_id or ""),
            "people": [{"role": each.role, "name": names[each.person_id]} for each in activity.participants],
            "languages": activity.languages.split(),
            "is_draft": activity.state is ActivityState.DRAFT,
            "is_fixed": activity.is_fixed,
            "takes_sign_ups": activity.takes_sign_ups,
            "resources": rows_of(activity.resources),
            "length": activity.length,
        }
        form = cls(data=said)
        form.add_blank_rows()
        return form

    def offer_tracks(self, tracks: list[Track]) -> None:
        """Let one of these be chosen."""
        offered = [(str(each.id), localized(each.name)) for each in tracks]
        self.track_id.choices = choices_of([("", _("No track")), *offered])

    @property
    def chosen_track_id(self) -> int | None:
        """The chosen track. Raises TrackIsGone for one that was not offered."""
        chosen = self.track_id.data or ""
        if chosen and chosen not in {each.value for each in self.track_id.choices or []}:
            raise rules.TrackIsGone(field="track_id")
        return int(chosen) if chosen else None

    def add_blank_rows(self, count: int = BLANK_ROWS) -> None:
        """Room for more people."""
        for _number in range(min(count, MOST_PEOPLE - len(self.people))):
            self.people.append_entry()

    @property
    def expected_version(self) -> int | None:
        """The version of the activity this form was opened on."""
        given = self.version.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None

    @property
    def typed_people(self) -> list[tuple[ParticipantRole, str]]:
        """The rows that hold a name."""
        return [(row.role.data, row.data["name"]) for row in self.people if row.data["name"]]

    def to_details(self, zone: str, people: tuple[ParticipantDetails, ...], track_id: int | None) -> ActivityDetails:
        """What was typed, as the room takes it. Raises a refusal for impossible times and places."""
        starts_at, ends_at = self.moments_or_tray(zone)
        said = {name: getattr(self, name).data for name in _AS_IS}
        said |= {"is_fixed": bool(self.is_fixed.data), "length": self.length.data or 60}
        said |= {"takes_sign_ups": bool(self.takes_sign_ups.data), "resources": resources_chosen(self.resources)}
        said |= {"track_id": track_id, "internal_note": self.internal_note.data or ""}
        return ActivityDetails(
            **said,
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=self.place_id if starts_at is not None else None,
            people=people,
            languages=tuple(each for each in self.languages.data or () if each in SPOKEN),
            state=ActivityState.DRAFT if self.is_draft.data else ActivityState.PUBLIC,
        )


def _times_of(activity: Activity, zone: ZoneInfo) -> dict[str, Any]:
    """The fields of day and time; none of what lies in the tray."""
    if activity.state is ActivityState.UNSCHEDULED:
        return {"day": None, "starts": None, "ends": None, "last_day": None, "fold": None}
    starts, ends = activity.starts_at.astimezone(zone), activity.ends_at.astimezone(zone)
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "fold": next((str(each.fold) for each in (starts, ends) if happens_twice(each, zone)), None),
    }


_AS_IS = ("title", "kind", "text", "audience", "capacity", "expected", "internal_note")


class ReasonForm(Form):
    """Why something is cancelled or meant so."""

    reason = OneLineField(_l("Reason"), [Length(max=500)], description=_l("One sentence. Guests will read it."))


class TrackForm(Form):
    """What a track is called."""

    name = LocalizedField(_l("Name"), is_required=True, max_length=rules.LONGEST_TRACK)


class RowsForm(Form):
    """Rows pasted or typed, and whether they were looked at."""

    rows = LongTextField(
        _l("Rows"),
        [
            DataRequired(_l("Paste or type at least one row.")),
            Length(max=60_000, message=_l("Paste fewer rows at once.")),
        ],
        description=_l("Title; kind; day; time; place; speakers; track. One activity on each line."),
    )
    step = HiddenField()


def _clock(typed: str) -> datetime | None:
    try:
        return datetime.strptime(typed, "%H:%M")  # noqa: DTZ007 - a time of day
    except ValueError:
        return None
