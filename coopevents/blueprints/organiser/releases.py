"""Doors to what waits for release: looking at it, releasing it, and how the programme is released at all."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.organiser import programme_view
from coopevents.blueprints.organiser.programme import present_survey
from coopevents.blueprints.organiser.release_forms import ReleaseForm, SettingsForm
from coopevents.blueprints.organiser.release_view import told_of, warned_of
from coopevents.blueprints.programme_changes import counts_in_words, views_of
from coopevents.events.models import Event
from coopevents.i18n import _, ngettext
from coopevents.refusals import Refusal
from coopevents.reports.affected import people_affected
from coopevents.reports.release_warnings import warnings_of
from coopevents.schedule import settings
from coopevents.schedule.differences import counts_of
from coopevents.schedule.release_rules import NothingToRelease, WorkingCopyChanged
from coopevents.schedule.releasing import Preview, preview, release_by_hand

releases = Blueprint("organiser_releases", __name__)
MOST_CLASHES_SHOWN = 12


@releases.get("/desk/events/<event_slug>/programme/release")
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str) -> ResponseReturnValue:
    """What waits for release: what readers would see change, what is amiss, and who would be told."""
    return _release_page(event_of_route(), clock.now())


@releases.post("/desk/events/<event_slug>/programme/release")
@requires(Permission.RELEASE_PROGRAMME)
def release(event_slug: str) -> ResponseReturnValue:
    """Release what the page showed, or show what is different by now."""
    event, form, now = event_of_route(), ReleaseForm(), clock.now()
    status = 422
    if form.validate_on_submit():
        try:
            made = release_by_hand(
                event.schedule,
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
            return redirect(url_for("organiser_release_history.index", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            status = 409 if isinstance(refusal, WorkingCopyChanged) else 422
        else:
            flash(_("Release %(number)s is what readers see now.", number=made.number), "success")
            return redirect(url_for("organiser_release_history.show", event_slug=event_slug, number=made.number))
    return _release_page(event_of_route(), now, form), status


@releases.route("/desk/events/<event_slug>/programme/settings", methods=["GET", "POST"])
@requires(Permission.RELEASE_PROGRAMME)
def change_settings(event_slug: str) -> ResponseReturnValue:
    """How the programme is released, and when people are told."""
    event = event_of_route()
    form = SettingsForm() if request.method == "POST" else SettingsForm.showing(event.schedule)
    if form.validate_on_submit():
        try:
            settings.change_settings(event.schedule, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("organiser_programme.show", event_slug=event_slug))
    event = event_of_route()
    return render_template(
        "organiser/releases/settings.html",
        event=event,
        form=form,
        waiting=0 if event.schedule.releases_itself else preview(event.schedule, clock.now()).count,
    ), form.status


@releases.app_template_global("unreleased_changes")
def unreleased_changes(event: Event) -> int:
    """How many changes of the event's programme wait for somebody to release them; looked up once for a page."""
    if not event.schedule.is_open or event.schedule.releases_itself:
        return 0
    if "unreleased" not in g:
        g.unreleased = preview(event.schedule, clock.now()).count
    return int(g.unreleased)


def _release_page(event: Event, now: datetime, form: ReleaseForm | None = None) -> str:
    found, zone = preview(event.schedule, now), ZoneInfo(event.schedule.time_zone)
    form = form or ReleaseForm(formdata=None)
    form.fingerprint.data = found.fingerprint
    survey, changes = present_survey(event), found.changes
    told = told_of(people_affected(event, changes), event)
    return render_template(
        "organiser/releases/release.html",
        event=event,
        zone=zone,
        form=form,
        found=found,
        changes=views_of(changes, zone, every_language=True),
        said=_said(found),
        survey=survey,
        clashes=programme_view.views_of(survey.open_clashes[:MOST_CLASHES_SHOWN], survey),
        clash_count=len(survey.open_clashes),
        warnings=warned_of(warnings_of(event.schedule_id, changes), event),
        told=told,
        button=_button(told.number),
        may_release=may(Permission.RELEASE_PROGRAMME, event),
    )


def _said(found: Preview) -> str:
    """What a release would bring, in one line."""
    if found.following is None:
        return ""
    return counts_in_words(counts_of(found.changes, found.following))


def _button(number: int) -> str:
    if not number:
        return str(_("Release"))
    return str(ngettext("Release and tell %(num)s person", "Release and tell %(num)s people", number))
