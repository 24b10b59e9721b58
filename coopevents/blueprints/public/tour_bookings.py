"""Tours for everybody: which depart when, and a place on one of them."""

from datetime import timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.queries import get_unit
from coopevents.blueprints.access import open_to_all, present_actor
from coopevents.blueprints.pages import Page, own_page, render_page
from coopevents.blueprints.spoken import SPOKEN
from coopevents.blueprints.tour_forms import BookingForm
from coopevents.blueprints.tour_words import TourView, tour_view, tour_views
from coopevents.i18n import _, day_text, localized
from coopevents.refusals import Refusal
from coopevents.tours import booking, booking_tokens, departure_queries
from coopevents.tours.models import TourDeparture

bookings = Blueprint("public_tours", __name__)
AHEAD = timedelta(days=60)


@bookings.get("/tours")
@open_to_all
def index() -> ResponseReturnValue:
    """The tours of the coming weeks, by day; narrowed by language, route and steps."""
    return own_page(lambda: Page(_list(), ()))


@bookings.route("/tours/<int:departure_id>", methods=["GET", "POST"])
@open_to_all
def book(departure_id: int) -> ResponseReturnValue:
    """One tour, and the form that books it."""
    found = _public(departure_id)
    form = BookingForm.showing(found)
    if form.is_sent and form.validate():
        try:
            made = booking.book_tour(found, form.to_details(), now=clock.now(), actor=present_actor())
            address = url_for("guest_tours.show", token=booking_tokens.link_token(made), welcome=1)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            found = _public(departure_id)
        else:
            return redirect(address)
    return _form_page(found, form), form.status


def _list() -> str:
    now = clock.now()
    views = tour_views(departure_queries.list_public(now, now + AHEAD), now)
    wanted = {name: request.args.get(name, "") for name in ("language", "route", "steps")}
    shown = [each for each in views if _is_wanted(each, wanted)]
    return render_page(
        "public/tours/index.html",
        door="public_tours.index",
        known={name: value for name, value in wanted.items() if value},
        days=[(day, list(some)) for day, some in groupby(shown, _day_of)],
        has_any=bool(views),
        addresses=_route_addresses(shown),
        language_chips=_chips("language", _languages_of(views), wanted),
        route_chips=_chips("route", _routes_of(views), wanted),
        steps_chips=_chips("steps", [("free", _("Step-free"))], wanted),
    )


def _day_of(view: TourView) -> str:
    return str(day_text(view.starts_at, view.zone))


def _is_wanted(view: TourView, wanted: dict[str, str]) -> bool:
    departure = view.departure
    return (
        (not wanted["language"] or wanted["language"] in departure.languages.split())
        and (not wanted["route"] or wanted["route"] == str(departure.route_id))
        and (wanted["steps"] != "free" or departure.route.is_step_free)
    )


def _languages_of(views: list[TourView]) -> list[tuple[str, Any]]:
    spoken = {code for each in views for code in each.departure.languages.split()}
    return [(code, word) for code, word in SPOKEN.items() if code in spoken]


def _routes_of(views: list[TourView]) -> list[tuple[str, Any]]:
    routes = {each.departure.route_id: each.departure.route for each in views}
    return [(str(number), localized(route.name)) for number, route in routes.items()]


def _chips(name: str, choices: list[tuple[str, Any]], wanted: dict[str, str]) -> list[dict[str, Any]]:
    """Choices as chips; pressing the present one takes it away."""
    chips = []
    for value, word in choices:
        is_current = wanted[name] == value
        others = {key: each for key, each in wanted.items() if each and key != name}
        query = urlencode(others if is_current else {**others, name: value})
        chips.append({"label": word, "url": f"?{query}" if query else "?", "is_current": is_current})
    return chips


def _route_addresses(views: list[TourView]) -> dict[int, str]:
    """The page of each departure's route."""
    units = {number: get_unit(number).slug for number in {each.departure.route.unit_id for each in views}}
    return {each.departure.id: _route_address(each.departure, units[each.departure.route.unit_id]) for each in views}


def _route_address(departure: TourDeparture, unit_slug: str) -> str:
    return url_for("public_tour_routes.show", unit_slug=unit_slug, route_slug=departure.route.slug)


def _public(departure_id: int) -> TourDeparture:
    found = departure_queries.find_public(departure_id)
    return found if found is not None else abort(404)


def _form_page(found: TourDeparture, form: BookingForm) -> str:
    address = _route_address(found, get_unit(found.route.unit_id).slug)
    return render_template("public/tours/book.html", form=form, tour=tour_view(found, clock.now()), route_url=address)
