"""Doors to the drafting assistant: asking it, watching it, looking at what it proposes, taking that over or not."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser import assistant_view as view
from coopevents.blueprints.organiser.assistant_forms import AskForm
from coopevents.blueprints.organiser.assistant_words import Names
from coopevents.blueprints.organiser.programme_people import place_units
from coopevents.events.models import Event
from coopevents.i18n import _, ngettext, short_day_text
from coopevents.places import queries as places
from coopevents.places.models import Place
from coopevents.refusals import Refusal
from coopevents.reports.clashes import count_picks
from coopevents.schedule import board_queries, proposal_queries, proposals, queries
from coopevents.schedule.assistant.solver import has_solver
from coopevents.schedule.board_models import Proposal
from coopevents.schedule.board_rules import SomebodyWasFaster
from coopevents.schedule.models import Activity
from coopevents.schedule.proposal_problem import read_problem
from coopevents.schedule.states import ProposalState

assistant = Blueprint("organiser_assistant", __name__)
AT_WORK = frozenset({ProposalState.WAITING, ProposalState.WORKING})
MOST_DAYS = 31


@assistant.route("/desk/events/<event_slug>/programme/assistant", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def ask(event_slug: str) -> ResponseReturnValue:
    """What the assistant may place, and how; and the drafts it made before."""
    event, form = event_of_route(), AskForm()
    if form.validate_on_submit():
        try:
            proposal = _ask(event, form)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
        else:
            return redirect(url_for(".show", event_slug=event_slug, proposal_id=proposal.id))
    tracks, tray = queries.list_tracks(event.schedule_id), queries.list_unscheduled(event.schedule_id)
    standing = queries.list_activities(event.schedule_id)
    form.offer(_days(event), _offered(event), tracks, [*tray, *standing])
    html = render_template(
        "organiser/assistant/ask.html",
        event=event,
        form=form,
        track_rows=form.named_tracks(tracks),
        in_tray=len(tray),
        number=len(tray) + len(standing),
        drafts=proposal_queries.list_proposals(event.schedule_id),
        zone=ZoneInfo(event.schedule.time_zone),
        has_solver=has_solver(),
    )
    return html, form.status


@assistant.get("/desk/events/<event_slug>/programme/assistant/<int:proposal_id>")
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str, proposal_id: int) -> ResponseReturnValue:
    """How far it is; or what it proposes, and why not all of it has a place."""
    event = event_of_route()
    proposal = proposal_queries.get_proposal(event.schedule_id, proposal_id)
    if proposal.result is None:
        return render_template("organiser/assistant/working.html", event=event, proposal=proposal, at_work=AT_WORK)
    return _result_page(event, proposal)


@assistant.get("/desk/events/<event_slug>/programme/assistant/<int:proposal_id>/progress")
@requires(Permission.EDIT_PROGRAMME)
def progress(event_slug: str, proposal_id: int) -> ResponseReturnValue:
    """How far it is, for the page that waits."""
    proposal = proposal_queries.get_proposal(event_of_route().schedule_id, proposal_id)
    return jsonify(progress=proposal.progress, waits=proposal.state in AT_WORK)


@assistant.post("/desk/events/<event_slug>/programme/assistant/<int:proposal_id>/take")
@requires(Permission.EDIT_PROGRAMME)
def take(event_slug: str, proposal_id: int) -> ResponseReturnValue:
    """Move what was chosen, as one stroke the board can undo."""
    event = event_of_route()
    chosen = {int(each) for each in request.form.getlist("selected") if each.isascii() and each.isdigit()}
    if not chosen:
        flash(_("Choose at least one activity."), "error")
        return redirect(url_for(".show", event_slug=event_slug, proposal_id=proposal_id))
    try:
        proposals.take_over(
            proposal_queries.get_proposal(event.schedule_id, proposal_id),
            chosen,
            offered_places=[each.id for each in _offered(event)],
            user_id=current_user.id,
            label=_("Take over a draft"),
            now=clock.now(),
            actor=present_actor(),
        )
        unit_of_work.commit()
    except SomebodyWasFaster:
        unit_of_work.discard()
        flash(_("Somebody changed some of these meanwhile. Nothing was moved; they are no longer chosen."), "error")
        return redirect(url_for(".show", event_slug=event_slug, proposal_id=proposal_id))
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
        return redirect(url_for(".show", event_slug=event_slug, proposal_id=proposal_id))
    words = ngettext("%(num)s activity is placed.", "%(num)s activities are placed.", len(chosen))
    flash(_("%(words)s The board can undo it in one stroke.", words=words), "success")
    return redirect(url_for("organiser_programme.show", event_slug=event_slug))


@assistant.post("/desk/events/<event_slug>/programme/assistant/<int:proposal_id>/discard")
@requires(Permission.EDIT_PROGRAMME)
def discard(event_slug: str, proposal_id: int) -> ResponseReturnValue:
    """It is not wanted, or the wait for it is over."""
    event = event_of_route()
    proposal = proposal_queries.get_proposal(event.schedule_id, proposal_id)
    proposals.discard_draft(proposal, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The draft is discarded. Nothing was moved."), "info")
    return redirect(url_for(".ask", event_slug=event_slug))


def _ask(event: Event, form: AskForm) -> Proposal:
    offered, tracks = _offered(event), queries.list_tracks(event.schedule_id)
    wish = form.to_wish(
        {each.isoformat(): each for each in _days(event)},
        [each.id for each in offered],
        [each.id for each in tracks],
    )
    days = _days(event)
    picked = count_picks([event.id])
    read = read_problem(event.schedule, wish, offered=offered, first_day=days[0], last_day=days[-1], picked=picked)
    return proposals.ask_for_draft(event.schedule, wish, read, now=clock.now(), actor=present_actor())


def _result_page(event: Event, proposal: Proposal) -> str:
    zone, standing = ZoneInfo(event.schedule.time_zone), queries.list_activities(event.schedule_id)
    tasks = proposal.wish["problem"]["tasks"]
    activities = board_queries.map_activities(event.schedule_id, [each["id"] for each in tasks])
    known = _known_places(event, standing, proposal)
    names = Names(
        {each.id: each.title for each in activities.values()},
        queries.map_people({person for each in tasks for person in each["people"]}),
        known,
        places.map_resources({resource for each in tasks for resource, _quantity in each["resources"]}),
    )
    drafted = view.view_of(proposal, activities, names, zone)
    moves = [each for each in proposals.moves_of(proposal) if each.activity_id in activities]
    days = _days(event)
    day = _day_asked(days, [row.day for row in drafted.rows])
    used = {each.place_id for each in moves} | {each.place_id for each in standing}
    columns = [each for each in known.values() if each.id in used]
    cells, hours = view.cells_of(day, moves, standing, activities, columns, zone)
    return render_template(
        "organiser/assistant/result.html",
        event=event,
        proposal=proposal,
        draft=drafted,
        is_open=proposal.state is ProposalState.READY,
        columns=columns,
        cells=cells,
        hours=hours,
        day=day,
        days=_day_tabs(event, proposal, days, day, [row.day for row in drafted.rows]),
    )


def _known_places(event: Event, standing: list[Activity], proposal: Proposal) -> dict[int, Place]:
    """The places the event may use, and those of what stands or would."""
    offered = {each.id: each for each in _offered(event)}
    named = {each.place_id for each in standing} | {each["id"] for each in proposal.wish["problem"]["rooms"]}
    return offered | places.map_places(named - offered.keys())


def _offered(event: Event) -> list[Place]:
    return places.list_places(place_units(event))


def _days(event: Event) -> list[date]:
    number = min((event.ends_on - event.starts_on).days + 1, MOST_DAYS)
    return [event.starts_on + timedelta(days=each) for each in range(number)]


def _day_asked(days: list[date], moved_to: list[date]) -> date:
    asked = {each.isoformat(): each for each in days}.get(request.args.get("day", ""))
    return asked or min(moved_to, default=days[0])


def _day_tabs(
    event: Event, proposal: Proposal, days: list[date], day: date, moved_to: list[date]
) -> list[dict[str, object]]:
    return [
        {
            "label": short_day_text(each),
            "date": str(ngettext("%(num)s moves here", "%(num)s move here", number))
            if (number := moved_to.count(each))
            else str(_("no change")),
            "url": url_for(".show", event_slug=event.slug, proposal_id=proposal.id, day=each, _anchor="grid"),
            "is_current": each == day,
        }
        for each in days
    ]
