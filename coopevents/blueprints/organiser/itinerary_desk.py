"""Doors of the itinerary: the days of a visit, planning, changing and removing a line."""

from datetime import date, datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Length

from coopevents import unit_of_work
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.forms import Form, OneLineField
from coopevents.blueprints.listing import day_asked
from coopevents.blueprints.organiser.delegation_door import (
    acting,
    done,
    own,
    page,
    seen,
    start_of_today,
    zone_of_office,
)
from coopevents.blueprints.organiser.itinerary_forms import ItemForm
from coopevents.blueprints.organiser.itinerary_view import answers_of, days_of, present_survey
from coopevents.blueprints.organiser.programme_people import MOST_OFFERED, people_named
from coopevents.blueprints.organiser.programme_resources import offer_resources
from coopevents.blueprints.organiser.programme_view import labels_of
from coopevents.delegations import delay_undoing, delegate_queries, itinerary, itinerary_queries, ways
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.itinerary_rules import IsSharedActivity, may_be_planned
from coopevents.delegations.models import Delegation
from coopevents.i18n import _, _l
from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.schedule import queries as schedules
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.releasing import preview
from coopevents.schedule.words import KINDS

itineraries = Blueprint("organiser_itinerary", __name__)


class RemoveForm(Form):
    """Why a line is taken off, for those who know of it."""

    reason = OneLineField(_l("Reason"), [Length(max=500)], description=_l("One sentence. Guests will read it."))


@itineraries.get("/desk/delegations/<int:delegation_id>/itinerary")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """The visit day by day, with what clashes."""
    delegation = seen(delegation_id)
    survey = present_survey(delegation)
    schedule = schedules.get_schedule(delegation.schedule_id) if delegation.schedule_id else None
    days = days_of(delegation, survey, zone_of_office())
    return page(
        "organiser/delegations/itinerary.html",
        delegation,
        days=days,
        answers=answers_of(delegation),
        gaps=ways.find_gaps(delegation) if schedule else [],
        late=delay_undoing.latest_delays([delegation_id], since=start_of_today()).get(delegation_id),
        titles={each.item.activity_id: each.item.activity.title for day in days for each in day.lines},
        clashes=[(each.severity.value, sentence_of(each, survey)) for each in survey.open_clashes] if survey else [],
        kinds=KINDS,
        waiting=preview(schedule, acting()["now"]).count if schedule else 0,
        release_number=schedule.release_number if schedule else 0,
        may_plan=may_be_planned(delegation.state)
        and Permission.EDIT_DELEGATIONS in access().for_unit(delegation.unit_id),
    )


@itineraries.route("/desk/delegations/<int:delegation_id>/itinerary/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def create(delegation_id: int) -> ResponseReturnValue:
    """Put a line on the itinerary."""
    delegation = own(delegation_id)
    form = ItemForm() if request.method == "POST" else ItemForm.fresh(*_where_next(delegation))
    offered = _offer(form, delegation)
    if not _wants_rows(form) and form.validate_on_submit():
        try:
            ours = people_named(form.typed_people, offered, delegation.unit_id, **acting())
            details = form.to_details(zone_of_office().key, ours)
            itinerary.plan_item(delegation, details, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
        else:
            flash(_("It is on the itinerary."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
    return _form_page(delegation, form, offered, None)


@itineraries.route("/desk/delegations/<int:delegation_id>/itinerary/<int:line_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(delegation_id: int, line_id: int) -> ResponseReturnValue:
    """Change a line of the delegation's own; what belongs to another programme is changed there."""
    delegation = own(delegation_id)
    item = itinerary_queries.get_item(delegation_id, line_id)
    if not itinerary.is_own(delegation, item):
        flash(str(IsSharedActivity()), "info")
        return redirect(url_for(".index", delegation_id=delegation_id))
    form = ItemForm() if request.method == "POST" else _showing(delegation, item)
    offered = _offer(form, delegation, item)
    if not _wants_rows(form) and form.validate_on_submit():
        try:
            ours = people_named(form.typed_people, offered, delegation.unit_id, **acting())
            details = form.to_details(zone_of_office().key, ours)
            itinerary.change_item(item, details, expected_version=form.expected_version, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            item = itinerary_queries.get_item(delegation_id, line_id)
            form.version.data = str(item.activity.version)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
    return _form_page(delegation, form, offered, item)


@itineraries.route("/desk/delegations/<int:delegation_id>/itinerary/<int:line_id>/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def remove(delegation_id: int, line_id: int) -> ResponseReturnValue:
    """Name the consequence, then take a line off the itinerary."""
    delegation = own(delegation_id)
    item, form = itinerary_queries.get_item(delegation_id, line_id), RemoveForm()
    schedule = schedules.get_schedule(item.activity.schedule_id)
    is_known = itinerary.is_own(delegation, item) and bool(schedule.release_number)
    if form.validate_on_submit():
        reason = form.reason.data or ""
        return done(
            delegation,
            lambda **who: itinerary.remove_item(item, reason=reason, **who),
            _("It is off the itinerary."),
            "organiser_itinerary.index",
        )
    return page(
        "organiser/delegations/remove_line.html", delegation, form=form, item=item, is_known=is_known
    ), form.status


def _form_page(
    delegation: Delegation, form: ItemForm, offered: list[Person], item: ItineraryItem | None
) -> tuple[str, int]:
    html = page(
        "organiser/delegations/line.html",
        delegation,
        form=form,
        item=item,
        people_labels=list(labels_of(offered).values()),
    )
    return html, 200 if form.more.data else form.status


def _wants_rows(form: ItemForm) -> bool:
    """Whether the form was only sent for more rows; everything typed stays."""
    if not form.more.data:
        return False
    form.add_rows(5)
    return True


def _offer(form: ItemForm, delegation: Delegation, item: ItineraryItem | None = None) -> list[Person]:
    """Let places, guests, cars and people be chosen; returns the people."""
    units = lineage(delegation.unit_id, access().parents)
    place_id = item.activity.place_id if item else None
    form.offer_places(places.list_places(units), places.find_place(place_id) if place_id else None)
    form.offer_delegates(delegate_queries.list_delegates(delegation.id, is_coming=True))
    in_use = places.map_resources(use.resource_id for use in item.activity.resources) if item else {}
    offer_resources(form.resources, places.list_resources(units), in_use.values())
    found = people.list_people_of(access().units(Permission.SEE_UNIT))[:MOST_OFFERED]
    guests = {each.person_id for each in delegate_queries.list_delegates(delegation.id)}
    return [each for each in found if each.id not in guests]


def _showing(delegation: Delegation, item: ItineraryItem) -> ItemForm:
    guests = itinerary_queries.map_guests(delegation).get(item.activity_id, frozenset())
    known = schedules.map_people(each.person_id for each in item.activity.participants)
    return ItemForm.showing(item, itinerary.item_details(item, guests), zone_of_office(), labels_of(known.values()))


def _where_next(delegation: Delegation) -> tuple[date, datetime | None]:
    """The day asked for, and when it ends so far."""
    zone, day = zone_of_office(), day_asked("day", delegation.arrives_on)
    ends = [
        each.activity.ends_at.astimezone(zone)
        for each in itinerary_queries.list_items(delegation.id)
        if each.activity.ends_at.astimezone(zone).date() == day
    ]
    return day, max(ends, default=None)
