"""The form of one line of an itinerary, and of taking part in what another programme plans."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms import Form as PlainForm
from wtforms.fields import HiddenField
from wtforms.validators import Length

from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.blueprints.organiser.programme_forms import TimesForm
from coopevents.blueprints.organiser.programme_resources import ResourceRow, resources_chosen, rows_of
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.people_models import Delegate
from coopevents.i18n import _l
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.states import ActivityKind, ActivityState, ParticipantRole
from coopevents.schedule.words import KINDS, ROLES
from coopevents.text import full_name

MOST_PEOPLE, MOST_CARS, BLANK_ROWS = 30, 8, 2
ROLES_OF_OURS = tuple(role for role in ParticipantRole if role is not ParticipantRole.GUEST)
EVERYBODY, SOME = "all", "some"


class OursRow(PlainForm):
    """Somebody of ours; an empty name takes the row away."""

    role = SelectField(
        _l("Role"),
        choices=choices_of((role, ROLES[role]) for role in ROLES_OF_OURS),
        coerce=ParticipantRole,
        default=ParticipantRole.HOST,
    )
    name = OneLineField(_l("Full name"), [Length(max=300)])


class ItemForm(TimesForm):
    """Everything about one line; a title and times are enough."""

    version = HiddenField()
    title = LocalizedField(_l("Title"), is_required=True, max_length=300)
    kind = SelectField(_l("Kind"), choices=choices_of(KINDS.items()), coerce=ActivityKind, default=ActivityKind.MEETING)
    whom = SelectField(
        _l("For whom"),
        choices=choices_of([(EVERYBODY, _l("The whole delegation")), (SOME, _l("Only those ticked below"))]),
        default=EVERYBODY,
    )
    delegates = TickField(_l("Guests"), coerce=int, validate_choice=False)
    people = FieldList(FormField(OursRow), max_entries=MOST_PEOPLE)
    resources = FieldList(FormField(ResourceRow), max_entries=MOST_CARS)
    dress = OneLineField(_l("Dress"), [Length(max=120)])
    note = LocalizedField(_l("Note for the guests"), is_long=True, max_length=2000)
    internal_note = LongTextField(
        _l("Note for colleagues"), [Length(max=5000)], description=_l("Guests never see it."), render_kw={"rows": 3}
    )
    is_draft = BooleanField(_l("Still a draft"), description=_l("It does not go out with the programme."))
    is_fixed = BooleanField(_l("Fixed"), description=_l("It stays where it is when the day runs late."))
    more = HiddenField()

    @classmethod
    def fresh(cls, day: date, begins: datetime | None) -> "ItemForm":
        """For a new line of one hour on that day, from where the day ends so far."""
        starts = begins or datetime(2000, 1, 1, 9, 0)  # noqa: DTZ001 - a time of day
        form = cls(data={"day": day, "starts": starts.time(), "ends": (starts + timedelta(hours=1)).time()})
        form.add_rows()
        return form

    @classmethod
    def showing(cls, item: ItineraryItem, details: ItemDetails, zone: ZoneInfo, names: dict[int, str]) -> "ItemForm":
        """Filled from a line; ``names`` are the labels of the people in it."""
        activity = details.activity
        starts, ends = (item.activity.starts_at.astimezone(zone), item.activity.ends_at.astimezone(zone))
        said: dict[str, Any] = {
            "version": str(item.activity.version),
            "title": activity.title,
            "kind": activity.kind,
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "last_day": ends.date() if ends.date() != starts.date() else None,
            "place": str(activity.place_id or ""),
            "whom": EVERYBODY if details.is_for_all else SOME,
            "delegates": sorted(details.delegate_ids),
            "people": [{"role": each.role, "name": names[each.person_id]} for each in activity.people],
            "resources": rows_of(item.activity.resources),
            "dress": details.dress,
            "note": details.note,
            "internal_note": activity.internal_note,
            "is_draft": activity.state is ActivityState.DRAFT,
            "is_fixed": activity.is_fixed,
        }
        form = cls(data=said)
        form.add_rows()
        return form

    def add_rows(self, count: int = BLANK_ROWS) -> None:
        """Room for more people."""
        for _number in range(min(count, MOST_PEOPLE - len(self.people))):
            self.people.append_entry()

    def offer_delegates(self, delegates: Sequence[Delegate]) -> None:
        """Let these guests be chosen."""
        self.delegates.choices = [(each.id, name_of(each)) for each in delegates]

    @property
    def expected_version(self) -> int | None:
        """The version of the activity this form was opened on."""
        given = self.version.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None

    @property
    def typed_people(self) -> list[tuple[ParticipantRole, str]]:
        """The rows that hold a name."""
        return [(row.role.data, row.data["name"]) for row in self.people if row.data["name"]]

    def to_details(self, zone: str, people: tuple[ParticipantDetails, ...]) -> ItemDetails:
        """What was typed. Raises a refusal for impossible times and places."""
        starts_at, ends_at = self.moments(zone)
        is_for_all = self.whom.data != SOME
        offered = {value for value, *_label in self.delegates.choices or []}
        chosen = frozenset(each for each in self.delegates.data or () if each in offered)
        activity = ActivityDetails(
            kind=self.kind.data,
            title=self.title.data,
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=self.place_id,
            people=people,
            resources=resources_chosen(self.resources),
            internal_note=self.internal_note.data or "",
            is_fixed=bool(self.is_fixed.data),
            state=ActivityState.DRAFT if self.is_draft.data else ActivityState.PUBLIC,
        )
        return ItemDetails(
            activity=activity,
            is_for_all=is_for_all,
            delegate_ids=frozenset() if is_for_all else chosen,
            dress=self.dress.data or "",
            note=self.note.data,
        )


def name_of(delegate: Delegate) -> str:
    """A delegate's name in Latin letters, else in their own script."""
    person = delegate.person
    return full_name(person.given_name, person.family_name) or person.original_name
