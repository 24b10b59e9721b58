"""A spreadsheet of people to be invited: looked at row by row, and taken over only when nothing is wrong."""

import json
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms.fields import HiddenField

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form
from coopevents.blueprints.organiser.invitation_forms import InvitationTermsForm
from coopevents.blueprints.organiser.invitations import invitation_desk
from coopevents.blueprints.uploads import bytes_of
from coopevents.i18n import _, _l, ngettext
from coopevents.refusals import Refusal
from coopevents.registration import form_queries, invitation_tables
from coopevents.registration.invitation_tables import COLUMNS, LAYOUT
from coopevents.schedule.exchange.sheet_lines import Line, lines_from, read

__all__ = ["invitation_desk"]

SHOWN = ("title", "given_name", "family_name", "email", "institution_name", "country", "language", "is_vip")
"""The columns the page shows; the others are taken over all the same."""


class TableForm(Form):
    """A spreadsheet."""

    file = FileField(_l("Spreadsheet"), description=_l("An Excel workbook (.xlsx) or a CSV file."))


class TakeForm(InvitationTermsForm):
    """On what conditions everybody in the table is invited."""

    rows = HiddenField()


@invitation_desk.route("/desk/events/<event_slug>/invitations/table", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def table(event_slug: str) -> ResponseReturnValue:
    """Choose a spreadsheet, then see what it holds and what is wrong in it; nothing is changed."""
    form = TableForm()
    data = bytes_of(form.file.data) if form.is_sent else b""
    if form.is_sent and not data:
        form.file.errors = [_("Choose a file.")]
    elif form.is_sent:
        try:
            return _shown(read(data, LAYOUT), TakeForm(formdata=None))
        except Refusal as refusal:
            form.show_refusal(refusal)
    page = render_template("organiser/invitations/table.html", event=event_of_route(), form=form, columns=COLUMNS)
    return page, form.status


@invitation_desk.get("/desk/events/<event_slug>/invitations/table.<any(csv, xlsx):kind>")
@requires(Permission.DECIDE_REGISTRATIONS)
def table_template(event_slug: str, kind: str) -> Response:
    """An empty table with the names of the columns."""
    name, head = f"{event_slug}-invitations", [str(each) for each in COLUMNS.values()]
    return csv_download(name, head, []) if kind == "csv" else xlsx_download(name, head, [])


@invitation_desk.post("/desk/events/<event_slug>/invitations/table/take")
@requires(Permission.DECIDE_REGISTRATIONS)
def take_table(event_slug: str) -> ResponseReturnValue:
    """Draft an invitation for everybody in the table, or nobody."""
    form = TakeForm()
    form.offer_forms(form_queries.list_forms(event_of_route().id))
    lines = _brought_back(form.rows.data or "")
    if form.validate():
        try:
            now, actor = clock.now(), present_actor()
            count = invitation_tables.take(event_of_route(), lines, form.to_terms(), now=now, actor=actor)
            unit_of_work.commit()
            words = ngettext("%(num)s invitation is drafted.", "%(num)s invitations are drafted.", count)
            flash(f"{words} {_('Look at them, then send them.')}", "success")
            return redirect(url_for(".index", event_slug=event_slug, state="drafted"))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    page, _status = _shown(lines, form)
    return page, 422


def _brought_back(rows: str) -> list[Line]:
    try:
        return lines_from(json.loads(rows), LAYOUT)
    except (ValueError, Refusal):
        return []


def _shown(lines: list[Line], form: TakeForm) -> tuple[str, int]:
    event = event_of_route()
    faults = invitation_tables.faults_of(event, lines)
    form.offer_forms(form_queries.list_forms(event.id))
    form.rows.data = json.dumps([[each.row, dict(each.cells)] for each in lines], ensure_ascii=False)
    said: dict[str, Any] = {"faults": faults, "wrong_rows": {each.row for each in faults}}
    page = render_template(
        "organiser/invitations/look.html",
        event=event,
        form=form,
        lines=lines,
        columns={key: COLUMNS[key] for key in SHOWN},
        is_taking=request.endpoint == "organiser_invitations.take_table",
        **said,
    )
    return page, 422 if faults else 200
