"""The forms about places, campuses, and what can be borrowed besides."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import BooleanField, FloatField, IntegerField, SelectField
from wtforms.validators import Length, Optional

from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.i18n import _, _l, localized
from coopevents.places.details import OpenHours, PlaceDetails, ResourceDetails
from coopevents.places.models import Campus, OpeningHours, Place, PlaceKind, Resource, ResourceKind
from coopevents.places.opening import hours_text, read_hours
from coopevents.places.rules import CampusIsGone
from coopevents.places.words import KINDS, RESOURCE_KINDS, WEEKDAYS

_PLACE = (
    "kind", "name", "building", "address", "capacity", "is_step_free", "allows_parallel", "latitude", "longitude",
    "position",
)  # fmt: skip
_RESOURCE = ("kind", "name", "note", "position")


class PlaceForm(Form):
    """Everything about a place; a name is enough."""

    unit = SelectField(_l("Belongs to"), coerce=int, validate_choice=False)
    name = LocalizedField(_l("Name"), is_required=True, max_length=120)
    kind = SelectField(_l("Kind"), choices=choices_of(KINDS.items()), coerce=PlaceKind, default=PlaceKind.ROOM)
    campus = SelectField(_l("Campus"), validate_choice=False, default="")
    building = LocalizedField(_l("Building"), max_length=120)
    address = LocalizedField(_l("Postal address"), max_length=300)
    capacity = IntegerField(_l("Seats"), [Optional()], description=_l("Empty when it does not matter."))
    turnover_minutes = IntegerField(
        _l("Minutes between two activities"),
        [Optional()],
        default=0,
        description=_l("To air, tidy and set up. Activities closer together are told as a clash."),
    )
    is_step_free = BooleanField(_l("Can be reached without steps"), default=True)
    allows_parallel = BooleanField(
        _l("Several activities may be here at once"), description=_l("Such as a campus or a large lawn.")
    )
    latitude = FloatField(_l("Latitude"), [Optional()], description=_l("Such as 31.2304"))
    longitude = FloatField(_l("Longitude"), [Optional()], description=_l("Such as 121.4737"))
    position = IntegerField(
        _l("Order"), [Optional()], description=_l("Smaller numbers stand further left in the grid.")
    )
    hours_0 = OneLineField(WEEKDAYS[0], [Length(max=200)])
    hours_1 = OneLineField(WEEKDAYS[1], [Length(max=200)])
    hours_2 = OneLineField(WEEKDAYS[2], [Length(max=200)])
    hours_3 = OneLineField(WEEKDAYS[3], [Length(max=200)])
    hours_4 = OneLineField(WEEKDAYS[4], [Length(max=200)])
    hours_5 = OneLineField(WEEKDAYS[5], [Length(max=200)])
    hours_6 = OneLineField(WEEKDAYS[6], [Length(max=200)])

    @classmethod
    def showing(cls, place: Place, opening: Iterable[OpeningHours]) -> "PlaceForm":
        """Filled from a place and its opening hours."""
        said: dict[str, Any] = {name: getattr(place, name) for name in _PLACE}
        hours = [OpenHours(each.weekday, each.opens, each.closes) for each in opening]
        said |= {f"hours_{day}": hours_text(each for each in hours if each.weekday == day) for day in range(7)}
        said |= {"turnover_minutes": place.turnover_minutes, "unit": place.unit_id}
        return cls(data={**said, "campus": str(place.campus_id or "")})

    def offer_campuses(self, campuses: Sequence[Campus]) -> None:
        """Let one of these be chosen."""
        offered = [(str(each.id), localized(each.name)) for each in campuses]
        self.campus.choices = choices_of([("", _("No campus")), *offered])

    @property
    def hours(self) -> list[OneLineField]:
        """The fields of the seven days."""
        return [self[f"hours_{day}"] for day in range(7)]

    @property
    def has_hours(self) -> bool:
        """Whether any day says when it is open, or was typed wrongly."""
        return any(each.data or each.errors for each in self.hours)

    def to_details(self) -> PlaceDetails:
        """What was typed, as the room takes it. Raises a refusal for hours nobody can read and for a lost campus."""
        said = {name: getattr(self, name).data for name in _PLACE}
        days = enumerate(each.data or "" for each in self.hours)
        opening = tuple(one for day, typed in days for one in read_hours(typed, day, field=f"hours_{day}"))
        return PlaceDetails(
            **said, campus_id=self._campus_id, turnover_minutes=self.turnover_minutes.data or 0, opening=opening
        )

    @property
    def _campus_id(self) -> int | None:
        chosen = self.campus.data or ""
        if chosen and chosen not in {each.value for each in self.campus.choices or []}:
            raise CampusIsGone(field="campus")
        return int(chosen) if chosen else None


class CampusForm(Form):
    """What a campus is called."""

    unit = SelectField(_l("Belongs to"), coerce=int, validate_choice=False)
    name = LocalizedField(_l("Name"), is_required=True, max_length=120)


class ResourceForm(Form):
    """What there is, and how much of it."""

    unit = SelectField(_l("Belongs to"), coerce=int, validate_choice=False)
    name = LocalizedField(_l("Name"), is_required=True, max_length=120)
    kind = SelectField(
        _l("Kind"),
        choices=choices_of(RESOURCE_KINDS.items()),
        coerce=ResourceKind,
        default=ResourceKind.EQUIPMENT,
    )
    quantity = IntegerField(
        _l("How many there are"),
        [Optional()],
        default=1,
        description=_l("When more are needed at once, it is told as a clash."),
    )
    turnover_minutes = IntegerField(
        _l("Minutes between two uses"), [Optional()], default=0, description=_l("To bring it back, clean or charge it.")
    )
    note = OneLineField(
        _l("Note for colleagues"),
        [Length(max=300)],
        description=_l("Such as who has the key, or how many seats it has."),
    )
    position = IntegerField(_l("Order"), [Optional()], description=_l("Smaller numbers stand first in lists."))

    @classmethod
    def showing(cls, resource: Resource) -> "ResourceForm":
        """Filled from a resource."""
        said: dict[str, Any] = {name: getattr(resource, name) for name in _RESOURCE}
        numbers = {"quantity": resource.quantity, "turnover_minutes": resource.turnover_minutes}
        return cls(data={**said, **numbers, "unit": resource.unit_id})

    def to_details(self) -> ResourceDetails:
        """What was typed, as the room takes it."""
        said = {name: getattr(self, name).data for name in _RESOURCE}
        quantity = self.quantity.data if self.quantity.data is not None else 1
        return ResourceDetails(**said, quantity=quantity, turnover_minutes=self.turnover_minutes.data or 0)
