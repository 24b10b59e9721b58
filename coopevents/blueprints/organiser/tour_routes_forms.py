"""The forms about routes and their stops."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, FileField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents.blueprints.forms import Form, LocalizedField, choices_of
from coopevents.blueprints.spoken import SPOKEN
from coopevents.i18n import _, _l, localized
from coopevents.places.models import Place
from coopevents.refusals import Refusal
from coopevents.tours.models import TourRoute, TourStop
from coopevents.tours.routes_details import RouteDetails, StopDetails

WHOLE = _l("Write a whole number.")
_ROUTE = (
    "name", "text", "meeting_point", "safety_note", "minutes", "is_outdoors", "least_heads", "most_heads",
    "most_parties", "party_size", "cut_off_hours", "is_public",
)  # fmt: skip
_STOP = ("name", "text", "cue", "minutes", "minutes_to_get_there", "is_step_free", "picture_text")


class ChoiceIsGone(Refusal):
    """It was removed while the form stood open."""

    sentence = _l("This is no longer offered. Choose another one.")


class RouteForm(Form):
    """Everything about a route but its stops."""

    unit = SelectField(_l("Belongs to"), coerce=int, validate_choice=False)
    name = LocalizedField(_l("Name"), is_required=True, max_length=160)
    text = LocalizedField(
        _l("What guests see on it"), is_long=True, max_length=4000, description=_l("You may use Markdown.")
    )
    meeting_place = SelectField(_l("Place"), coerce=str, validate_choice=False)
    meeting_point = LocalizedField(
        _l("Where exactly to meet"), max_length=300, description=_l("Such as: under the clock at the north gate.")
    )
    safety_note = LocalizedField(
        _l("What guests should know before"),
        is_long=True,
        max_length=1000,
        description=_l("Shoes, weather, safety. It stands on the page and in the messages."),
    )
    minutes = IntegerField(
        _l("Minutes altogether"), [Optional()], description=_l("Leave it empty: the stops say how long it takes.")
    )
    is_outdoors = BooleanField(_l("Mostly outdoors"), default=True, description=_l("Weather may call such a tour off."))
    languages = SelectMultipleField(
        _l("Can be led in"),
        choices=choices_of(SPOKEN.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    most_heads = IntegerField(_l("Guests at most"), [InputRequired(WHOLE)], default=20)
    least_heads = IntegerField(_l("Guests at least"), [InputRequired(WHOLE)], default=0)
    party_size = IntegerField(_l("Guests in one party at most"), [InputRequired(WHOLE)], default=10)
    most_parties = IntegerField(_l("Parties at most"), [Optional()], description=_l("Empty when only guests count."))
    cut_off_hours = IntegerField(_l("Bookings end so many hours before"), [InputRequired(WHOLE)], default=2)
    alternative = SelectField(_l("In bad weather, offer"), coerce=str, validate_choice=False)
    is_public = BooleanField(
        _l("Anybody may read about it and book"), description=_l("Its page, map and sheet are public then.")
    )

    @classmethod
    def showing(cls, route: TourRoute) -> "RouteForm":
        """Filled from a route."""
        said: dict[str, Any] = {name: getattr(route, name) for name in _ROUTE}
        chosen = {"meeting_place": str(route.meeting_place_id or ""), "alternative": str(route.alternative_id or "")}
        return cls(data={**said, **chosen, "unit": route.unit_id, "languages": route.languages.split()})

    def offer(self, places: Sequence[Place], others: Sequence[TourRoute]) -> None:
        """Let one of these places and other routes be chosen."""
        self.meeting_place.choices = choices_of([("", _("No place of ours")), *_named(places)])
        self.alternative.choices = choices_of([("", _("No other route")), *_named(others)])

    def to_details(self) -> RouteDetails:
        """What was typed, as the room takes it. Raises ChoiceIsGone."""
        return RouteDetails(
            **{name: getattr(self, name).data for name in _ROUTE},
            meeting_place_id=_chosen(self.meeting_place, "meeting_place"),
            alternative_id=_chosen(self.alternative, "alternative"),
            languages=tuple(each for each in self.languages.data or () if each in SPOKEN),
        )


class StopForm(Form):
    """Everything about a stop but its place in the order and on the map."""

    name = LocalizedField(_l("Name"), is_required=True, max_length=160)
    minutes_to_get_there = IntegerField(_l("Minutes to get there"), [InputRequired(WHOLE)], default=3)
    minutes = IntegerField(_l("Minutes there"), [InputRequired(WHOLE)], default=10)
    is_step_free = BooleanField(_l("It, and the way there, can be reached without steps"), default=True)
    place = SelectField(_l("Place"), coerce=str, validate_choice=False)
    text = LocalizedField(_l("What guests read about it"), is_long=True, max_length=2000)
    cue = LocalizedField(
        _l("What the guide says and does there"),
        is_long=True,
        max_length=2000,
        description=_l("Only guides see it, on their phone."),
    )
    picture = FileField(_l("Picture"), description=_l("JPEG, PNG or WebP, at most 10 MB; wide pictures look best."))
    has_no_picture = BooleanField(_l("Remove the present picture"))
    picture_text = LocalizedField(
        _l("What the picture shows"), max_length=200, description=_l("Read aloud to those who do not see it.")
    )

    @classmethod
    def showing(cls, stop: TourStop) -> "StopForm":
        """Filled from a stop."""
        said: dict[str, Any] = {name: getattr(stop, name) for name in _STOP}
        return cls(data={**said, "place": str(stop.place_id or "")})

    def offer(self, places: Sequence[Place]) -> None:
        """Let one of these places be chosen."""
        self.place.choices = choices_of([("", _("No place of ours")), *_named(places)])

    def to_details(self, *, picture_file_id: int | None) -> StopDetails:
        """What was typed, as the room takes it. Raises ChoiceIsGone."""
        return StopDetails(
            **{name: getattr(self, name).data for name in _STOP},
            place_id=_chosen(self.place, "place"),
            picture_file_id=picture_file_id,
        )


def _named(things: Sequence[Place] | Sequence[TourRoute]) -> list[tuple[str, str]]:
    return [(str(each.id), localized(each.name)) for each in things]


def _chosen(field: SelectField, name: str) -> int | None:
    chosen = field.data or ""
    if chosen and chosen not in {str(each.value) for each in field.choices or []}:
        raise ChoiceIsGone(field=name)
    return int(chosen) if chosen else None
