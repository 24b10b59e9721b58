"""Doors to what was released: all releases, one of them, any two beside each other, and the way back."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download
from coopevents.blueprints.listing import asked, page_number, page_url
from coopevents.blueprints.organiser.release_forms import ReleaseForm
from coopevents.blueprints.organiser.release_view import told_of
from coopevents.blueprints.programme_changes import counts_in_words, views_of
from coopevents.blueprints.programme_tables import programme_table
from coopevents.events.models import Event
from coopevents.i18n import _, ngettext
from coopevents.refusals import Refusal
from coopevents.reports.affected import people_affected
from coopevents.schedule import release_queries
from coopevents.schedule.comparing import compare
from coopevents.schedule.going_back import WayBack, go_back, look_back
from coopevents.schedule.release_rules import NothingToRelease, WorkingCopyChanged
from coopevents.schedule.releases import ReleasedProgramme, programme_of
from coopevents.schedule.releasing import preview

history = Blueprint("organiser_release_history", __name__)
PER_PAGE = 30
WORKING_COPY = 0
"""What stands for the working copy where numbers of releases are asked for."""


@history.get("/desk/events/<event_slug>/programme/releases")
@requires(Permission.SEE_EVENT)
def index(event_slug: str) -> ResponseReturnValue:
    """All releases, newest first."""
    event, page = event_of_route(), page_number()
    total = release_queries.count_releases(event.schedule_id)
    listed = release_queries.list_releases(event.schedule_id, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return render_template(
        "organiser/releases/index.html",
        event=event,
        zone=ZoneInfo(event.schedule.time_zone),
        listed=[(each, counts_in_words(each.counts)) for each in listed],
        latest=event.schedule.release_number,
        waiting=preview(event.schedule, clock.now()).count if event.schedule.is_open else 0,
        may_release=may(Permission.RELEASE_PROGRAMME, event),
        may_edit=may(Permission.EDIT_PROGRAMME, event),
        page={"page": page, "pages": -(-total // PER_PAGE), "total": total, "has_prev": page > 1,
              "has_next": page * PER_PAGE < total},
        page_url=page_url,
    )  # fmt: skip


@history.get("/desk/events/<event_slug>/programme/releases/<int:number>")
@requires(Permission.SEE_EVENT)
def show(event_slug: str, number: int) -> ResponseReturnValue:
    """One release: what it changed, compared with the one before it."""
    event = event_of_route()
    release = release_queries.get_release(event.schedule_id, number)
    programme = programme_of(release)
    before = _programme(event, number - 1) if number > 1 else None
    zone = ZoneInfo(event.schedule.time_zone)
    return render_template(
        "organiser/releases/show.html",
        event=event,
        zone=zone,
        release=release,
        said=counts_in_words(release.counts),
        changes=views_of(compare(before, programme), zone, every_language=True) if before else [],
        zones=(before.time_zone, programme.time_zone) if before and before.time_zone != programme.time_zone else None,
        latest=event.schedule.release_number,
        may_release=may(Permission.RELEASE_PROGRAMME, event) and event.schedule.is_open,
    )


@history.get("/desk/events/<event_slug>/programme/releases/compare")
@requires(Permission.SEE_EVENT)
def compare_two(event_slug: str) -> ResponseReturnValue:
    """Any two releases, or one and the working copy, beside each other."""
    event = event_of_route()
    older, newer = _number(asked("from"), 1), _number(asked("to"), event.schedule.release_number)
    before, after = _programme(event, older), _programme(event, newer)
    zone = ZoneInfo(event.schedule.time_zone)
    changes = compare(before, after)
    return render_template(
        "organiser/releases/compare.html",
        event=event,
        zone=zone,
        older=older,
        newer=newer,
        choices=_choices(event),
        changes=views_of(changes, zone, every_language=True),
        number=len(changes),
    )


@history.get("/desk/events/<event_slug>/programme/releases/<int:number>.csv")
@requires(Permission.SEE_EVENT)
def download(event_slug: str, number: int) -> ResponseReturnValue:
    """One release as a table."""
    event = event_of_route()
    programme = programme_of(release_queries.get_release(event.schedule_id, number))
    head, rows = programme_table(programme, ZoneInfo(programme.time_zone))
    return csv_download(f"{event.slug}-release-{number}", head, rows)


@history.route("/desk/events/<event_slug>/programme/releases/<int:number>/restore", methods=["GET", "POST"])
@requires(Permission.RELEASE_PROGRAMME)
def restore(event_slug: str, number: int) -> ResponseReturnValue:
    """Ask once, showing what would change, then go back to a release."""
    event, now = event_of_route(), clock.now()
    form = ReleaseForm() if request.method == "POST" else ReleaseForm(formdata=None)
    status = form.status
    if form.validate_on_submit():
        try:
            made = go_back(
                event.schedule,
                number,
                expected=form.expected,
                name=form.name.data or "",
                comment=form.comment.data,
                tells="silently" not in request.form,
                now=now,
                actor=present_actor(),
            )
            unit_of_work.commit()
        except NothingToRelease as refusal:
            unit_of_work.discard()
            flash(str(refusal), "info")
            return redirect(url_for(".index", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            status = 409 if isinstance(refusal, WorkingCopyChanged) else 422
        else:
            flash(_done(number, made.number if made else None), "success")
            return redirect(url_for(".index", event_slug=event_slug))
    return _restore_page(event_of_route(), number, now, form), status


def _restore_page(event: Event, number: int, now: datetime, form: ReleaseForm) -> str:
    way, zone = look_back(event.schedule, number, now), ZoneInfo(event.schedule.time_zone)
    form.fingerprint.data = way.fingerprint
    told = told_of(people_affected(event, way.changes), event)
    return render_template(
        "organiser/releases/restore.html",
        event=event,
        zone=zone,
        form=form,
        release=release_queries.get_release(event.schedule_id, number),
        changes=views_of(way.changes, zone, every_language=True),
        lost=views_of(way.lost, zone, every_language=True),
        does_nothing=way.does_nothing,
        told=told,
        button=_button(way, told.number),
        is_open=event.schedule.is_open,
    )


def _button(way: WayBack, number: int) -> str:
    if not way.changes:
        return str(_("Take back what waits"))
    if not number:
        return str(_("Go back"))
    return str(ngettext("Go back and tell %(num)s person", "Go back and tell %(num)s people", number))


def _done(number: int, made: int | None) -> str:
    if made is None:
        return str(_("The working copy reads as release %(number)s does.", number=number))
    return str(_("Release %(made)s has the programme of release %(number)s.", made=made, number=number))


def _number(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else otherwise


def _programme(event: Event, number: int) -> ReleasedProgramme:
    """A release's programme, or the working copy as readers would see it; 404 when there is none."""
    if number != WORKING_COPY:
        return programme_of(release_queries.get_release(event.schedule_id, number))
    found = preview(event.schedule, clock.now())
    programme = found.following or found.previous
    if programme is None:
        abort(404)
    return programme


def _choices(event: Event) -> list[tuple[int, str]]:
    """The releases to choose from, newest first, after the working copy."""
    listed: list[Any] = release_queries.list_releases(event.schedule_id, limit=200)
    named = [(each.number, f"{each.number} · {each.name}" if each.name else str(each.number)) for each in listed]
    return [
        (WORKING_COPY, str(_("Working copy"))),
        *((number, _("Release %(name)s", name=name)) for number, name in named),
    ]
