"""Doors to the times at which people said they can be there."""

from datetime import datetime, time, timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, TimeField
from wtforms.validators import DataRequired, Length, Optional

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import ensure_unit, present_actor, requires
from coopevents.blueprints.forms import Form, OneLineField
from coopevents.blueprints.organiser.event_forms import zone_choices
from coopevents.events.rules import known_zones
from coopevents.i18n import _, _l, zone_named
from coopevents.people import availability as service
from coopevents.people import queries
from coopevents.people.models import Person
from coopevents.refusals import Refusal
from coopevents.schedule.rules import moment_of
from coopevents.text import full_name

availability = Blueprint("organiser_availability", __name__)
ONE_DAY = timedelta(days=1)


class AvailabilityForm(Form):
    """From when to when somebody can be there; whole days when no times are given."""

    first_day = DateField(_l("First day"), [DataRequired(_l("Choose the day."))])
    starts = TimeField(_l("From"), [Optional()], description=_l("Empty: from the morning on."))
    last_day = DateField(_l("Last day"), [Optional()], description=_l("Empty: the same day."))
    ends = TimeField(_l("Until"), [Optional()], description=_l("Empty: until the end of the day."))
    time_zone = OneLineField(_l("Time zone"), [Length(max=60)], description=_l("On whose clock these times are."))

    def moments(self) -> tuple[datetime, datetime]:
        """Start and end as moments. Raises a refusal for what the clock of the zone does not show."""
        first, last = self.first_day.data, self.last_day.data or self.first_day.data
        assert first is not None  # noqa: S101 - the form was validated
        assert last is not None  # noqa: S101
        zone = self.time_zone.data or ""
        if zone not in known_zones():
            raise Refusal(_l("Choose a time zone from the list, such as Asia/Shanghai."), field="time_zone")
        starts_at = moment_of(first, self.starts.data or time(), zone, field="starts", fold=0)
        if self.ends.data is None:
            return starts_at, moment_of(last + ONE_DAY, time(), zone, field="last_day", fold=1)
        return starts_at, moment_of(last, self.ends.data, zone, field="ends", fold=1)


@availability.route("/desk/people/<int:person_id>/availability", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def index(person_id: int) -> ResponseReturnValue:
    """When a person can be there, and one more such time."""
    person, form = _own(person_id), AvailabilityForm()
    default = current_app.config["SETTINGS"].default_time_zone
    if not form.is_sent:
        form.time_zone.data = default
    if form.validate_on_submit():
        try:
            starts_at, ends_at = form.moments()
            service.state_availability(person, starts_at, ends_at, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            person = _own(person_id)
        else:
            flash(_("The time is added."), "success")
            return redirect(url_for(".index", person_id=person_id))
    page = render_template(
        "organiser/people/availability.html",
        form=form,
        person=person,
        name=full_name(person.given_name, person.family_name) or person.original_name,
        times=queries.map_availability([person_id]).get(person_id, []),
        zone=zone_named(default),
        zones=zone_choices(),
    )
    return page, form.status


@availability.post("/desk/people/<int:person_id>/availability/<int:availability_id>/remove")
@requires(Permission.EDIT_PEOPLE)
def remove(person_id: int, availability_id: int) -> ResponseReturnValue:
    """That time no longer holds."""
    person = _own(person_id)
    stated = queries.get_availability(person_id, availability_id)
    service.withdraw_availability(person, stated, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The time is removed."), "success")
    return redirect(url_for(".index", person_id=person_id))


def _own(person_id: int) -> Person:
    """The person, for who may edit them. Answers 404 for somebody of another unit."""
    person = queries.get_person(person_id)
    ensure_unit(person.unit_id, Permission.EDIT_PEOPLE)
    return person
