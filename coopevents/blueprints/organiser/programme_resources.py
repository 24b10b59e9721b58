"""The rows of an activity's form in which vehicles, equipment and booths are asked for."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import FieldList, IntegerField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import Optional

from coopevents.blueprints.forms import choices_of
from coopevents.i18n import _, _l, localized
from coopevents.places.models import Resource
from coopevents.schedule import rules
from coopevents.schedule.details import ResourceDetails
from coopevents.schedule.models import ResourceUse

MOST_RESOURCES = 30


class ResourceRow(PlainForm):
    """Something the activity needs; choosing nothing takes the row away."""

    resource = SelectField(_l("Resource"), validate_choice=False, default="")
    quantity = IntegerField(_l("How many"), [Optional()], default=1)


def rows_of(uses: Iterable[ResourceUse]) -> list[dict[str, Any]]:
    """What an activity uses, as rows."""
    return [{"resource": str(each.resource_id), "quantity": each.quantity} for each in uses]


def offer_resources(rows: FieldList, offered: Sequence[Resource], in_use: Iterable[Resource] = ()) -> None:
    """Let one of these be chosen in each row, and one row more be filled; what is in use already stays choosable."""
    if all(row.form.resource.data for row in rows) and len(rows) < MOST_RESOURCES:
        rows.append_entry()
    known = {str(each.id): _label(each) for each in (*offered, *in_use)}
    for row in rows:
        row.form.resource.choices = choices_of([("", _("Nothing")), *known.items()])


def resources_chosen(rows: FieldList) -> tuple[ResourceDetails, ...]:
    """What was chosen; the same thing in two rows is added up. Raises ResourceIsGone for what was not offered."""
    wanted: dict[int, int] = {}
    for row in rows:
        chosen = row.form.resource.data or ""
        if chosen and chosen not in {each.value for each in row.form.resource.choices or []}:
            raise rules.ResourceIsGone
        if chosen:
            quantity = row.form.quantity.data
            wanted[int(chosen)] = wanted.get(int(chosen), 0) + (1 if quantity is None else quantity)
    return tuple(ResourceDetails(number, quantity) for number, quantity in wanted.items())


def _label(resource: Resource) -> str:
    name = localized(resource.name)
    return _("%(name)s (%(number)s there)", name=name, number=resource.quantity) if resource.quantity > 1 else name
