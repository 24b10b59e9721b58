"""Doors to begin an itinerary with a template, to keep one as a template, and to put travel time in between."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField
from wtforms.validators import DataRequired, Length

from coopevents import unit_of_work
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.forms import Form, OneLineField, choices_of
from coopevents.blueprints.organiser.delegation_door import acting, done, own, page
from coopevents.blueprints.organiser.itinerary_desk import itineraries
from coopevents.blueprints.organiser.programme_people import MOST_OFFERED, people_named
from coopevents.blueprints.organiser.programme_view import labels_of
from coopevents.delegations import delegate_queries, planning_days, ways
from coopevents.delegations.day_plans import builtin_plans
from coopevents.delegations.models import Delegation
from coopevents.i18n import _, _l, localized, ngettext
from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.places import queries as places
from coopevents.places.models import ResourceKind
from coopevents.refusals import Refusal
from coopevents.schedule.states import ParticipantRole

ROLE_FIELDS = {
    "host": ParticipantRole.HOST,
    "interpreter": ParticipantRole.INTERPRETER,
    "driver": ParticipantRole.DRIVER,
}


class PlanForm(Form):
    """Which template, from which day on, and who of ours takes the parts it has."""

    plan = SelectField(_l("Template"), validate_choice=False)
    day = DateField(_l("First day"), [DataRequired()])
    host = OneLineField(_l("Host"), [Length(max=300)], description=_l("Of meetings, visits and meals."))
    interpreter = OneLineField(_l("Interpreter"), [Length(max=300)])
    driver = OneLineField(_l("Driver"), [Length(max=300)], description=_l("Of all ways by car."))
    car = SelectField(_l("Car"), validate_choice=False)

    @property
    def cars(self) -> tuple[int, ...]:
        """The car chosen among those offered."""
        chosen = self.car.data or ""
        offered = {each.value for each in self.car.choices or []}
        return (int(chosen),) if chosen and chosen in offered else ()


class KeepForm(Form):
    """What the template is called."""

    name = OneLineField(
        _l("Name"), [Length(max=120)], description=_l("A template that had this name before is replaced.")
    )


@itineraries.route("/desk/delegations/<int:delegation_id>/itinerary/template", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def begin(delegation_id: int) -> ResponseReturnValue:
    """Put the lines of a template on the itinerary."""
    delegation = own(delegation_id)
    form = PlanForm(data={"day": delegation.arrives_on})
    offered = _offer(form, delegation)
    if form.validate_on_submit():
        try:
            count = _put(delegation, form, offered)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
        else:
            flash(
                ngettext(
                    "%(num)s line is on the itinerary. Change what differs.",
                    "%(num)s lines are on the itinerary. Change what differs.",
                    count,
                )
                if count
                else _("All lines of this template are on the itinerary already."),
                "success",
            )
            return redirect(url_for(".index", delegation_id=delegation_id))
    return _plan_page(delegation, form, KeepForm(formdata=None), offered), form.status


@itineraries.post("/desk/delegations/<int:delegation_id>/itinerary/template/keep")
@requires(Permission.EDIT_DELEGATIONS)
def keep(delegation_id: int) -> ResponseReturnValue:
    """Keep the lines of this itinerary as a template of the office's own."""
    delegation, form = own(delegation_id), KeepForm()
    if form.validate_on_submit():
        try:
            kept = planning_days.keep_as_plan(delegation, form.name.data or "", **acting())
            flash(_("“%(name)s” can be chosen for other visits now.", name=kept.name), "success")
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
        else:
            return redirect(url_for(".index", delegation_id=delegation_id))
    fresh = PlanForm(formdata=None, data={"day": delegation.arrives_on})
    return _plan_page(delegation, fresh, form, _offer(fresh, delegation)), form.status


@itineraries.post("/desk/delegations/<int:delegation_id>/itinerary/travel")
@requires(Permission.EDIT_DELEGATIONS)
def travel(delegation_id: int) -> ResponseReturnValue:
    """Put a line in for every way there is time for."""
    delegation = own(delegation_id)
    return done(
        delegation,
        lambda **who: ways.put_travel_in(delegation, **who),
        _("Travel times are in. They follow when a line moves."),
        "organiser_itinerary.index",
    )


def _put(delegation: Delegation, form: PlanForm, offered: list[Person]) -> int:
    units = lineage(delegation.unit_id, access().parents)
    lines = planning_days.lines_of_plan(form.plan.data or "", units)
    typed = [(role, form[name].data) for name, role in ROLE_FIELDS.items() if form[name].data]
    meant = people_named(typed, offered, delegation.unit_id, **acting())
    ours = {each.role: each.person_id for each in reversed(meant)}
    return planning_days.plan_days(delegation, lines, first_day=form.day.data, ours=ours, cars=form.cars, **acting())


def _offer(form: PlanForm, delegation: Delegation) -> list[Person]:
    """Let templates and cars be chosen; returns the people who may be named."""
    units = lineage(delegation.unit_id, access().parents)
    kept = [(f"{planning_days.OWN}{each.id}", each.name) for each in planning_days.list_kept_plans(units)]
    built_in = [(each.key, localized(each.name)) for each in builtin_plans().values()]
    form.plan.choices = choices_of([*built_in, *kept])
    cars = [each for each in places.list_resources(units) if each.kind is ResourceKind.VEHICLE]
    form.car.choices = choices_of([("", _("Nothing")), *((str(each.id), localized(each.name)) for each in cars)])
    found = people.list_people_of(access().units(Permission.SEE_UNIT))[:MOST_OFFERED]
    guests = {each.person_id for each in delegate_queries.list_delegates(delegation.id)}
    return [each for each in found if each.id not in guests]


def _plan_page(delegation: Delegation, form: PlanForm, keep_form: KeepForm, offered: list[Person]) -> str:
    return page(
        "organiser/delegations/plan.html",
        delegation,
        form=form,
        keep_form=keep_form,
        people_labels=list(labels_of(offered).values()),
        has_lines=delegation.schedule_id is not None,
    )
