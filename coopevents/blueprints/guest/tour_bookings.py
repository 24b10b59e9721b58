"""A party's own page: its tour, its guests, another tour, a way out. Whoever has the link may enter."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.tour_forms import OwnPartyForm
from coopevents.blueprints.tour_words import BOOKINGS, tour_view, tour_views
from coopevents.calendars import invitation
from coopevents.facts import Actor
from coopevents.feeds.tours import entry_of
from coopevents.i18n import _, current_language
from coopevents.refusals import Refusal
from coopevents.registration import queries as registrations
from coopevents.registration import tokens as guest_tokens
from coopevents.schedule import queries as schedules
from coopevents.schedule.states import ActivityState
from coopevents.tours import booking, booking_tokens, departure_queries, erasing, feedback, offers, own_time
from coopevents.tours import booking_queries as queries
from coopevents.tours.booking_rules import LIVE
from coopevents.tours.models import TourBooking
from coopevents.tours.states import BookingState

bookings = Blueprint("guest_tours", __name__)


@bookings.get("/t/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """How it stands, and everything that can be done about it."""
    return _page(queries.find_by_link(token), token)


@bookings.route("/t/<token>/party", methods=["GET", "POST"])
@by_token
def party(token: str) -> ResponseReturnValue:
    """Change how many come, and what is to be known of them."""
    found = queries.find_by_link(token)
    if not _may_change(found):
        return redirect(url_for(".show", token=token))
    form = OwnPartyForm.showing(found)
    if form.is_sent and form.validate():
        try:
            booking.change_party(found, form.to_party(form.names.data or ""), now=clock.now(), actor=_party(found))
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            found = queries.find_by_link(token)
        else:
            flash(_("Your changes are saved."), "success")
            return redirect(url_for(".show", token=token))
    page = render_template("guest/tours/party.html", form=form, **_frame(found, token))
    return page, form.status


@bookings.route("/t/<token>/move", methods=["GET", "POST"])
@by_token
def move(token: str) -> ResponseReturnValue:
    """Choose another tour, and be on it in one step."""
    found = queries.find_by_link(token)
    if not _may_move(found):
        return redirect(url_for(".show", token=token))
    if request.method == "POST":
        number = request.form.get("departure", "")
        try:
            wanted = departure_queries.get_departure(int(number) if number.isascii() and number.isdecimal() else 0)
            _ensure_is_offered(found, wanted.route_id)
            booking.move_booking(found, wanted, now=clock.now(), actor=_party(found))
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            words = str(refusal) or _("This tour is no longer offered. Choose another one.")
            flash(words, "warning")
            return redirect(url_for(".move", token=token))
        flash(_("You are booked on this tour now. A message with it is on its way."), "success")
        return redirect(url_for(".show", token=token))
    now = clock.now()
    views = tour_views(offers.offers_for(found, now=now, most=20), now)
    own = [(each, own_time.elsewhere(found.person_id, each.departure, current_language())) for each in views]
    return render_template("guest/tours/move.html", offered=own, **_frame(found, token))


@bookings.route("/t/<token>/cancel", methods=["GET", "POST"])
@by_token
def cancel(token: str) -> ResponseReturnValue:
    """Ask whether it is meant, then let the places go."""
    found = queries.find_by_link(token)
    if not _may_move(found):
        return redirect(url_for(".show", token=token))
    if request.method == "POST":
        booking.cancel_booking(found, now=clock.now(), actor=_party(found))
        unit_of_work.commit()
        return redirect(url_for(".show", token=token))
    return render_template("guest/tours/cancel.html", **_frame(found, token))


@bookings.route("/t/<token>/erase", methods=["GET", "POST"])
@by_token
def erase(token: str) -> ResponseReturnValue:
    """Ask whether it is meant, then keep nothing that says who they are; a booking that still stands is cancelled."""
    found = queries.find_by_link(token)
    if found.registration_id is not None:
        return redirect(url_for(".show", token=token))
    if request.method == "POST":
        erasing.erase_booking(found, now=clock.now(), actor=_party(found))
        unit_of_work.commit()
        return render_template("guest/tours/erased.html")
    return render_template("guest/tours/erase.html", **_frame(found, token))


@bookings.get("/t/<token>/tour.ics")
@by_token
def calendar(token: str) -> ResponseReturnValue:
    """The tour as a file for a calendar, with the identity it has in messages and in the feed."""
    found = queries.find_by_link(token)
    zone = schedules.get_schedule(found.departure.activity.schedule_id).time_zone
    entry = entry_of(found, language=current_language(), host=links.host())
    body = invitation.single_entry(entry, time_zone=zone)
    headers = {"Content-Disposition": 'attachment; filename="tour.ics"'}
    return Response(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _page(found: TourBooking, token: str) -> str:
    now = clock.now()
    is_stranded = found.departure.activity.state is ActivityState.CANCELLED and found.state in LIVE
    offered = tour_views(offers.offers_for(found, now=now, most=3), now) if is_stranded else []
    return render_template(
        "guest/tours/show.html",
        is_welcome=request.args.get("welcome") == "1",
        is_stranded=is_stranded,
        offered=offered,
        before=queries.count_ahead(found) if found.state is BookingState.WAITING else 0,
        clashes=own_time.elsewhere(found.person_id, found.departure, current_language()) if _is_theirs(found) else [],
        feedback_url=_feedback_address(found),
        feed_url=links.address_of("feeds_tours.booking", token=booking_tokens.calendar_token(found)),
        **_frame(found, token),
    )


def _feedback_address(found: TourBooking) -> str:
    """Where a party that was on the tour says how it was; empty before it begins and long after it."""
    was_there = found.state in {BookingState.CONFIRMED, BookingState.ATTENDED}
    is_open = was_there and feedback.is_open(found.departure, clock.now())
    return url_for("public_tour_feedback.give", token=found.departure.feedback_code) if is_open else ""


def _frame(found: TourBooking, token: str) -> dict[str, object]:
    """What every page of a party needs."""
    registration = registrations.get_by_id(found.registration_id) if found.registration_id is not None else None
    word, tone = BOOKINGS[found.state]
    return {
        "booking": found,
        "tour": tour_view(found.departure, clock.now()),
        "token": token,
        "state_word": word,
        "state_tone": tone,
        "may_change": _may_change(found),
        "may_move": _may_move(found),
        "place_url": (url_for("guest_place.show", token=guest_tokens.link_token(registration)) if registration else ""),
    }


def _is_theirs(found: TourBooking) -> bool:
    """Whether the page may say where else they are: only to guests whose link to the event says the same. Anybody may
    book in the name of an address; what its owner has booked elsewhere is for that owner's mailbox."""
    return found.registration_id is not None


def _may_change(found: TourBooking) -> bool:
    activity = found.departure.activity
    return found.state in LIVE and activity.state is ActivityState.PUBLIC and activity.starts_at > clock.now()


def _may_move(found: TourBooking) -> bool:
    activity = found.departure.activity
    is_off = activity.state is ActivityState.CANCELLED
    return found.state in LIVE and (is_off or activity.starts_at > clock.now())


def _ensure_is_offered(found: TourBooking, route_id: int) -> None:
    if route_id not in {found.departure.route_id, found.departure.route.alternative_id}:
        raise departure_queries.DepartureNotFound


def _party(found: TourBooking) -> Actor:
    return Actor("guest", None, _("Party %(number)s", number=found.id))
