"""An agenda without an account: stars on the public programme, behind a link that nobody can guess.

The device remembers its agenda in a cookie that only these doors are sent, so that the programme's pages stay the same
for everybody. The link opens the same agenda on any other device.
"""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from coopevents import clock, links, unit_of_work
from coopevents.blueprints.access import by_token, open_to_all
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.guest.agenda import days_of
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.public.visible_events import is_public, public_event
from coopevents.events.models import Event
from coopevents.feeds.programmes import find_programme
from coopevents.i18n import _, current_language, localized
from coopevents.refusals import Refusal
from coopevents.registration import open_agenda_queries as queries
from coopevents.registration import open_agendas, tokens
from coopevents.registration.models import OpenAgenda

agendas = Blueprint("guest_agendas", __name__)
COOKIE = "agenda"


@dataclass(frozen=True)
class Starred:
    """What became of a star: the agenda, and what else is picked for the same time."""

    agenda: OpenAgenda
    overlaps: str


@agendas.get("/e/<event_slug>/agenda")
@open_to_all
def mine(event_slug: str) -> ResponseReturnValue:
    """This device's agenda; how to begin one, where there is none yet."""
    event = public_event(event_slug)
    agenda = _of_this_device(event)
    if agenda is not None:
        return redirect(_page_of(agenda))
    return render_template("guest/agenda/none.html", **event_frame(event))


@agendas.get("/e/<event_slug>/agenda/picks")
@open_to_all
def picks(event_slug: str) -> ResponseReturnValue:
    """What is on this device's agenda, for the stars of the programme."""
    agenda = _of_this_device(public_event(event_slug))
    return _told(agenda, "") if agenda is not None else _unkept(jsonify(url="", picks=[], said=""))


@agendas.post("/e/<event_slug>/agenda")
@open_to_all
@sent_from_kept_pages
def star(event_slug: str) -> ResponseReturnValue:
    """Put an activity on this device's agenda, or take it off; the first star begins the agenda."""
    is_script = request.accept_mimetypes.best == "application/json"
    try:
        found = _starred(public_event(event_slug))
        page = _page_of(found.agenda)
        answer: BaseResponse = _told(found.agenda, found.overlaps) if is_script else redirect(page)
        token = tokens.open_link_token(found.agenda)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        if not is_script:
            raise
        return _unkept(jsonify(said=str(refusal))), refusal.status
    return _remembering(answer, event_slug, token)


@agendas.post("/e/<event_slug>/agenda/here")
@open_to_all
def keep_here(event_slug: str) -> ResponseReturnValue:
    """Let this device use the agenda whose link it opened; what it had starred before comes along."""
    event, now = public_event(event_slug), clock.now()
    token = request.form.get("token", "")
    agenda = open_agendas.find_agenda(token, now=now)
    if agenda is None or agenda.event_id != event.id:
        abort(404)
    other = _of_this_device(event)
    if other is not None and other.id != agenda.id:
        open_agendas.merge(agenda, other, now=now)
    unit_of_work.commit()
    flash(_("This device uses the agenda now: its stars stand on the programme."), "success")
    return _remembering(redirect(url_for(".show", token=token)), event_slug, token)


@agendas.get("/a/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """The agenda: what was picked, day by day, its link as a code for another phone, and its calendar."""
    agenda = _agenda_of(token)
    event, picked = agenda.event, queries.list_picks(agenda.id)
    programme = find_programme(event.schedule)
    here = links.address_of("guest_agendas.show", token=token)
    days = days_of(programme, current_language(), picked=picked, bookings={}, only_picked=True) if programme else []
    return render_template(
        "guest/agenda/show.html",
        days=days,
        token=token,
        here=here,
        qr=qr_svg(here),
        feed_url=links.address_of("feeds_calendars.open_agenda", token=tokens.open_calendar_token(agenda)),
        kept_until=event.ends_on + open_agendas.KEPT_AFTER_EVENT,
        **event_frame(event),
    )


@agendas.post("/a/<token>/picks")
@by_token
def unpick(token: str) -> ResponseReturnValue:
    """Take an activity off the agenda."""
    open_agendas.unpick(_agenda_of(token), request.form.get("uid", "")[:40], now=clock.now())
    unit_of_work.commit()
    return redirect(url_for(".show", token=token))


@agendas.post("/a/<token>/link")
@by_token
def replace_link(token: str) -> ResponseReturnValue:
    """Give the agenda a new link and its calendar a new address."""
    agenda = _agenda_of(token)
    open_agendas.replace_links(agenda, now=clock.now())
    fresh, slug = tokens.open_link_token(agenda), agenda.event.slug
    unit_of_work.commit()
    flash(_("The agenda has a new link and its calendar a new address. The old ones no longer work."), "success")
    return _remembering(redirect(url_for(".show", token=fresh)), slug, fresh)


@agendas.route("/a/<token>/delete", methods=["GET", "POST"])
@by_token
def delete(token: str) -> ResponseReturnValue:
    """Ask whether it is meant, then forget the agenda."""
    agenda = _agenda_of(token)
    if request.method == "GET":
        count = len(queries.list_picks(agenda.id))
        return render_template("guest/agenda/delete.html", token=token, count=count, **event_frame(agenda.event))
    slug = agenda.event.slug
    open_agendas.delete_agenda(agenda)
    unit_of_work.commit()
    flash(_("The agenda is deleted."), "success")
    response = redirect(url_for("public_programme.show", event_slug=slug))
    response.delete_cookie(COOKIE, path=_cookie_path(slug))
    return response


def _starred(event: Event) -> Starred:
    """Raises ActivityIsNotOnTheProgramme, AgendaIsFull or TooManyAgendas."""
    now, uid = clock.now(), request.form.get("uid", "")[:40]
    agenda = _of_this_device(event)
    if request.form.get("wanted") == "0":
        if agenda is None:
            abort(404)
        open_agendas.unpick(agenda, uid, now=now)
        return Starred(agenda, "")
    agenda = agenda or open_agendas.begin_agenda(event, now=now)
    overlapping = open_agendas.pick(agenda, find_programme(event.schedule), uid, now=now)
    return Starred(agenda, ", ".join(localized(each.title) for each in overlapping))


def _told(agenda: OpenAgenda, overlaps: str) -> Response:
    said = _("On your agenda, at the same time as: %(titles)s", titles=overlaps) if overlaps else ""
    return _unkept(jsonify(url=_page_of(agenda), picks=sorted(queries.list_picks(agenda.id)), said=said))


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _agenda_of(token: str) -> OpenAgenda:
    """The agenda the token opens; 404 for a wrong or replaced one, and while the event is not public."""
    agenda = open_agendas.find_agenda(token, now=clock.now())
    if agenda is None or not is_public(agenda.event):
        abort(404)
    return agenda


def _of_this_device(event: Event) -> OpenAgenda | None:
    agenda = open_agendas.find_agenda(request.cookies.get(COOKIE, ""), now=clock.now())
    return agenda if agenda is not None and agenda.event_id == event.id else None


def _remembering(response: BaseResponse, slug: str, token: str) -> ResponseReturnValue:
    response.set_cookie(
        COOKIE,
        token,
        path=_cookie_path(slug),
        max_age=60 * 60 * 24 * 400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


def _cookie_path(slug: str) -> str:
    return url_for("guest_agendas.mine", event_slug=slug)


def _page_of(agenda: OpenAgenda) -> str:
    return url_for("guest_agendas.show", token=tokens.open_link_token(agenda))
