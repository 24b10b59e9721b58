"""A guest's own agenda: stars on the activities of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest.booking_view import BookingView, bookings_shown
from coopevents.blueprints.guest.door import place, registration_of
from coopevents.i18n import _, current_language, day_text, time_text
from coopevents.registration import agendas, queries, service
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme
from coopevents.schedule.words import KINDS
from coopevents.tours import booking_queries, booking_tokens
from coopevents.tours.booking_rules import LIVE


@dataclass(frozen=True)
class AgendaEntry:
    """An activity as a guest's agenda shows it."""

    activity: ReleasedActivity
    title: str
    kind: str
    starts: str
    ends: str
    place: str
    people: str
    is_picked: bool
    overlaps: str
    booking: BookingView | None


@dataclass(frozen=True)
class AgendaDay:
    """A day in words with its entries, in the order of time."""

    day: date
    words: str
    entries: list[AgendaEntry]


def days_of(
    programme: ReleasedProgramme,
    language: str,
    *,
    picked: frozenset[str],
    bookings: Mapping[str, BookingView],
    only_picked: bool = False,
) -> list[AgendaDay]:
    """The programme by days, in the reader's language; picked activities say with which others they overlap."""
    zone = ZoneInfo(programme.time_zone)
    chosen = [each for each in programme.shown if each.uid in picked]
    days: dict[date, list[AgendaEntry]] = {}
    for each in chosen if only_picked else programme.shown:
        booking = bookings.get(each.uid) if not each.is_cancelled else None
        entry = _entry(each, language, zone, chosen if each.uid in picked else [], booking)
        days.setdefault(each.starts_at.astimezone(zone).date(), []).append(entry)
    return [AgendaDay(day, day_text(day), entries) for day, entries in sorted(days.items())]


def _entry(
    each: ReleasedActivity,
    language: str,
    zone: ZoneInfo,
    chosen: list[ReleasedActivity],
    booking: BookingView | None,
) -> AgendaEntry:
    overlapping = agendas.overlapping(each, chosen) if not each.is_cancelled else []
    return AgendaEntry(
        activity=each,
        title=each.title.in_language(language),
        kind=str(KINDS.get(each.kind, each.kind)),
        starts=time_text(each.starts_at, zone),
        ends=time_text(each.ends_at, zone),
        place=each.place.name.in_language(language) if each.place else "",
        people=", ".join(person.name for person in each.people),
        is_picked=bool(chosen),
        overlaps=", ".join(other.title.in_language(language) for other in overlapping),
        booking=booking,
    )


@place.get("/r/<token>/agenda")
@by_token
def agenda(token: str) -> ResponseReturnValue:
    """The whole programme, with a star on each activity."""
    registration = registration_of(token)
    programme = agendas.find_programme(registration)
    picked = queries.list_picks(registration.id)
    bookings = bookings_shown(registration, clock.now()) if programme else {}
    place_url = url_for("guest_place.show", token=token)
    return render_template(
        "guest/place/agenda.html",
        days=days_of(programme, current_language(), picked=picked, bookings=bookings) if programme else [],
        count=len(picked),
        token=token,
        place_url=place_url,
        tours=_tours_booked(registration),
        may_pick=registration.state in IS_LIVE,
        **event_frame(registration.event, place_url=place_url),
    )


def _tours_booked(registration: Registration) -> dict[str, str]:
    """The pages of the guest's bookings, by the activity the tour is."""
    found = booking_queries.list_of_registration(registration.id)
    return {
        each.departure.activity.uid: url_for("guest_tours.show", token=booking_tokens.link_token(each))
        for each in found
        if each.state in LIVE
    }


@place.post("/r/<token>/agenda/<uid>")
@by_token
def toggle(token: str, uid: str) -> ResponseReturnValue:
    """Put an activity on the agenda, or take it off: what the button said, so that pressing twice is pressing once.

    What overlaps is said, never refused.
    """
    registration, now = registration_of(token), clock.now()
    overlapping = []
    if request.form.get("wanted") == "0":
        service.unpick_activity(registration, uid, now=now)
    else:
        overlapping = service.pick_activity(registration, uid, now=now)
    titles = ", ".join(each.title.in_language(current_language()) for each in overlapping)
    unit_of_work.commit()
    if request.headers.get("HX-Request"):
        return "", 204
    if titles:
        flash(_("On your agenda, at the same time as: %(titles)s", titles=titles), "attention")
    return redirect(url_for("guest_place.agenda", token=token, _anchor=f"a-{uid}"))
