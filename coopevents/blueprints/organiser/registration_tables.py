"""Doors through which tables of registrations come in: send one, see what it would do, take it over, take it back."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.file import FileField

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form
from coopevents.blueprints.listing import page_number, page_url
from coopevents.blueprints.uploads import bytes_of
from coopevents.i18n import _, _l, current_language, zone_named
from coopevents.refusals import Refusal
from coopevents.registration import event_forms
from coopevents.registration import queries as registrations
from coopevents.registration.exchange import queries, service
from coopevents.registration.exchange.columns import columns_for
from coopevents.registration.exchange.models import ImportRow, RegistrationImport
from coopevents.registration.exchange.states import AT_WORK, ImportState, Outcome, Verdict

tables = Blueprint("organiser_tables", __name__)
AT = "/desk/events/<event_slug>/registrations/table"
PER_PAGE = 100
MOST_SHOWN = 50
NOT_IN_EMPTY_TABLE = ("number", "submitted_at", "changed_at", "state_reason")


class TableForm(Form):
    """A file with a table."""

    file = FileField(
        _l("Table"), description=_l("An Excel workbook (.xlsx) or a CSV file in UTF-8, up to 25,000 rows.")
    )


@dataclass(frozen=True)
class RowPage:
    """A page of rows that have to be told of."""

    items: list[ImportRow]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def has_prev(self) -> bool:
        """Whether there is a page before."""
        return self.page > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after."""
        return self.page < self.pages


@tables.route(AT, methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """What a table may bring and how it is understood; the tables that were sent before."""
    event, form = event_of_route(), TableForm()
    data = bytes_of(form.file.data) if form.is_sent else b""
    if form.is_sent and form.validate():
        if data:
            try:
                held = service.send_table(
                    event,
                    data,
                    name=str(form.file.data.filename or ""),
                    language=current_language(),
                    now=clock.now(),
                    actor=present_actor(),
                )
                import_id = held.id
                unit_of_work.commit()
                return redirect(url_for(".show", event_slug=event_slug, import_id=import_id))
            except Refusal as refusal:
                unit_of_work.discard()
                form.file.errors = [str(refusal)]
        else:
            form.file.errors = [_("Choose a file.")]
    event = event_of_route()
    page = render_template(
        "organiser/tables/index.html",
        event=event,
        form=form,
        terms=registrations.find_terms(event.id),
        earlier=queries.list_imports(event.id),
        open_table=queries.find_open(event.id),
        may_export=may(Permission.EXPORT_REGISTRATIONS, event),
        zone=zone_named(current_user.time_zone or event.time_zone),
    )
    return page, form.status


@tables.get(f"{AT}/empty.xlsx")
@requires(Permission.DECIDE_REGISTRATIONS)
def empty(event_slug: str) -> Response:
    """A workbook with every column and no row, to be filled in."""
    event = event_of_route()
    columns = columns_for(event_forms.listed_questions(event.id))
    head = [each.heading for each in columns if each.name not in NOT_IN_EMPTY_TABLE]
    return xlsx_download(f"{event.slug}-empty", head, [])


@tables.get(f"{AT}/<int:import_id>")
@requires(Permission.DECIDE_REGISTRATIONS)
def show(event_slug: str, import_id: int) -> ResponseReturnValue:
    """How far it is; what it would do; or what it did."""
    event = event_of_route()
    held = queries.get_import(event.id, import_id)
    said = {"event": event, "held": held, "States": ImportState}
    if held.state in AT_WORK:
        return render_template("organiser/tables/working.html", **said)
    if held.state is ImportState.CHECKED:
        return render_template("organiser/tables/look.html", **said, **_what_it_would_do(held))
    return render_template("organiser/tables/done.html", **said, **_what_it_did(held))


@tables.get(f"{AT}/<int:import_id>/progress")
@requires(Permission.DECIDE_REGISTRATIONS)
def progress(event_slug: str, import_id: int) -> ResponseReturnValue:
    """How far it is, for the page that waits."""
    held = queries.get_import(event_of_route().id, import_id)
    return jsonify(progress=held.done * 100 // max(held.total, 1), waits=held.state in AT_WORK)


@tables.get(f"{AT}/<int:import_id>/rows.csv")
@requires(Permission.DECIDE_REGISTRATIONS)
def rows(event_slug: str, import_id: int) -> Response:
    """Every row that something is said about, as a table to mend the file by."""
    event = event_of_route()
    held = queries.get_import(event.id, import_id)
    found = queries.list_rows(held.id, is_told_of=True)
    lines = [[each.row, each.who, column, words] for each in found for column, words in (*each.troubles, *each.remarks)]
    return csv_download(f"{event.slug}-rows", [_("Row"), _("Guest"), _("Column"), _("Why")], lines)


@tables.post(f"{AT}/<int:import_id>")
@requires(Permission.DECIDE_REGISTRATIONS)
def settle(event_slug: str, import_id: int) -> ResponseReturnValue:
    """Take it over, stop, or take it back."""
    event, verb = event_of_route(), request.form.get("verb", "")
    held = queries.get_import(event.id, import_id)
    deed: dict[str, Any] = {"now": clock.now(), "actor": present_actor()}
    try:
        if verb == "take":
            service.take_table(event, held, tells_guests=request.form.get("tells") == "yes", **deed)
        elif verb == "undo":
            service.undo_table(event, held, **deed)
        else:
            service.stop_table(held, now=clock.now())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    return redirect(url_for(".show", event_slug=event_slug, import_id=import_id))


def _what_it_would_do(held: RegistrationImport) -> dict[str, Any]:
    page = page_number()
    faulty = queries.list_rows(held.id, verdicts=[Verdict.FAULTY], limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return {
        "faulty": RowPage(faulty, page, held.counts.get(Verdict.FAULTY, 0)),
        "page_url": page_url,
        "remarked": queries.list_rows(held.id, verdicts=[Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED],
                                      has_remarks=True, limit=MOST_SHOWN),
        "changed": queries.list_rows(held.id, verdicts=[Verdict.CHANGED], limit=MOST_SHOWN),
        "new": queries.list_rows(held.id, verdicts=[Verdict.NEW], limit=MOST_SHOWN),
        "most": MOST_SHOWN,
    }  # fmt: skip


def _what_it_did(held: RegistrationImport) -> dict[str, Any]:
    page = page_number()
    outcomes = [Outcome.SKIPPED, Outcome.KEPT]
    skipped = queries.list_rows(held.id, outcomes=outcomes, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    count = held.counts.get(Outcome.SKIPPED, 0) + held.counts.get(Outcome.KEPT, 0)
    wished = held.counts.get(Verdict.NEW, 0) + held.counts.get(Verdict.CHANGED, 0)
    dealt_with = sum(held.counts.get(each, 0) for each in Outcome)
    return {
        "skipped": RowPage(skipped, page, count),
        "page_url": page_url,
        "left_out": wished - dealt_with,
        "may_undo": held.state is ImportState.DONE and held.has_rows and held.counts.get(Outcome.TAKEN, 0) > 0,
    }
