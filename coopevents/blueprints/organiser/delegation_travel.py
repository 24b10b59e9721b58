"""How the people of a delegation come, go and stay."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField, DateTimeLocalField, SelectField
from wtforms.validators import InputRequired, Length, Optional

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, OneLineField, choices_of
from coopevents.blueprints.organiser.delegation_door import done, own, page, seen, zone_of_office
from coopevents.delegations import delegate_queries, travel_queries, travelling
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate, Stay, TravelLeg
from coopevents.delegations.people_states import Direction, Means
from coopevents.delegations.people_words import DIRECTIONS, MEANS
from coopevents.delegations.travelling import LegDetails, StayDetails
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal

travel = Blueprint("organiser_delegation_travel", __name__)
MOMENT = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class LegForm(Form):
    """A leg of the journey."""

    direction = SelectField(_l("Which way"), choices=choices_of(DIRECTIONS.items()))
    means = SelectField(_l("How"), choices=choices_of(MEANS.items()))
    number = OneLineField(_l("Flight or train number"), validators=[Length(max=40)])
    origin = OneLineField(_l("Starts from"), validators=[Length(max=200)])
    destination = OneLineField(_l("Goes to"), validators=[Length(max=200)])
    at = DateTimeLocalField(
        _l("Arrives here, or leaves from here"),
        format=MOMENT,
        validators=[InputRequired(_l("Write the day and the time."))],
    )
    plate = OneLineField(_l("Number plate"), validators=[Length(max=40)])
    gate_at = DateTimeLocalField(_l("At the campus gate"), format=MOMENT, validators=[Optional()])
    delegates = TickField(
        _l("Who travels"), description=_l("Nobody ticked means everybody."), coerce=int, validate_choice=False
    )
    note = OneLineField(_l("Note"), validators=[Length(max=500)])

    def to_details(self, zone: ZoneInfo) -> LegDetails:
        """What was written."""
        return LegDetails(
            direction=Direction(self.direction.data),
            means=Means(self.means.data),
            at=_moment(self.at.data, zone) or datetime.now(UTC),
            gate_at=_moment(self.gate_at.data, zone),
            delegate_ids=frozenset(self.delegates.data or []),
            **{name: self[name].data or "" for name in ("number", "origin", "destination", "plate", "note")},
        )


class StayForm(Form):
    """Nights of one delegate."""

    delegate = SelectField(_l("Who"), coerce=int, choices=[])
    hotel = OneLineField(_l("Hotel or guest house"), validators=[Length(max=200)])
    address = OneLineField(_l("Address"), validators=[Length(max=300)])
    room = OneLineField(_l("Room"), validators=[Length(max=40)])
    first_night = DateField(_l("First night"), validators=[InputRequired(_l("Choose a day."))])
    last_morning = DateField(_l("Leaves on"), validators=[InputRequired(_l("Choose a day."))])
    is_insured = BooleanField(_l("Insured for the stay"))
    note = OneLineField(_l("Note"), validators=[Length(max=500)])

    def to_details(self) -> StayDetails:
        """What was written."""
        return StayDetails(
            delegate_id=self.delegate.data,
            first_night=self.first_night.data,
            last_morning=self.last_morning.data,
            is_insured=bool(self.is_insured.data),
            **{name: self[name].data or "" for name in ("hotel", "address", "room", "note")},
        )


@travel.get("/desk/delegations/<int:delegation_id>/travel")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """Arrivals, departures and nights, and of whom nobody knows."""
    delegation = seen(delegation_id)
    coming = delegate_queries.list_delegates(delegation.id, is_coming=True)
    legs, stays = travel_queries.list_legs(delegation.id), travel_queries.list_stays(delegation.id)
    ids, named = [each.id for each in coming], {each.id: name_of(each) for each in coming}
    without = {each: travel_queries.without_leg(legs, ids, each) for each in Direction}
    return page(
        "organiser/delegations/travel.html",
        delegation,
        legs=legs,
        stays=[each for each in stays if each.delegate_id in named],
        named=named,
        directions=DIRECTIONS,
        means=MEANS,
        unknown=[(DIRECTIONS[way], [named[each] for each in ids_]) for way, ids_ in without.items() if ids_],
        without_bed=[named[each] for each in ids if each not in {stay.delegate_id for stay in stays}],
    )


@travel.route("/desk/delegations/<int:delegation_id>/travel/leg", methods=["GET", "POST"])
@travel.route("/desk/delegations/<int:delegation_id>/travel/leg/<int:leg_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def leg(delegation_id: int, leg_id: int | None = None) -> ResponseReturnValue:
    """Add or change a leg of the journey."""
    delegation, zone = own(delegation_id), zone_of_office()
    known = travel_queries.get_leg(delegation.id, leg_id) if leg_id is not None else None
    form = LegForm(data=_leg_words(known, zone))
    form.delegates.choices = choices_of((str(each.id), name_of(each)) for each in _coming(delegation))
    if form.is_sent and form.validate():
        try:
            details, now, actor = form.to_details(zone), clock.now(), present_actor()
            if known is None:
                travelling.add_leg(delegation, details, now=now, actor=actor)
            else:
                travelling.change_leg(known, details, now=now, actor=actor)
            unit_of_work.commit()
            flash(_("The journey is saved."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
    return page("organiser/delegations/leg.html", delegation, form=form, leg_id=leg_id), form.status


@travel.route("/desk/delegations/<int:delegation_id>/travel/stay", methods=["GET", "POST"])
@travel.route("/desk/delegations/<int:delegation_id>/travel/stay/<int:stay_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def stay(delegation_id: int, stay_id: int | None = None) -> ResponseReturnValue:
    """Add or change where somebody stays."""
    delegation = own(delegation_id)
    known = travel_queries.get_stay(delegation.id, stay_id) if stay_id is not None else None
    form = StayForm(data=_stay_words(delegation, known))
    form.delegate.choices = choices_of((str(each.id), name_of(each)) for each in _coming(delegation))
    if form.is_sent and form.validate():
        try:
            details, now, actor = form.to_details(), clock.now(), present_actor()
            if known is None:
                travelling.add_stay(delegation, details, now=now, actor=actor)
            else:
                travelling.change_stay(known, details, now=now, actor=actor)
            unit_of_work.commit()
            flash(_("The nights are saved."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
    return page("organiser/delegations/stay.html", delegation, form=form, stay_id=stay_id), form.status


@travel.post("/desk/delegations/<int:delegation_id>/travel/leg/<int:leg_id>/remove")
@requires(Permission.EDIT_DELEGATIONS)
def remove_leg(delegation_id: int, leg_id: int) -> ResponseReturnValue:
    """They do not travel so."""
    delegation = own(delegation_id)
    known = travel_queries.get_leg(delegation.id, leg_id)
    said, to = _("The journey is removed."), "organiser_delegation_travel.index"
    return done(delegation, lambda **by: travelling.remove_leg(known, **by), said, to)


@travel.post("/desk/delegations/<int:delegation_id>/travel/stay/<int:stay_id>/remove")
@requires(Permission.EDIT_DELEGATIONS)
def remove_stay(delegation_id: int, stay_id: int) -> ResponseReturnValue:
    """They do not stay there."""
    delegation = own(delegation_id)
    known = travel_queries.get_stay(delegation.id, stay_id)
    said, to = _("The nights are removed."), "organiser_delegation_travel.index"
    return done(delegation, lambda **by: travelling.remove_stay(known, **by), said, to)


def name_of(delegate: Delegate) -> str:
    """A delegate's name as lists say it."""
    person = delegate.person
    return " ".join(filter(None, (person.given_name, person.family_name))) or person.original_name


def _coming(delegation: Delegation) -> list[Delegate]:
    return delegate_queries.list_delegates(delegation.id, is_coming=True)


def _moment(said: datetime | None, zone: ZoneInfo) -> datetime | None:
    return said.replace(tzinfo=zone).astimezone(UTC) if said is not None else None


def _leg_words(leg: TravelLeg | None, zone: ZoneInfo) -> dict[str, Any]:
    if leg is None:
        return {}
    names = ("number", "origin", "destination", "plate", "note")
    return {
        "direction": leg.direction.value,
        "means": leg.means.value,
        "at": leg.at.astimezone(zone).replace(tzinfo=None),
        "gate_at": leg.gate_at.astimezone(zone).replace(tzinfo=None) if leg.gate_at else None,
        "delegates": [each.delegate_id for each in leg.travellers],
        **{name: getattr(leg, name) for name in names},
    }


def _stay_words(delegation: Delegation, stay: Stay | None) -> dict[str, Any]:
    if stay is None:
        return {"first_night": delegation.arrives_on, "last_morning": delegation.leaves_on}
    names = ("hotel", "address", "room", "first_night", "last_morning", "is_insured", "note")
    return {"delegate": stay.delegate_id, **{name: getattr(stay, name) for name in names}}
