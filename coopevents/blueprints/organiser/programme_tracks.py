"""Doors to the tracks of a programme: what they are called in each language, new ones, and those no longer needed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser.programme_forms import TrackForm
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal
from coopevents.schedule import queries
from coopevents.schedule import tracks as service

tracks = Blueprint("organiser_programme_tracks", __name__)


@tracks.route("/desk/events/<event_slug>/programme/tracks", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def index(event_slug: str) -> ResponseReturnValue:
    """The tracks of the programme, and the form that adds one."""
    event, form = event_of_route(), TrackForm()
    if form.validate_on_submit():
        try:
            track = service.open_track(event.schedule, form.name.data, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
        else:
            flash(_("The track “%(name)s” is added.", name=localized(track.name)), "success")
            return _back(event_slug)
    html = render_template(
        "organiser/programme/tracks.html",
        event=event,
        form=form,
        tracks=queries.list_tracks(event.schedule_id),
        counts=queries.count_activities_by_track(event.schedule_id),
    )
    return html, form.status


@tracks.route("/desk/events/<event_slug>/programme/tracks/<int:track_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def rename(event_slug: str, track_id: int) -> ResponseReturnValue:
    """Call a track something else."""
    event = event_of_route()
    track = queries.get_track(event.schedule_id, track_id)
    form = TrackForm() if request.method == "POST" else TrackForm(data={"name": track.name})
    if form.validate_on_submit():
        try:
            service.rename_track(event.schedule, track, form.name.data, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
            track = queries.get_track(event.schedule_id, track_id)
        else:
            flash(_("Saved."), "success")
            return _back(event_slug)
    return render_template("organiser/programme/track.html", event=event, form=form, track=track), form.status


@tracks.route("/desk/events/<event_slug>/programme/tracks/<int:track_id>/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def remove(event_slug: str, track_id: int) -> ResponseReturnValue:
    """Ask once, then remove a track; its activities stay."""
    event = event_of_route()
    track = queries.get_track(event.schedule_id, track_id)
    if request.method == "GET":
        count = queries.count_activities_by_track(event.schedule_id).get(track.id, 0)
        return render_template("organiser/programme/track_remove.html", event=event, track=track, count=count)
    service.remove_track(event.schedule, track, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The track is removed."), "success")
    return _back(event_slug)


def _back(event_slug: str) -> ResponseReturnValue:
    return redirect(url_for(".index", event_slug=event_slug))
