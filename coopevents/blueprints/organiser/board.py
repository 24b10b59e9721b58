"""The doors of the board's own script: its state, strokes, going back and forth, presence, what would clash."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import BadRequest

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser import board_reading as reading
from coopevents.blueprints.organiser.board_state import Board, conflict_of, present_of, state_of
from coopevents.blueprints.organiser.board_words import stroke_label
from coopevents.blueprints.organiser.programme import present_survey, tracks_of
from coopevents.blueprints.organiser.programme_people import place_units
from coopevents.events.models import Event
from coopevents.i18n import _, current_language
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.schedule import board as boards
from coopevents.schedule import board_queries, board_rules, queries
from coopevents.schedule.board_details import Move
from coopevents.schedule.board_models import BoardStep
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind
from coopevents.schedule.supposing import suppose
from coopevents.text import LocalizedText, one_line

board = Blueprint("organiser_board", __name__)
Stroke = Callable[[Event], BoardStep | None]


@board.get("/desk/events/<event_slug>/board/state")
@requires(Permission.SEE_EVENT)
def state(event_slug: str) -> ResponseReturnValue:
    """The whole board; nothing (204) for who has seen this revision already, and only presence if that changed."""
    event = event_of_route()
    revision = board_queries.revision_of(event.schedule_id)
    present = board_queries.list_present(event.schedule_id, clock.now())
    people = present_of(present, current_user.id)
    here = "-".join(f"{each.user_id}.{each.activity_id or 0}" for each in present)
    if request.args.get("revision") != revision:
        return jsonify({**_state(event), "here": here})
    if request.args.get("here") != here:
        return jsonify(present=people, here=here)
    return "", 204


@board.post("/desk/events/<event_slug>/board/moves")
@requires(Permission.EDIT_PROGRAMME)
def move(event_slug: str) -> ResponseReturnValue:
    """Some activities to other times and places, into the tray or out of it; or copies of them: all or none."""
    said = reading.asked_json()
    verb = str(said.get("verb", "move"))
    return _stroke(lambda event: _apply(event, reading.moves_of(said, event.schedule.time_zone), verb, said))


@board.post("/desk/events/<event_slug>/board/shift")
@requires(Permission.EDIT_PROGRAMME)
def shift(event_slug: str) -> ResponseReturnValue:
    """Everything after a time, or the activities named, so many minutes later or earlier by the clock on the wall."""
    said = reading.asked_json()
    minutes = reading.whole(said.get("minutes"), least=-board_rules.MOST_MINUTES, most=board_rules.MOST_MINUTES)
    return _stroke(lambda event: _apply(event, _shifted(event, said, minutes), "shift", said))


@board.post("/desk/events/<event_slug>/board/new")
@requires(Permission.EDIT_PROGRAMME)
def create(event_slug: str) -> ResponseReturnValue:
    """A new activity in the tray, with a title, a kind and a length."""
    said = reading.asked_json()
    kind = str(said.get("kind"))
    if kind not in set(ActivityKind):
        raise BadRequest
    title = one_line(str(said.get("title", "")))
    details = ActivityDetails(
        kind=ActivityKind(kind),
        title=LocalizedText({current_language(): title}),
        length=reading.whole(said.get("length"), least=1, most=reading.LONGEST_LENGTH),
    )
    label = _("Add “%(title)s”", title=title)
    how = {"user_id": current_user.id, "label": label, "key": reading.key_of(said)}
    return _stroke(
        lambda event: boards.plan_in_tray(event.schedule, details, **how, now=clock.now(), actor=present_actor())
    )


@board.post("/desk/events/<event_slug>/board/undo")
@requires(Permission.EDIT_PROGRAMME)
def undo(event_slug: str) -> ResponseReturnValue:
    """Take back the asker's latest stroke."""
    return _stroke(lambda event: boards.undo(event.schedule, **_who()))


@board.post("/desk/events/<event_slug>/board/redo")
@requires(Permission.EDIT_PROGRAMME)
def redo(event_slug: str) -> ResponseReturnValue:
    """Do again what the asker took back last."""
    return _stroke(lambda event: boards.redo(event.schedule, **_who()))


@board.post("/desk/events/<event_slug>/board/presence")
@requires(Permission.SEE_EVENT)
def presence(event_slug: str) -> ResponseReturnValue:
    """The asker is at the board, and holds this activity or none."""
    event, said = event_of_route(), reading.asked_json()
    held = reading.whole(said["activity"]) if said.get("activity") is not None else None
    boards.be_present(event.schedule_id, current_user.id, held, now=clock.now())
    unit_of_work.commit()
    return "", 204


