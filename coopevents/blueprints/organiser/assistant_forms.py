"""The form by which the drafting assistant is asked."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents.blueprints.forms import Form, choices_of
from coopevents.i18n import _, _l, localized, short_day_text
from coopevents.places.models import Place, PlaceKind
from coopevents.schedule.assistant.problem import PartOfDay
from coopevents.schedule.models import Activity, Track
from coopevents.schedule.proposal_wishes import Scope, TrackWish, Wish

ORDERS = 3
INDOORS = frozenset({PlaceKind.ROOM, PlaceKind.HALL})
"""What is chosen at first: nobody wants a lecture put on the lawn."""
WEIGHTS = (("0", _l("Not at all")), ("1", _l("As much as the rest")), ("2", _l("Twice as much")))
PART_WORDS = {
    PartOfDay.MORNING: _l("Morning"),
    PartOfDay.AFTERNOON: _l("Afternoon"),
    PartOfDay.EVENING: _l("Evening"),
}


class TrackRow(PlainForm):
    """When the activities of a track should rather be."""

    track_id = HiddenField()
    day = SelectField(_l("Preferred day"), validate_choice=False)
    part = SelectField(_l("Preferred part of the day"), choices=choices_of([("", _l("Any")), *PART_WORDS.items()]))


class OrderRow(PlainForm):
    """One activity before another one."""

    first = SelectField(_l("First"), validate_choice=False)
    later = SelectField(_l("Later"), validate_choice=False)


class AskForm(Form):
    """What the assistant may place, and how."""

    scope = RadioField(
        _l("What may it place?"),
        choices=choices_of(
            [
                (Scope.REST, _l("What lies in the tray")),
                (Scope.FREE, _l("The tray and everything that is not fixed")),
                (Scope.DAYS, _l("The tray and some days")),
            ]
        ),
        validators=[InputRequired(_l("Choose what it may place."))],
    )
    days = SelectMultipleField(
        _l("Days"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), validate_choice=False
    )
    places = SelectMultipleField(
        _l("Places"),
        [InputRequired(_l("Choose at least one place."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    opens = TimeField(_l("Days begin at"), [InputRequired(_l("Say when days begin."))], default=time(9))
    closes = TimeField(_l("Days end at"), [InputRequired(_l("Say when days end."))], default=time(18))
    break_begins = TimeField(_l("Break from"), [Optional()], default=time(12))
    break_ends = TimeField(_l("Break until"), [Optional()], default=time(13))
    step = SelectField(
        _l("Activities start"),
        choices=choices_of(
            [("5", _l("every 5 minutes")), ("15", _l("every quarter of an hour")), ("30", _l("every half hour"))]
        ),
        default="15",
        validators=[InputRequired()],
    )
    tracks = SelectField(
        _l("Keep activities of one track apart"),
        choices=choices_of(WEIGHTS),
        default="1",
        validators=[InputRequired()],
    )
    wishes = SelectField(_l("Meet preferences"), choices=choices_of(WEIGHTS), default="1", validators=[InputRequired()])
    keeps_near = BooleanField(
        _l("Better leave what stands where it is"),
        default=True,
        description=_l("Its day, its part of the day and its place then count as preferences."),
    )
    track_rows = FieldList(FormField(TrackRow))
    orders = FieldList(FormField(OrderRow))

    def offer(
        self, days: Sequence[date], places: Sequence[Place], tracks: Sequence[Track], activities: Sequence[Activity]
    ) -> None:
        """Let these be chosen; a fresh form has all rooms, a row for each track and some for the order."""
        self.days.choices = choices_of([(each.isoformat(), short_day_text(each)) for each in days])
        self.places.choices = choices_of([(str(each.id), self._place_words(each)) for each in places])
        if not self.is_sent:
            self.scope.data = Scope.REST if any(each.starts_at is None for each in activities) else Scope.FREE
            self.places.data = [str(each.id) for each in places if each.kind in INDOORS]
            for track in tracks:
                self.track_rows.append_entry({"track_id": str(track.id)})
        while len(self.orders) < ORDERS:
            self.orders.append_entry()
        choices = choices_of([("", _("Any")), *((each.isoformat(), short_day_text(each)) for each in days)])
        for row in self.track_rows:
            row.form.day.choices = choices
        titles = choices_of([("", ""), *((str(each.id), localized(each.title)) for each in activities)])
        for row in self.orders:
            row.form.first.choices = row.form.later.choices = titles

    def named_tracks(self, tracks: Sequence[Track]) -> list[tuple[str, Any]]:
        """The name of each row's track, and the row."""
        names = {str(each.id): localized(each.name) for each in tracks}
        rows = [(names.get(row.form.track_id.data or ""), row.form) for row in self.track_rows]
        return [(name, row) for name, row in rows if name]

    def validate_closes(self, field: TimeField) -> None:
        """Refuse days that end when they begin."""
        if self.opens.data is not None and field.data == self.opens.data:
            field.errors = [*field.errors, _("The day ends when it begins.")]

    def to_wish(self, days: Mapping[str, date], place_ids: Sequence[int], track_ids: Sequence[int]) -> Wish:
        """What was asked, of these days, places and tracks."""
        breaks = self.break_begins.data, self.break_ends.data
        has_break = None not in breaks and breaks[0] < breaks[1]
        return Wish(
            scope=Scope(self.scope.data),
            place_ids=tuple(each for each in place_ids if str(each) in (self.places.data or [])),
            days=tuple(days[each] for each in self.days.data or [] if each in days),
            opens=self.opens.data,
            closes=self.closes.data,
            break_begins=breaks[0] if has_break else None,
            break_ends=breaks[1] if has_break else None,
            step=int(self.step.data),
            tracks=int(self.tracks.data),
            wishes=int(self.wishes.data),
            keeps_near=bool(self.keeps_near.data),
            track_wishes=tuple(self._track_wishes(days, track_ids)),
            orders=tuple(self._pairs()),
        )

    def _track_wishes(self, days: Mapping[str, date], track_ids: Sequence[int]) -> list[TrackWish]:
        found, known = [], {str(each): each for each in track_ids}
        for row in self.track_rows:
            said = row.form
            if said.track_id.data in known and (said.day.data or said.part.data):
                chosen = (days[said.day.data],) if said.day.data in days else ()
                part = PartOfDay(said.part.data) if said.part.data else None
                found.append(TrackWish(known[said.track_id.data], chosen, part))
        return found

    def _pairs(self) -> list[tuple[int, int]]:
        pairs = [(row.form.first.data or "", row.form.later.data or "") for row in self.orders]
        numbers = [(first, later) for first, later in pairs if _is_id(first) and _is_id(later) and first != later]
        return [(int(first), int(later)) for first, later in numbers]

    def _place_words(self, place: Place) -> str:
        if place.capacity is None:
            return localized(place.name)
        return str(_("%(place)s (%(number)s seats)", place=localized(place.name), number=place.capacity))


def _is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 10
