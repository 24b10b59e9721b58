"""Tours in figures: a table by route, language or country for a span of days, and the same as a file."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.listing import day_asked
from coopevents.blueprints.organiser.tour_departures import office_zone
from coopevents.blueprints.tour_words import spoken_words
from coopevents.i18n import _, _l, country_name, localized
from coopevents.reports.tour_figures import By, Line, figures, total
from coopevents.tours import figure_queries as queries
from coopevents.tours.routes_queries import list_routes

tour_figures = Blueprint("organiser_tour_figures", __name__)
WORDS = {By.ROUTE: _l("Route"), By.LANGUAGE: _l("Language"), By.COUNTRY: _l("Country")}
COLUMNS = (_l("Tours"), _l("Parties"), _l("Guests booked"), _l("Guests counted"))


@tour_figures.get("/desk/tours/figures")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The figures of this year, or of the days asked for."""
    by, since, until = _asked()
    led, came = _found(since, until)
    said: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat()}
    return render_template(
        "organiser/tours/figures.html",
        lines=_named(figures(led, came, by), by),
        total=total(led, came),
        by_word=WORDS[by],
        columns=COLUMNS,
        chips=[
            {"label": word, "url": url_for(".index", by=each.value, **said), "is_current": each is by}
            for each, word in WORDS.items()
        ],
        by=by,
        said=said,
        csv_url=url_for(".export", ending="csv", by=by.value, **said),
        xlsx_url=url_for(".export", ending="xlsx", by=by.value, **said),
    )


@tour_figures.get("/desk/tours/figures.<ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """The same table as a file."""
    if ending not in {"csv", "xlsx"}:
        abort(404)
    by, since, until = _asked()
    lines = _named(figures(*_found(since, until), by), by)
    head = (WORDS[by], *COLUMNS)
    rows = [(word, each.tours, each.parties, each.heads, each.counted) for word, each in lines]
    return csv_download("tours", head, rows) if ending == "csv" else xlsx_download("tours", head, rows)


def _found(since: date, until: date) -> tuple[list[queries.Led], list[queries.Came]]:
    """What began on these days by the office's clock, up to now."""
    zone = office_zone()
    begins = datetime.combine(since, time(), zone)
    ends = min(datetime.combine(until + timedelta(days=1), time(), zone), clock.now())
    led = queries.list_led(access().units(Permission.SEE_UNIT), begins, ends)
    return led, queries.list_came([each.departure_id for each in led])


def _named(lines: list[Line], by: By) -> list[tuple[str, Line]]:
    known = list_routes(access().units(Permission.SEE_UNIT), with_retired=True)
    routes = {str(each.id): localized(each.name) for each in known}
    words: dict[By, Callable[[str], str | None]] = {
        By.ROUTE: lambda value: routes.get(value, value),
        By.LANGUAGE: lambda value: spoken_words([value]),
        By.COUNTRY: country_name,
    }
    return [((each.value and words[by](each.value)) or _("Not known"), each) for each in lines]


def _asked() -> tuple[By, date, date]:
    """What is asked for; this year by route when it cannot be read."""
    today = clock.now().astimezone(office_zone()).date()
    by = request.args.get("by", "")
    since = day_asked("since", today.replace(month=1, day=1))
    until = day_asked("until", today)
    return (By(by) if by in set(By) else By.ROUTE), since, max(since, until)
