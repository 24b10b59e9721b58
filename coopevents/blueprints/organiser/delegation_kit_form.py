"""The form about something that has to be there on a visit."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from wtforms import BooleanField, DateTimeLocalField, SelectField
from wtforms.validators import Length, Optional

from coopevents.blueprints.forms import OneLineField, choices_of
from coopevents.blueprints.organiser.thing_form import ThingForm
from coopevents.delegations.kit_counts import Counting
from coopevents.delegations.kit_details import VisitThingDetails
from coopevents.delegations.kit_values import KitLine
from coopevents.delegations.kit_words import COUNTINGS
from coopevents.i18n import _l


class VisitThingForm(ThingForm):
    """Something that has to be there on a visit: how many is counted, or written here."""

    line = SelectField(_l("At which activity"), coerce=int, default=0, validate_choice=False)
    counting = SelectField(
        _l("How it is counted"),
        choices=choices_of(COUNTINGS.items()),
        default=Counting.HAND.value,
        description=_l("What is counted follows the people of the visit. Choose “by hand” to write a number."),
    )
    place = OneLineField(_l("Where it has to be"), [Length(max=200)], description=_l("Empty: where the activity is."))
    due = DateTimeLocalField(
        _l("Ready by"),
        [Optional()],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=_l("Empty: as long before the activity as the list says. A time written here stays where it is."),
    )
    comes_back = BooleanField(_l("It has to be brought back"))

    @classmethod
    def showing(cls, line: KitLine, zone: ZoneInfo) -> "VisitThingForm":
        """Filled with what is known of a thing."""
        due_at = line.due_by_hand.astimezone(zone).replace(tzinfo=None) if line.due_by_hand else None
        return cls(
            data={
                "what": line.what,
                "quantity": max(line.number, 1),
                "owner": line.owner,
                "line": line.item_id or 0,
                "counting": line.counting.value,
                "place": line.place,
                "due": due_at,
                "comes_back": line.comes_back,
            }
        )

    def offer(self, activities: Iterable[tuple[str, str]], whole: str) -> None:
        """What it can be for, besides the visit as a whole."""
        self.line.choices = choices_of([("0", whole), *activities])

    def to_details(self, zone: ZoneInfo) -> VisitThingDetails:
        """What was written."""
        due: datetime | None = self.due.data
        return VisitThingDetails(
            what=self.what.data,
            quantity=self.quantity.data or 1,
            owner=self.owner.data or "",
            item_id=self.line.data or None,
            counting=Counting(self.counting.data),
            place=self.place.data or "",
            due_at=due.replace(tzinfo=zone) if due else None,
            comes_back=bool(self.comes_back.data),
        )
