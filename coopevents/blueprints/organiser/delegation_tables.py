"""A spreadsheet of delegates at the desk: looked at row by row, and taken over only when nothing is wrong; exports."""

import json
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import BooleanField
from wtforms.fields import HiddenField
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.organiser.delegation_door import own, page, seen
from coopevents.blueprints.organiser.delegation_people import people
from coopevents.blueprints.uploads import bytes_of
from coopevents.delegations import delegate_queries, people_tables, words
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_tables import COLUMNS
from coopevents.i18n import _, _l, current_language, ngettext
from coopevents.refusals import Refusal
from coopevents.schedule.exchange.sheet_lines import Line


class TableForm(Form):
    """A spreadsheet, or what was copied from one."""

    file = FileField(_l("Spreadsheet"), description=_l("An Excel workbook (.xlsx) or a CSV file."))
    table = LongTextField(
        _l("Or paste a table"),
        [Length(max=200_000)],
        description=_l("Copied from a spreadsheet, with the line of column names on top."),
    )


class TakeForm(Form):
    """What becomes of the lines that were looked at."""

    rows = HiddenField()
    invites = BooleanField(_l("Send each of them their own link at once"), default=True)


@people.get("/desk/delegations/<int:delegation_id>/people/table")
@requires(Permission.EDIT_DELEGATIONS)
def table(delegation_id: int) -> ResponseReturnValue:
    """Choose a spreadsheet."""
    return page("organiser/delegations/people_table.html", own(delegation_id), form=TableForm(), columns=COLUMNS)


@people.get("/desk/delegations/<int:delegation_id>/people/table.<any(csv, xlsx):kind>")
@requires(Permission.SEE_UNIT)
def export(delegation_id: int, kind: str) -> Response:
    """Everybody who comes, in their order, with the columns a spreadsheet is read by; nothing confidential."""
    delegation = seen(delegation_id)
    head = [str(each) for each in COLUMNS.values()]
    rows = [_cells(each) for each in delegate_queries.list_delegates(delegation.id, is_coming=True)]
    name = f"{delegation.number}-people"
    return csv_download(name, head, rows) if kind == "csv" else xlsx_download(name, head, rows)


@people.post("/desk/delegations/<int:delegation_id>/people/table")
@requires(Permission.EDIT_DELEGATIONS)
def look(delegation_id: int) -> ResponseReturnValue:
    """Show what the table holds and what is wrong in it; nothing is changed."""
    delegation, form = own(delegation_id), TableForm()
    data = bytes_of(form.file.data) or (form.table.data or "").encode()
    if not data:
        form.file.errors = [_("Choose a file, or paste a table.")]
    elif form.validate():
        try:
            return _shown(delegation, people_tables.read(data), TakeForm(formdata=None))
        except Refusal as refusal:
            form.show_refusal(refusal)
    return page("organiser/delegations/people_table.html", delegation, form=form, columns=COLUMNS), form.status


@people.post("/desk/delegations/<int:delegation_id>/people/table/take")
@requires(Permission.EDIT_DELEGATIONS)
def take(delegation_id: int) -> ResponseReturnValue:
    """Take over the lines that were looked at, all of them or none."""
    delegation, form = own(delegation_id), TakeForm()
    lines = _brought_back(form.rows.data or "")
    if form.validate():
        try:
            invites = bool(form.invites.data)
            count = people_tables.take(delegation, lines, invites=invites, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(ngettext("%(num)s delegate is named.", "%(num)s delegates are named.", count), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
    page_, _status = _shown(delegation, lines, form)
    return page_, 422


def _brought_back(rows: str) -> list[Line]:
    try:
        return people_tables.lines_from(json.loads(rows))
    except (ValueError, Refusal):
        return []


def _shown(delegation: Delegation, lines: list[Line], form: TakeForm) -> tuple[str, int]:
    faults = people_tables.faults_of(delegation, lines)
    form.rows.data = json.dumps([[each.row, dict(each.cells)] for each in lines], ensure_ascii=False)
    said: dict[str, Any] = {"faults": faults, "wrong_rows": {each.row for each in faults}}
    used = {key: heading for key, heading in COLUMNS.items() if any(each.cells[key] for each in lines)}
    shown = page(
        "organiser/delegations/people_look.html",
        delegation,
        form=form,
        lines=lines,
        columns=used,
        is_taking=request.endpoint == "organiser_delegation_people.take",
        **said,
    )
    return shown, 422 if faults else 200


def _cells(delegate: Delegate) -> list[Any]:
    person = delegate.person
    said = {
        "office": delegate.office.in_language(current_language()),
        "role": str(words.ROLES[delegate.role]),
        "rank": delegate.rank or "",
        "phone": delegate.phone,
        "diet": delegate.diet,
        "country": person.country,
    }
    return [said[name] if name in said else getattr(person, name) for name in COLUMNS]
