"""Trips in figures: by country, purpose, role, programme, and who was invited; each figure leads to its list."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.listing import day_asked, export_url
from coopevents.i18n import _, country_name, localized
from coopevents.mobility import programmes, words
from coopevents.mobility.figures import TravelFigures, figures_of
from coopevents.mobility.recording import day_of

figure_desk = Blueprint("organiser_trip_figures", __name__)
Row = tuple[str, int, str]


@figure_desk.get("/desk/trips/figures")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The figures of this year, or of the days asked for."""
    figures = _asked()
    return render_template(
        "organiser/trips/figures.html",
        figures=figures,
        tables=_tables(figures),
        all_url=_list(figures),
        invited_url=_list(figures, invited="1"),
        share=round(100 * figures.invited_share),
        csv_url=export_url(url_for(".export", ending="csv")),
        xlsx_url=export_url(url_for(".export", ending="xlsx")),
    )


@figure_desk.get("/desk/trips/figures.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """The same as one table."""
    head = (_("By"), _("Of which"), _("Travellers"))
    rows = [(title, word, count) for title, lines in _tables(_asked()) for word, count, _url in lines]
    return csv_download("travellers", head, rows) if ending == "csv" else xlsx_download("travellers", head, rows)


def _asked() -> TravelFigures:
    today = day_of(clock.now())
    since = day_asked("since", today.replace(month=1, day=1))
    until = day_asked("until", date(today.year, 12, 31))
    return figures_of(access().units(Permission.SEE_UNIT), since, max(since, until))


def _tables(figures: TravelFigures) -> list[tuple[str, list[Row]]]:
    """Each way of counting: what it is called, and its lines with the list each stands for."""
    named = {each.id: localized(each.name) for each in programmes.list_programmes(access().units(Permission.SEE_UNIT))}
    invited = {"1": figures.invited, "0": figures.travellers - figures.invited}
    said: list[tuple[Any, str, Any, Any]] = [
        (_("Country or region"), "country", figures.by_country, country_name),
        (_("Purpose"), "purpose", figures.by_purpose, lambda key: str(words.PURPOSES[key])),
        (_("Role with us"), "role", figures.by_role, lambda key: str(words.ROLES[key])),
        (_("Invited or not"), "invited", invited, lambda key: _("Invited") if key == "1" else _("Not invited")),
        (_("Programme with partners"), "programme", figures.by_programme, lambda key: named.get(key, _("Not known"))),
    ]
    return [
        (
            str(title),
            [(str(word(key)), count, _list(figures, **{name: str(key)})) for key, count in counted.items() if count],
        )
        for title, name, counted, word in said
    ]


def _list(figures: TravelFigures, **narrowed: str) -> str:
    said: dict[str, Any] = {"since": figures.first.isoformat(), "until": figures.last.isoformat(), "by": "start"}
    return url_for("organiser_trips.index", group="counted", **said | narrowed)
