"""Doors to how long before a visit a unit wants to be asked."""

from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form as PlainForm
from wtforms import FormField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from coopevents import unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.forms import Form, LocalizedField
from coopevents.blueprints.organiser.delegation_door import acting
from coopevents.blueprints.organiser.visit_settings_door import settings_page, unit_set_up, visit_settings
from coopevents.delegations import lead_time_settings
from coopevents.delegations import setting_queries as queries
from coopevents.delegations.lead_times import LEAD_DAYS, LONGEST_TEXT, MOST_DAYS, DaysAreOutOfReach, LeadTime
from coopevents.delegations.states import VisitLevel
from coopevents.delegations.words import LEVELS
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal


class LeadTimeFields(PlainForm):
    """How long before, and what is said to that."""

    days = IntegerField(
        _l("Days before their first day"),
        [InputRequired(DaysAreOutOfReach.sentence), NumberRange(0, MOST_DAYS, DaysAreOutOfReach.sentence)],
        render_kw={"inputmode": "numeric", "min": 0, "max": MOST_DAYS},
    )
    text = LocalizedField(
        _l("What you say to that"),
        is_long=True,
        max_length=LONGEST_TEXT,
        description=_l("Stands on the public form, and beside the warning when a request comes late."),
    )


class LeadTimesForm(Form):
    """Level by level."""

    leadership = FormField(LeadTimeFields, LEVELS[VisitLevel.LEADERSHIP])
    dean = FormField(LeadTimeFields, LEVELS[VisitLevel.DEAN])
    unit = FormField(LeadTimeFields, LEVELS[VisitLevel.UNIT])

    @classmethod
    def showing(cls, times: Mapping[VisitLevel, LeadTime]) -> "LeadTimesForm":
        """The form with what holds."""
        return cls(data={level.value: {"days": each.days, "text": each.text} for level, each in times.items()})

    def to_lead_times(self) -> dict[VisitLevel, LeadTime]:
        """What was written."""
        parts = {level: self[level.value].form for level in VisitLevel}
        return {level: LeadTime(part.days.data, part.text.data) for level, part in parts.items()}


@visit_settings.route("/desk/delegations/settings/<int:unit_id>/lead-times", methods=["GET", "POST"])
@requires(Permission.SET_UP_VISITS)
def lead_times(unit_id: int) -> ResponseReturnValue:
    """Say how long before, and what to those who come late."""
    unit, times = unit_set_up(unit_id), queries.lead_times_of(unit_id)
    form = LeadTimesForm() if request.method == "POST" else LeadTimesForm.showing(times)
    if form.validate_on_submit():
        try:
            lead_time_settings.set_lead_times(unit_id, form.to_lead_times(), **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            unit = unit_set_up(unit_id)
        else:
            flash(_("Saved. The public form and your desk warn by it from now on."), "success")
            return redirect(url_for(".lead_times", unit_id=unit_id))
    page = settings_page(
        "organiser/visit_settings/lead_times.html",
        unit,
        lead_time_settings.subject_of_lead_times(unit_id),
        form=form,
        usual={level.value: days for level, days in LEAD_DAYS.items()},
        is_own=bool(queries.list_lead_times(unit_id)),
        is_public=accounts.get_first_office().id == unit_id,
    )
    return page, form.status


@visit_settings.post("/desk/delegations/settings/<int:unit_id>/lead-times/house")
@requires(Permission.SET_UP_VISITS)
def lead_times_house(unit_id: int) -> ResponseReturnValue:
    """Warn as the house does."""
    unit_set_up(unit_id)
    said = _("The usual lead times count from now on.")
    told(lambda: lead_time_settings.use_house_lead_times(unit_id, **acting()), said)
    return redirect(url_for(".lead_times", unit_id=unit_id))
