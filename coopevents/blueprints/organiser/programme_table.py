"""The table of a programme: everything the board does, in rows, with and without script."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser import board_reading as reading
from coopevents.blueprints.organiser.board_state import conflict_of
from coopevents.blueprints.organiser.board_words import stroke_label
from coopevents.blueprints.organiser.programme_page import present_survey, table_page
from coopevents.blueprints.organiser.programme_people import place_units
from coopevents.blueprints.organiser.table_rows import rows_of_request
from coopevents.blueprints.organiser.table_strokes import BULK, chosen_ids, moves_in_bulk
from coopevents.events.models import Event
from coopevents.i18n import _, current_language, ngettext
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.schedule import board as boards
from coopevents.schedule import board_queries, board_rules, queries, service
from coopevents.schedule.board_details import Conflict, Move
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText, one_line

table = Blueprint("organiser_programme_table", __name__)


@table.post("/desk/events/<event_slug>/programme/table")
@requires(Permission.EDIT_PROGRAMME)
def save(event_slug: str) -> ResponseReturnValue:
    """Every row whose day, start, length or place was typed anew, as one stroke; or what is done with those ticked."""
    event, verb = event_of_route(), request.form.get("do", "save")
    try:
        said = _end(event, verb) if verb in {"cancel", "delete"} else _move(event, verb)
        unit_of_work.commit()
    except board_rules.SomebodyWasFaster as refusal:
        return _shown_again(str(refusal), refusal.conflicts), 409
    except Refusal as refusal:
        return _shown_again(str(refusal)), 422
    if said:
        flash(said, "success")  # type: ignore[arg-type]
    else:
        flash(_("Nothing was changed."), "info")
    return redirect(_back(event_slug))


@table.post("/desk/events/<event_slug>/programme/table/shift")
@requires(Permission.EDIT_PROGRAMME)
def shift(event_slug: str) -> ResponseReturnValue:
    """Everything of a day after a time, in one place or in all, so many minutes later or earlier."""
    event, form = event_of_route(), request.form
    try:
        place = form.get("place", "all")
        scope = board_rules.Scope(
            day=reading.day_of(form.get("day", "")),
            after=reading.time_of(form.get("time", "")),
            place_id=int(place) if place.isascii() and place.isdigit() and len(place) < 10 else None,
            is_every_place=place == "all",
        )
        minutes = reading.minutes_of(form.get("minutes", ""))
        zone = event.schedule.time_zone
        found = board_rules.in_scope(queries.list_activities(event.schedule_id), scope, ZoneInfo(zone))
        said = _stroke(event, board_rules.shifted(found, minutes, zone), "shift")
        unit_of_work.commit()
    except Refusal as refusal:
        return _refused(event_slug, str(refusal))
    flash(said or _("Nothing starts at that time or later."), "success" if said else "info")  # type: ignore[arg-type]
    return redirect(_back(event_slug))


@table.post("/desk/events/<event_slug>/programme/table/new")
@requires(Permission.EDIT_PROGRAMME)
def create(event_slug: str) -> ResponseReturnValue:
    """A new activity in the tray."""
    event, form = event_of_route(), request.form
    kind, title = form.get("kind", ""), one_line(form.get("title", ""))
    try:
        details = ActivityDetails(
            kind=ActivityKind(kind) if kind in set(ActivityKind) else ActivityKind.OTHER,
            title=LocalizedText({current_language(): title}),
            length=reading.minutes_of(form.get("length", "60")),
        )
        boards.plan_in_tray(event.schedule, details, label=_("Add “%(title)s”", title=title), **_who())
        unit_of_work.commit()
    except Refusal as refusal:
        return _refused(event_slug, str(refusal))
    flash(_("%(title)s lies in the tray.", title=title), "success")
    return redirect(_back(event_slug))


@table.post("/desk/events/<event_slug>/programme/undo")
@requires(Permission.EDIT_PROGRAMME)
def undo(event_slug: str) -> ResponseReturnValue:
    """Take back the asker's latest stroke."""
    event = event_of_route()
    try:
        label = boards.undo(event.schedule, **_who()).label
        unit_of_work.commit()
    except Refusal as refusal:
        return _refused(event_slug, str(refusal))
    flash(_("Undone: %(label)s", label=label), "success")
    return redirect(_back(event_slug))