@board.get("/desk/events/<event_slug>/board/preview")
@requires(Permission.SEE_EVENT)
def preview(event_slug: str) -> ResponseReturnValue:
    """What an activity would clash with if it stood there, in sentences."""
    event, asked = event_of_route(), request.args
    if not all(asked.get(name, "").isdigit() and len(asked[name]) < 10 for name in ("id", "length")):
        raise BadRequest
    activity = queries.get_activity(event.schedule_id, int(asked["id"]))
    try:
        starts_at = reading.wall_moment(asked, event.schedule.time_zone)
    except Refusal as refusal:
        return jsonify(clashes=[str(refusal)])
    place = asked.get("place", "")
    place_id = int(place) if place.isascii() and place.isdigit() and len(place) < 10 else None
    ends_at = starts_at + timedelta(minutes=max(1, int(asked["length"])))
    survey, clashes = suppose(present_survey(event), activity, starts_at=starts_at, ends_at=ends_at, place_id=place_id)
    return jsonify(clashes=[sentence_of(each, survey) for each in clashes])


def _stroke(do: Stroke) -> ResponseReturnValue:
    """Do it and tell the new state; or nothing, and in words why not."""
    try:
        step = do(event_of_route())
        label = step.label if step is not None else ""
        unit_of_work.commit()
    except board_rules.SomebodyWasFaster as refusal:
        unit_of_work.discard()
        return _choice(refusal)
    except Refusal as refusal:
        unit_of_work.discard()
        return jsonify(problem=str(refusal), state=_state(event_of_route())), 409
    return jsonify(label=label, state=_state(event_of_route()))


def _choice(refusal: board_rules.SomebodyWasFaster) -> ResponseReturnValue:
    """What stands now, so that the asker can choose between theirs and mine."""
    event = event_of_route()
    survey = present_survey(event)
    ids = [each.activity_id for each in refusal.conflicts]
    known = board_queries.map_activities(event.schedule_id, ids)
    conflicts = [
        conflict_of(replace(each, activity=known.get(each.activity_id)), survey, survey.zone)
        for each in refusal.conflicts
    ]
    return jsonify(problem=str(refusal), conflicts=conflicts, state=_state(event)), 409


def _apply(event: Event, moves: Sequence[Move], verb: str, said: Any) -> BoardStep | None:
    known = board_queries.map_activities(event.schedule_id, {each.activity_id for each in moves})
    return boards.apply_moves(
        event.schedule,
        moves,
        offered_places={each.id for each in places.list_places(place_units(event))},
        label=stroke_label(verb, list(known.values())) if moves else "",
        key=reading.key_of(said),
        **_who(),
    )


def _shifted(event: Event, said: Any, minutes: int) -> list[Move]:
    """The moves of a shift; of the activities named only those that stand as the asker saw them."""
    zone = event.schedule.time_zone
    if "after" in said:
        scope = reading.scope_of(said)
        activities = queries.list_activities(event.schedule_id)
        return board_rules.shifted(board_rules.in_scope(activities, scope, ZoneInfo(zone)), minutes, zone)
    seen = {reading.whole(each[0]): reading.whole(each[1]) for each in said.get("seen", ())}
    known = board_queries.map_activities(event.schedule_id, seen)
    moves = board_rules.shifted(known.values(), minutes, zone)
    return [replace(each, version=seen[each.activity_id]) for each in moves]


def _who() -> dict[str, Any]:
    return {"user_id": current_user.id, "now": clock.now(), "actor": present_actor()}


def _state(event: Event) -> dict[str, Any]:
    schedule_id, user_id = event.schedule_id, current_user.id
    revision = board_queries.revision_of(schedule_id)
    activities, tray = queries.list_activities(schedule_id), queries.list_unscheduled(schedule_id)
    undoable = board_queries.find_step_to_undo(schedule_id, user_id)
    redoable = board_queries.find_step_to_redo(schedule_id, user_id)
    everybody = (one.person_id for each in (*activities, *tray) for one in each.participants)
    found = Board(
        revision=revision,
        activities=activities,
        tray=tray,
        survey=present_survey(event),
        people=queries.map_people(everybody),
        tracks=tracks_of(event),
        present=board_queries.list_present(schedule_id, clock.now()),
        undo=undoable.label if undoable else None,
        redo=redoable.label if redoable else None,
    )
    return state_of(found, event.starts_on, event.ends_on, user_id=user_id, now=clock.now())
