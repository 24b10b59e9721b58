"""A spreadsheet of travellers at the desk: looked at row by row, and taken over only when nothing is wrong."""

import json

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import HiddenField

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form
from coopevents.blueprints.organiser.delegation_tables import TableForm
from coopevents.blueprints.organiser.trip_door import own, page, seen, trips
from coopevents.blueprints.uploads import bytes_of
from coopevents.i18n import _, ngettext
from coopevents.mobility import rosters
from coopevents.mobility.models import Trip
from coopevents.mobility.rosters import COLUMNS
from coopevents.refusals import Refusal
from coopevents.schedule.exchange.sheet_lines import Line


class TakeForm(Form):
    """The lines that were looked at."""

    rows = HiddenField()


@trips.get("/desk/trips/<int:trip_id>/table")
@requires(Permission.EDIT_TRIPS)
def table(trip_id: int) -> ResponseReturnValue:
    """Choose a spreadsheet."""
    return page("organiser/trips/table.html", own(trip_id), form=TableForm(), columns=COLUMNS)


@trips.get("/desk/trips/<int:trip_id>/table.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def roster(trip_id: int, ending: str) -> Response:
    """Everybody who travels, with the columns a spreadsheet is read by."""
    trip = seen(trip_id)
    head = [str(each) for each in COLUMNS.values()]
    rows = [rosters.cells_of(each) for each in trip.travellers if not each.is_withdrawn]
    return csv_download(trip.number, head, rows) if ending == "csv" else xlsx_download(trip.number, head, rows)


@trips.post("/desk/trips/<int:trip_id>/table")
@requires(Permission.EDIT_TRIPS)
def look(trip_id: int) -> ResponseReturnValue:
    """Show what the table holds and what is wrong in it; nothing is changed."""
    trip, form = own(trip_id), TableForm()
    data = bytes_of(form.file.data) or (form.table.data or "").encode()
    if not data:
        form.file.errors = [_("Choose a file, or paste a table.")]
    elif form.validate():
        try:
            return _shown(trip, rosters.read(data), TakeForm(formdata=None))
        except Refusal as refusal:
            form.show_refusal(refusal)
    return page("organiser/trips/table.html", trip, form=form, columns=COLUMNS), form.status


@trips.post("/desk/trips/<int:trip_id>/table/take")
@requires(Permission.EDIT_TRIPS)
def take(trip_id: int) -> ResponseReturnValue:
    """Take over the lines that were looked at, all of them or none."""
    trip, form = own(trip_id), TakeForm()
    lines = _brought_back(form.rows.data or "")
    if form.validate():
        try:
            count = rosters.take(trip, lines, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(ngettext("%(num)s traveller is named.", "%(num)s travellers are named.", count), "success")
            return redirect(url_for(".show", trip_id=trip_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            trip = own(trip_id)
    page_, _status = _shown(trip, lines, form)
    return page_, 422


def _brought_back(rows: str) -> list[Line]:
    try:
        return rosters.lines_from(json.loads(rows))
    except (ValueError, Refusal):
        return []


def _shown(trip: Trip, lines: list[Line], form: TakeForm) -> tuple[str, int]:
    faults = rosters.faults_of(trip, lines)
    form.rows.data = json.dumps([[each.row, dict(each.cells)] for each in lines], ensure_ascii=False)
    shown = page(
        "organiser/trips/look.html",
        trip,
        form=form,
        lines=lines,
        columns={key: heading for key, heading in COLUMNS.items() if any(each.cells[key] for each in lines)},
        faults=faults,
        wrong_rows={each.row for each in faults},
        is_taking=request.endpoint == "organiser_trips.take",
    )
    return shown, 422 if faults else 200
