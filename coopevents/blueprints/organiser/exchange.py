"""Doors through which a whole programme comes in from other programs and goes out to them."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms.validators import Length

from coopevents import clock, links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, event_of_route, may, present_actor, requires
from coopevents.blueprints.downloads import XLSX
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.organiser.programme import present_survey
from coopevents.blueprints.organiser.programme_people import choosable_people, place_units
from coopevents.blueprints.uploads import bytes_of
from coopevents.events.models import Event
from coopevents.i18n import _, _l, current_language, ngettext
from coopevents.refusals import Refusal
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.exchange import queries
from coopevents.schedule.exchange.holding import hold_import, keep_undo
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.models import HeldImport
from coopevents.schedule.exchange.plans import Plan
from coopevents.schedule.exchange.reading import plan_of
from coopevents.schedule.exchange.supposing import clashes_after
from coopevents.schedule.exchange.tables import csv_of, workbook_of
from coopevents.schedule.exchange.taking_over import Outcome, Wish, take_over
from coopevents.schedule.exchange.undoing import undo_import

exchange = Blueprint("organiser_exchange", __name__)
MOST_CLASHES_SHOWN = 12
MOST_SHOWN = 300


class FileForm(Form):
    """A file, or a table copied from a spreadsheet."""

    file = FileField(
        _l("File"),
        description=_l(
            "Choose it or drop it here: schedule.xml, schedule.json, iCalendar (.ics), Excel (.xlsx) or CSV."
        ),
    )
    table = LongTextField(
        _l("Or paste a table"),
        [Length(max=500_000)],
        description=_l("Copied from a spreadsheet, with the line of column names on top."),
    )

    @property
    def data_sent(self) -> bytes:
        """The bytes of what was sent, whichever way."""
        return bytes_of(self.file.data) or (self.table.data or "").encode()

    @property
    def name_sent(self) -> str:
        """What the file is called."""
        return str(getattr(self.file.data, "filename", "") or "")


@exchange.get("/desk/events/<event_slug>/exchange")
@requires(Permission.SEE_EVENT)
def show(event_slug: str) -> ResponseReturnValue:
    """What comes in, what goes out, and in which forms."""
    return _page(FileForm(), event_of_route())


@exchange.post("/desk/events/<event_slug>/exchange")
@requires(Permission.EDIT_PROGRAMME)
def send(event_slug: str) -> ResponseReturnValue:
    """Hold a file to be looked at; nothing is taken over yet."""
    event, form = event_of_route(), FileForm()
    data = form.data_sent
    if not data:
        form.file.errors = [_("Choose a file, or paste a table.")]
    elif form.validate_on_submit():
        try:
            _plan(event, data)
            held = hold_import(
                event.schedule,
                data,
                name=form.name_sent,
                user_id=access().user_id,
                language=current_language(),
                now=clock.now(),
            )
            token = held.token
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            return redirect(url_for(".look", event_slug=event_slug, held=token))
    return _page(form, event_of_route()), form.status


@exchange.get("/desk/events/<event_slug>/exchange/<held>")
@requires(Permission.EDIT_PROGRAMME)
def look(event_slug: str, held: str) -> ResponseReturnValue:
    """What taking the file over would do, row by row."""
    event = event_of_route()
    file = _held(event, held)
    plan, known = _plan(event, file.data, file.language)
    survey = present_survey(event)
    supposed, clashes = clashes_after(survey, plan, known)
    return render_template(
        "organiser/exchange/look.html",
        event=event,
        held=file,
        plan=plan,
        most=MOST_SHOWN,
        clashes=[sentence_of(each, supposed) for each in clashes[:MOST_CLASHES_SHOWN]],
        clash_count=len(clashes),
    )


@exchange.post("/desk/events/<event_slug>/exchange/<held>")
@requires(Permission.EDIT_PROGRAMME)
def take(event_slug: str, held: str) -> ResponseReturnValue:
    """Take over what was looked at; when the programme changed since, it is looked at anew."""
    event = event_of_route()
    file = _held(event, held)
    plan, known = _plan(event, file.data, file.language)
    again = redirect(url_for(".look", event_slug=event_slug, held=held))
    if request.form.get("mark") != plan.mark:
        flash(_("The programme changed in the meantime. This is what the file would do now."), "warning")
        return again
    now, actor = clock.now(), present_actor()
    wish = Wish(_numbers("overtaken"), _numbers("out"))
    naming: dict[str, Any] = {"unit_id": event.unit_id, "slug": event.slug, "language": file.language}
    try:
        outcome = take_over(event.schedule, plan, known, wish, **naming, now=now, actor=actor)
        keep_undo(file, outcome.undo, now=now)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
        return again
    _tell(outcome, event, url_for(".undo", event_slug=event_slug, held=held))
    return redirect(_where_to(outcome, event))


@exchange.post("/desk/events/<event_slug>/exchange/<held>/undo")
@requires(Permission.EDIT_PROGRAMME)
def undo(event_slug: str, held: str) -> ResponseReturnValue:
    """Take an import back."""
    event = event_of_route()
    file = queries.get_held(held, schedule_id=event.schedule_id, user_id=access().user_id, was_taken=True)
    try:
        undo_import(event.schedule, file, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    else:
        flash(_("The import is undone: everything is as it was before."), "success")
    return redirect(url_for("organiser_programme.show", event_slug=event_slug))


@exchange.get("/desk/events/<event_slug>/exchange/programme.xlsx")
@requires(Permission.SEE_EVENT)
def workbook(event_slug: str) -> ResponseReturnValue:
    """The whole programme as an Excel workbook that may be sent back."""
    event = event_of_route()
    known = _known(event)
    return _file(workbook_of(known.activities, known, current_language()), XLSX, f"{event.slug}-programme.xlsx")


@exchange.get("/desk/events/<event_slug>/exchange/programme.csv")
@requires(Permission.SEE_EVENT)
def table(event_slug: str) -> ResponseReturnValue:
    """The same as a CSV file."""
    event = event_of_route()
    known = _known(event)
    return _file(csv_of(known.activities, known, current_language()), "text/csv", f"{event.slug}-programme.csv")


def _page(form: FileForm, event: Event) -> str:
    return render_template(
        "organiser/exchange/show.html",
        form=form,
        event=event,
        may_edit=may(Permission.EDIT_PROGRAMME, event),
        xml_url=links.address_of("feeds_schedules.xml", event_slug=event.slug, lang=current_language()),
        json_url=links.address_of("feeds_schedules.json", event_slug=event.slug, lang=current_language()),
        ics_url=links.address_of("feeds_calendars.event", event_slug=event.slug, lang=current_language()),
    )


def _held(event: Event, token: str) -> HeldImport:
    return queries.get_held(token, schedule_id=event.schedule_id, user_id=access().user_id)


def _plan(event: Event, data: bytes, language: str = "") -> tuple[Plan, Known]:
    known = _known(event, language)
    return plan_of(data, known, host=current_app.config["SETTINGS"].host), known


def _known(event: Event, language: str = "") -> Known:
    length = (event.ends_on - event.starts_on).days + 1
    return queries.look_around(
        event.schedule,
        place_unit_ids=place_units(event),
        people=choosable_people(event),
        days=[event.starts_on + timedelta(days=number) for number in range(length)],
        language=language or current_language(),
        may_add_places=Permission.EDIT_PLACES in access().for_unit(event.unit_id),
    )


def _numbers(name: str) -> frozenset[int]:
    given = request.form.getlist(name)
    return frozenset(int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 10)


def _tell(outcome: Outcome, event: Event, undo_url: str) -> None:
    added, changed, out = len(outcome.added), len(outcome.changed), outcome.taken_out
    parts = [
        ngettext("%(num)s activity added", "%(num)s activities added", added) if added else "",
        ngettext("%(num)s activity changed", "%(num)s activities changed", changed) if changed else "",
        ngettext("%(num)s activity taken out", "%(num)s activities taken out", out) if out else "",
    ]
    said = ", ".join(filter(None, parts))
    if said:
        flash({"text": f"{said}.", "undo_url": undo_url}, "success")  # type: ignore[arg-type]
    else:
        flash(_("There was nothing to change."), "success")
    count = len(present_survey(event).open_clashes)
    if count:
        flash(ngettext("%(num)s clash is waiting below.", "%(num)s clashes are waiting below.", count), "warning")


def _where_to(outcome: Outcome, event: Event) -> str:
    found: list[datetime | None] = [each.starts_at for each in (*outcome.added, *outcome.changed)]
    starts = [each.astimezone(ZoneInfo(event.schedule.time_zone)) for each in found if each is not None]
    day = min(starts).date() if starts else None
    return url_for("organiser_programme.show", event_slug=event.slug, day=day)


def _file(body: bytes, media_type: str, name: str) -> Response:
    return Response(body, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