@table.post("/desk/events/<event_slug>/programme/redo")
@requires(Permission.EDIT_PROGRAMME)
def redo(event_slug: str) -> ResponseReturnValue:
    """Do again what the asker took back last."""
    event = event_of_route()
    try:
        label = boards.redo(event.schedule, **_who()).label
        unit_of_work.commit()
    except Refusal as refusal:
        return _refused(event_slug, str(refusal))
    flash(_("Done again: %(label)s", label=label), "success")
    return redirect(_back(event_slug))


def _move(event: Event, verb: str) -> "dict[str, str] | None":
    zone = event.schedule.time_zone
    if verb not in BULK:
        rows = rows_of_request(request.form, zone)
        anyway = request.form.get("anyway") == "1"
        moves = [each.move(is_anyway=anyway) for each in rows]
        return _stroke(event, moves, "move")
    known = board_queries.map_activities(event.schedule_id, chosen_ids(request.form))
    return _stroke(event, moves_in_bulk(verb, list(known.values()), request.form, zone), verb)


def _stroke(event: Event, moves: Sequence[Move], verb: str) -> "dict[str, str] | None":
    """Carry it out; what the page then says, with the way back. None when nothing moved."""
    if not moves:
        return None
    known = board_queries.map_activities(event.schedule_id, {each.activity_id for each in moves})
    step = boards.apply_moves(
        event.schedule,
        moves,
        offered_places={each.id for each in places.list_places(place_units(event))},
        label=stroke_label(verb, list(known.values())),
        **_who(),
    )
    if step is None:
        return None
    return {"text": step.label, "undo_url": url_for(".undo", event_slug=event.slug, **_query())}


def _end(event: Event, verb: str) -> str | None:
    """Cancel with a reason, or delete drafts and what lies in the tray."""
    now, actor = clock.now(), present_actor()
    chosen = board_queries.map_activities(event.schedule_id, chosen_ids(request.form)).values()
    for activity in chosen:
        if verb == "delete":
            service.delete_activity(activity, now=now, actor=actor)
        else:
            service.cancel_activity(activity, request.form.get("reason", ""), now=now, actor=actor)
    if not chosen:
        return None
    if verb == "delete":
        return str(ngettext("%(num)s activity deleted.", "%(num)s activities deleted.", len(chosen)))
    return str(ngettext("%(num)s activity cancelled.", "%(num)s activities cancelled.", len(chosen)))


def _shown_again(problem: str, conflicts: Sequence[Conflict] = ()) -> str:
    """The table with everything that was typed, what was wrong, and how what others changed stands now."""
    unit_of_work.discard()
    event = event_of_route()
    known = board_queries.map_activities(event.schedule_id, [each.activity_id for each in conflicts])
    survey = present_survey(event)
    said = [conflict_of(replace(each, activity=known.get(each.activity_id)), survey, survey.zone) for each in conflicts]
    return table_page(event, typed=request.form, problem=problem, conflicts=said)


def _refused(event_slug: str, sentence: str) -> ResponseReturnValue:
    unit_of_work.discard()
    flash(sentence, "error")
    return redirect(_back(event_slug))


def _who() -> dict[str, Any]:
    return {"user_id": current_user.id, "now": clock.now(), "actor": present_actor()}


def _back(event_slug: str) -> str:
    return url_for("organiser_programme.show", event_slug=event_slug, view="list", **_query())


def _query() -> dict[str, Any]:
    """How the table was narrowed."""
    return {name: request.args[name][:200] for name in ("q", "kind", "day") if request.args.get(name)}
