"""What visitors thought of tours, at the desk: by route, by guide, in their words; and the code a guide holds up."""

from datetime import timedelta

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.listing import chips, export_url, page_number, page_url
from coopevents.blueprints.organiser.tour_departures import office_zone, own_departure
from coopevents.blueprints.organiser.tour_departures_words import name_of
from coopevents.blueprints.tour_words import tour_view
from coopevents.i18n import LANGUAGE_NAMES, _, localized
from coopevents.people.queries import list_people
from coopevents.tours import feedback_queries as queries
from coopevents.tours.routes_queries import list_routes

opinions = Blueprint("organiser_tour_feedback", __name__)
SPANS = (30, 90, 365)
MOST_ROWS = 10_000


@opinions.get("/desk/tours/feedback")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """Stars by route and by guide, and what was written, the latest first."""
    units, days, route_id = access().units(Permission.SEE_UNIT), _days_asked(), _route_asked()
    since = clock.now() - timedelta(days=days)
    by_route, by_guide = queries.list_by_route(units, since), queries.list_by_guide(units, since)
    routes = {each.id: each for each in list_routes(units, with_retired=True)}
    spoken_of = [(str(each.about), localized(routes[each.about].name)) for each in by_route]
    guides = {each.id: name_of(each) for each in list_people({each.about for each in by_guide})}
    return render_template(
        "organiser/tours/feedback.html",
        by_route=by_route,
        by_guide=sorted(by_guide, key=lambda each: guides[each.about]),
        guides=guides,
        routes=routes,
        page=queries.list_page(units, since, route_id=route_id, page=page_number()),
        page_url=page_url,
        span_chips=chips("days", [("", _("90 days")), ("30", _("30 days")), ("365", _("A year"))]),
        route_chips=chips("route", [("", _("All")), *spoken_of]),
        csv_url=export_url(url_for(".export", ending="csv")),
        xlsx_url=export_url(url_for(".export", ending="xlsx")),
        zone=office_zone(),
        fewest=queries.FEWEST,
    )


@opinions.get("/desk/tours/feedback/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """The same as a table: route, day of the tour, stars, words, language of the visitor's page."""
    units, zone = access().units(Permission.SEE_UNIT), office_zone()
    since = clock.now() - timedelta(days=_days_asked())
    said = queries.list_page(units, since, route_id=_route_asked(), per_page=MOST_ROWS)
    rows = [
        [
            localized(each.departure.route.name),
            each.departure.activity.starts_at.astimezone(zone).date(),
            each.stars,
            each.words,
            LANGUAGE_NAMES.get(each.language, each.language),
        ]
        for each in said
    ]
    headings = [_("Route"), _("Day"), _("Stars"), _("Words"), _("Language")]
    send = csv_download if ending == "csv" else xlsx_download
    return send("tour-feedback", headings, rows)


@opinions.get("/desk/tours/<int:departure_id>/feedback")
@requires(Permission.SEE_UNIT)
def code(departure_id: int) -> ResponseReturnValue:
    """The code of one tour, large enough to be read from a phone that is held up, or printed."""
    found = own_departure(departure_id, Permission.SEE_UNIT)
    address = links.address_of("public_tour_feedback.give", token=found.feedback_code)
    return render_template(
        "organiser/tours/feedback_code.html",
        tour=tour_view(found, clock.now()),
        address=address,
        picture=qr_svg(address),
        opinion=queries.opinion_of(found.id),
    )


def _days_asked() -> int:
    days = request.args.get("days", 90, type=int)
    return days if days in SPANS else 90


def _route_asked() -> int | None:
    return request.args.get("route", None, type=int)
