"""Doors that change one activity at a stroke: move, cancel, reopen, copy, delete; and clashes accepted on purpose."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser.programme import grid_url, present_survey, say_clashes
from coopevents.blueprints.organiser.programme_forms import ReasonForm
from coopevents.events.models import Event
from coopevents.i18n import _, localized, short_day_text, time_range_text
from coopevents.refusals import Refusal
from coopevents.schedule import accepting, queries, rules, service
from coopevents.schedule.details import Whereabouts
from coopevents.schedule.models import Activity
from coopevents.schedule.survey import Survey

moves = Blueprint("organiser_programme_moves", __name__)
MOST_MINUTES = 24 * 60


@moves.post("/desk/events/<event_slug>/programme/<int:activity_id>/move")
@requires(Permission.EDIT_PROGRAMME)
def move(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """Put it elsewhere: some minutes earlier or later, at a time, at a place; say where it was and is."""
    event = event_of_route()
    survey, activity = present_survey(event), queries.get_activity(event.schedule_id, activity_id)
    old = Whereabouts(activity.starts_at, activity.ends_at, activity.place_id)
    try:
        rules.ensure_has_time(activity.state)
        new = _asked_for(old, survey)
        service.move_activity(
            activity,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            place_id=new.place_id,
            now=clock.now(),
            actor=present_actor(),
        )
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
        return redirect(url_for("organiser_programme.edit", event_slug=event_slug, activity_id=activity_id))
    if new != old:
        words = _moved_words(activity, old, new, survey)
        flash({"text": words, "undo_url": _way_back(event, activity, old)}, "success")  # type: ignore[arg-type]
        say_clashes(event, activity)
    return redirect(grid_url(event, activity))


@moves.route("/desk/events/<event_slug>/programme/<int:activity_id>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def cancel(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """Ask once, with the reason, then cancel it."""
    event = event_of_route()
    activity, form = queries.get_activity(event.schedule_id, activity_id), ReasonForm()
    if form.validate_on_submit():
        try:
            service.cancel_activity(activity, form.reason.data or "", now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event, activity = event_of_route(), queries.get_activity(event_of_route().schedule_id, activity_id)
        else:
            flash(_("%(title)s is cancelled.", title=localized(activity.title)), "success")
            return redirect(grid_url(event, activity))
    page = render_template(
        "organiser/programme/cancel.html",
        form=form,
        event=event,
        activity=activity,
        zone=ZoneInfo(event.schedule.time_zone),
    )
    return page, 422 if form.is_sent else 200


@moves.post("/desk/events/<event_slug>/programme/<int:activity_id>/reopen")
@requires(Permission.EDIT_PROGRAMME)
def reopen(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """It takes place after all."""
    event = event_of_route()
    activity = queries.get_activity(event.schedule_id, activity_id)
    service.reopen_activity(activity, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(title)s takes place after all.", title=localized(activity.title)), "success")
    say_clashes(event, activity)
    return redirect(grid_url(event, activity))


@moves.post("/desk/events/<event_slug>/programme/<int:activity_id>/duplicate")
@requires(Permission.EDIT_PROGRAMME)
def duplicate(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """The same once more, as a draft to be put elsewhere."""
    event = event_of_route()
    activity = queries.get_activity(event.schedule_id, activity_id)
    copy = service.duplicate_activity(activity, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("This is the copy, a draft at the same time. Put it where it belongs."), "success")
    return redirect(url_for("organiser_programme.edit", event_slug=event_slug, activity_id=copy.id))


@moves.route("/desk/events/<event_slug>/programme/<int:activity_id>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def delete(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """Ask once, then remove a draft."""
    event = event_of_route()
    activity = queries.get_activity(event.schedule_id, activity_id)
    if request.method == "GET":
        return render_template("organiser/programme/delete.html", event=event, activity=activity)
    title = localized(activity.title)
    service.delete_activity(activity, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The draft of %(title)s is deleted.", title=title), "success")
    return redirect(url_for("organiser_programme.show", event_slug=event_slug))


@moves.post("/desk/events/<event_slug>/programme/clashes/accept")
@requires(Permission.EDIT_PROGRAMME)
def accept(event_slug: str) -> ResponseReturnValue:
    """A clash is meant so; it stays quiet until it changes."""
    event, key = event_of_route(), request.form.get("key", "")
    if key not in {each.key for each in present_survey(event).clashes}:
        flash(_("That clash is gone already."), "info")
        return redirect(_back(event))
    try:
        reason = request.form.get("reason", "")
        accepting.accept_clash(event.schedule, key, reason, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
        return redirect(_back(event_of_route()))
    flash(_("Accepted. It stays quiet until something about it changes."), "success")
    return redirect(_back(event))


@moves.post("/desk/events/<event_slug>/programme/clashes/reconsider")
@requires(Permission.EDIT_PROGRAMME)
def reconsider(event_slug: str) -> ResponseReturnValue:
    """A clash accepted before is shown again."""
    event = event_of_route()
    accepting.reconsider_clash(event.schedule, request.form.get("key", ""), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("It is shown as a clash again."), "success")
    return redirect(_back(event))


def _asked_for(old: Whereabouts, survey: Survey) -> Whereabouts:
    """Where the request puts it. Raises a refusal for what is no time or no place."""
    asked = request.values
    place_id = _place_asked(asked.get("place_id"), old.place_id, survey)
    if asked.get("starts_at"):
        starts_at, ends_at = _moment(asked["starts_at"], "starts"), _moment(asked.get("ends_at", ""), "ends")
        return Whereabouts(starts_at, ends_at, place_id)
    if asked.get("time"):
        starts_at = _at_time(old.starts_at, asked["time"], survey)
        return Whereabouts(starts_at, starts_at + (old.ends_at - old.starts_at), place_id)
    shift = timedelta(minutes=_minutes(asked.get("shift", "0")))
    return Whereabouts(old.starts_at + shift, old.ends_at + shift, place_id)


def _place_asked(given: str | None, present: int | None, survey: Survey) -> int | None:
    if given is None:
        return present
    known = {str(each.id): each.id for each in survey.offered_places} | {str(present): present, "": None}
    if given not in known:
        raise rules.PlaceIsRetired(field="place")
    return known[given]


def _at_time(present: datetime, typed: str, survey: Survey) -> datetime:
    try:
        wanted = datetime.strptime(typed[:5], "%H:%M").time()  # noqa: DTZ007 - a time of day
    except ValueError:
        raise Refusal(_("Write the time as 09:30.")) from None
    day = present.astimezone(survey.zone).date()
    return rules.moment_of(day, wanted, survey.zone.key, field="starts")


def _moment(typed: str, field: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Refusal(_("That is not a time."), field=field)
    return moment


def _minutes(typed: str) -> int:
    digits = typed.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6) or int(digits) > MOST_MINUTES:
        raise Refusal(_("That is not a number of minutes."))
    return int(typed)


def _moved_words(activity: Activity, old: Whereabouts, new: Whereabouts, survey: Survey) -> str:
    before, after = _whereabouts_words(old, new, survey), _whereabouts_words(new, old, survey)
    title = localized(activity.title)
    return str(_("%(title)s moved: %(old)s → %(new)s.", title=title, old=before, new=after))


def _whereabouts_words(here: Whereabouts, other: Whereabouts, survey: Survey) -> str:
    """Only what differs: the day when it does, the time when it does, the place when it does."""
    words = []
    if short_day_text(here.starts_at, survey.zone) != short_day_text(other.starts_at, survey.zone):
        words.append(short_day_text(here.starts_at, survey.zone))
    if (here.starts_at, here.ends_at) != (other.starts_at, other.ends_at):
        words.append(time_range_text(here.starts_at, here.ends_at, survey.zone))
    if here.place_id != other.place_id:
        place = survey.places.get(here.place_id or 0)
        words.append(localized(place.name) if place else _("no place yet"))
    return ", ".join(words)


def _way_back(event: Event, activity: Activity, old: Whereabouts) -> str:
    return url_for(
        ".move",
        event_slug=event.slug,
        activity_id=activity.id,
        starts_at=old.starts_at.isoformat(),
        ends_at=old.ends_at.isoformat(),
        place_id=old.place_id or "",
    )


def _back(event: Event) -> str:
    """The page the form stood on: an activity's, or the programme."""
    given = request.form.get("activity_id", "")
    if given.isascii() and given.isdigit() and len(given) < 10:
        return url_for("organiser_programme.edit", event_slug=event.slug, activity_id=int(given))
    return url_for("organiser_programme.show", event_slug=event.slug, _anchor="clashes")
