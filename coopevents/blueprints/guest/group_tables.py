"""A leader brings a spreadsheet of members: it is looked at row by row, and taken over only when nothing is wrong."""

import json
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form, choices_of
from coopevents.blueprints.guest.group_door import frame, group_of, groups, leader_of
from coopevents.blueprints.uploads import bytes_of
from coopevents.i18n import _, _l, ngettext
from coopevents.refusals import Refusal
from coopevents.registration import group_tables
from coopevents.registration.group_models import Group
from coopevents.registration.group_tables import COLUMNS, Line, Wish


class TableForm(Form):
    """A spreadsheet."""

    file = FileField(_l("Spreadsheet"), description=_l("An Excel workbook (.xlsx) or a CSV file."))


class TakeForm(Form):
    """What becomes of the lines that were looked at."""

    rows = HiddenField()
    wish = RadioField(
        _l("What happens to them"),
        choices=choices_of(
            [
                (Wish.INVITE.value, _l("Each gets a link and fills in the rest")),
                (Wish.REGISTER.value, _l("They are registered at once")),
            ]
        ),
        default=Wish.INVITE.value,
    )
    has_consented = BooleanField(
        _l("The members know how the data are used, and agree"),
        validators=[DataRequired(_l("Ask the members first; without consent we may not keep the data."))],
    )


@groups.get("/g/<token>/table")
@by_token
def table(token: str) -> ResponseReturnValue:
    """Choose a spreadsheet."""
    return render_template(
        "guest/groups/table.html", form=TableForm(), columns=COLUMNS, **frame(group_of(token), token)
    )


@groups.get("/g/<token>/table.<any(csv, xlsx):kind>")
@by_token
def table_template(token: str, kind: str) -> Response:
    """An empty table with the names of the columns."""
    name, head = f"group-{group_of(token).number}", [str(each) for each in COLUMNS.values()]
    return csv_download(name, head, []) if kind == "csv" else xlsx_download(name, head, [])


@groups.post("/g/<token>/table")
@by_token
def look(token: str) -> ResponseReturnValue:
    """Show what the table holds and what is wrong in it; nothing is changed."""
    group, form = group_of(token), TableForm()
    data = bytes_of(form.file.data)
    if not data:
        form.file.errors = [_("Choose a file.")]
    else:
        try:
            return _shown(group, token, group_tables.read(data), TakeForm(formdata=None))
        except Refusal as refusal:
            form.show_refusal(refusal)
    return render_template("guest/groups/table.html", form=form, columns=COLUMNS, **frame(group, token)), form.status


@groups.post("/g/<token>/table/take")
@by_token
def take(token: str) -> ResponseReturnValue:
    """Take over the lines that were looked at, all of them or none."""
    group, form = group_of(token), TakeForm()
    lines = _brought_back(form.rows.data or "")
    if form.validate():
        try:
            wish, actor = Wish(form.wish.data), leader_of(group)
            count = group_tables.take(group, lines, wish, now=clock.now(), actor=actor)
            unit_of_work.commit()
            flash(_said(wish, count), "success")
            return redirect(url_for(".show", token=token))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            group = group_of(token)
    page, _status = _shown(group, token, lines, form)
    return page, 422


def _said(wish: Wish, count: int) -> str:
    if wish is Wish.REGISTER:
        return str(ngettext("%(num)s member is registered.", "%(num)s members are registered.", count))
    return str(ngettext("%(num)s link is on its way.", "%(num)s links are on their way.", count))


def _brought_back(rows: str) -> list[Line]:
    try:
        return group_tables.lines_from(json.loads(rows))
    except (ValueError, Refusal):
        return []


def _shown(group: Group, token: str, lines: list[Line], form: TakeForm) -> tuple[str, int]:
    faults = group_tables.faults_of(group, lines)
    form.rows.data = json.dumps([[each.row, dict(each.cells)] for each in lines], ensure_ascii=False)
    said: dict[str, Any] = {"faults": faults, "wrong_rows": {each.row for each in faults}}
    page = render_template(
        "guest/groups/look.html",
        form=form,
        lines=lines,
        columns=COLUMNS,
        may_register=group_tables.may_register(group),
        is_taking=request.endpoint == "guest_groups.take",
        **said,
        **frame(group, token),
    )
    return page, 422 if faults else 200
