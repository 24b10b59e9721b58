"""From the number in the address to the trip, and what every page about one needs."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, present_actor
from coopevents.blueprints.deeds import told
from coopevents.i18n import localized
from coopevents.mobility import queries, words
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.recording import day_of, zone
from coopevents.mobility.states import OPEN
from coopevents.text import full_name

trips = Blueprint("organiser_trips", __name__)


def seen(trip_id: int) -> Trip:
    """The trip, for who may see its unit. Answers 404 to everybody else."""
    return _known(trip_id, Permission.SEE_UNIT)


def own(trip_id: int) -> Trip:
    """The trip, for who looks after it. Answers 404 for one of another unit."""
    return _known(trip_id, Permission.EDIT_TRIPS)


def _known(trip_id: int, permission: Permission) -> Trip:
    trip = queries.get_trip(trip_id)
    ensure_unit(trip.unit_id, permission)
    return trip


def zone_of_office() -> ZoneInfo:
    """The zone in which days of trips are said."""
    return zone()


def page(template: str, trip: Trip, **more: Any) -> str:
    """A page about a trip."""
    may_edit = Permission.EDIT_TRIPS in access().for_unit(trip.unit_id)
    said = {
        "trip": trip,
        "host": host_of(trip),
        "name_of": name_of,
        "zone": zone(),
        "today": day_of(clock.now()),
        "may_edit": may_edit,
        "is_open": may_edit and trip.state in OPEN,
        "words": words,
    }
    return render_template(template, **{**said, **more})


def host_of(trip: Trip) -> str:
    """Who receives them, as the register calls it in the reader's language, else as it was written."""
    return localized(trip.institution.name) if trip.institution else trip.host


def name_of(traveller: Traveller) -> str:
    """What a traveller is called; in their own script when nothing else is known."""
    return full_name(traveller.given_name, traveller.family_name) or traveller.original_name


def done(trip: Trip, deed: Callable[..., object], said: str, *, undo_url: str = "") -> ResponseReturnValue:
    """Do it, commit, and go back to the page of the trip; a refusal is told there."""
    trip_id = trip.id
    told(lambda: deed(**acting()), said, undo_url=undo_url)
    return redirect(url_for("organiser_trips.show", trip_id=trip_id))


def acting() -> dict[str, Any]:
    """Who acts, and when."""
    return {"now": clock.now(), "actor": present_actor()}
