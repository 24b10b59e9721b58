"""Tours follow their activities: whoever booked hears of another time and place, whoever edits them, and where."""

from coopevents import ledger
from coopevents.facts import Fact
from coopevents.mail import application
from coopevents.reactions import tour_letters as letters
from coopevents.registration import queries as registrations
from coopevents.registration.facts import (
    RegistrationCancelled,
    RegistrationDeclined,
    RegistrationsUnited,
    RegistrationWithdrawn,
)
from coopevents.schedule import queries as schedules
from coopevents.schedule.facts import ActivityCancelled, ActivityChanged, ActivityMoved, ActivityReopened
from coopevents.tours import booking, departure_queries, following
from coopevents.tours import booking_queries as bookings
from coopevents.tours.booking_facts import (
    TourAwaited,
    TourBooked,
    TourBookingCancelled,
    TourBookingMoved,
    TourPartyMovedUp,
    TourPartyReminded,
    TourPartyTold,
)
from coopevents.tours.booking_rules import LIVE
from coopevents.tours.models import TourBooking
from coopevents.tours.states import BookingState

Left = RegistrationDeclined | RegistrationCancelled | RegistrationWithdrawn


def follow_move(fact: ActivityMoved) -> None:
    """A departure is at another time or place, moved on whatever board: its parties are told after the quiet time."""
    departure = departure_queries.find_by_activity(fact.subject.id)
    if departure is not None and fact.new is not None:
        quiet = schedules.get_schedule(fact.schedule_id).quiet_minutes
        if following.note_moved(departure, quiet_minutes=quiet, now=fact.at):
            ledger.once_committed(application.wake)


def follow_change(fact: ActivityChanged) -> None:
    """A departure has other places: what the board said holds, unless more have booked."""
    departure = departure_queries.find_by_activity(fact.subject.id)
    if departure is not None:
        following.note_changed(departure, now=fact.at)


def follow_cancellation(fact: ActivityCancelled) -> None:
    """A departure does not take place: its parties hear why at once, and which others there are."""
    departure = departure_queries.find_by_activity(fact.subject.id)
    if departure is None:
        return
    for each in following.note_cancelled(departure, now=fact.at):
        letters.send(
            "tour_cancelled",
            each,
            fact.at,
            method="CANCEL" if _has_places(each) else "",
            reason=fact.reason,
            is_own=False,
            for_weather=departure.cancelled_for_weather,
            offers=letters.offered(each, fact.at),
        )


def follow_reopening(fact: ActivityReopened) -> None:
    """A departure takes place after all: who is still booked hears of it."""
    departure = departure_queries.find_by_activity(fact.subject.id)
    if departure is None:
        return
    for each in following.note_reopened(departure, now=fact.at):
        if _has_places(each):
            letters.send("tour_booked", each, fact.at, method="REQUEST", what="on_again", clashes=[])


def confirm(fact: TourBooked) -> None:
    """Say that the places are the party's, with the tour for its calendar."""
    found = bookings.get_booking(fact.subject.id)
    clashes = letters.elsewhere(found)
    letters.send("tour_booked", found, fact.at, method="REQUEST", what="booked", clashes=clashes)


def tell_who_waits(fact: TourAwaited) -> None:
    """Say that the party waits, and by which rule it moves up."""
    found = bookings.get_booking(fact.subject.id)
    letters.send(
        "tour_awaited",
        found,
        fact.at,
        before=bookings.count_ahead(found),
        small_pass=found.departure.small_parties_pass,
    )


def tell_who_moved_up(fact: TourPartyMovedUp) -> None:
    """Say that there is room for the party now, with the tour for its calendar."""
    found = bookings.get_booking(fact.subject.id)
    clashes = letters.elsewhere(found)
    letters.send(
        "tour_booked", found, fact.at, method="REQUEST", key=f"up-{found.sequence}", what="moved_up", clashes=clashes
    )


def tell_who_moved(fact: TourBookingMoved) -> None:
    """Say which departure the party has now; what it had leaves its calendar or changes in it."""
    found = bookings.get_booking(fact.subject.id)
    if found.state is BookingState.CONFIRMED:
        letters.send("tour_moved", found, fact.at, method="REQUEST", is_own=True, clashes=letters.elsewhere(found))
        return
    method = "CANCEL" if fact.was_confirmed else ""
    before = bookings.count_ahead(found)
    small = found.departure.small_parties_pass
    letters.send("tour_awaited", found, fact.at, method=method, before=before, small_pass=small)


def tell_who_left(fact: TourBookingCancelled) -> None:
    """Confirm that nobody expects the party any more, or say why it is not to come."""
    found = bookings.get_booking(fact.subject.id)
    letters.send(
        "tour_cancelled",
        found,
        fact.at,
        method="CANCEL" if fact.was_confirmed else "",
        reason=found.cancellation_reason,
        is_own=fact.actor.kind == "guest",
        for_weather=False,
        offers=[],
    )


def tell_where_it_is_now(fact: TourPartyTold) -> None:
    """Say when and where the party's tour is now."""
    found = bookings.get_booking(fact.subject.id)
    method = "REQUEST" if _has_places(found) else ""
    letters.send("tour_moved", found, fact.at, method=method, is_own=False, clashes=letters.elsewhere(found))


def remind(fact: TourPartyReminded) -> None:
    """Remind a party the day before."""
    found = bookings.get_booking(fact.subject.id)
    letters.send("tour_reminder", found, fact.at, key=f"{found.known_starts_at:%Y%m%dT%H%M}")


def give_places_back(fact: Left) -> None:
    """Whoever does not come to the event leaves its tours as well."""
    registration = registrations.get_by_id(fact.subject.id)
    for each in bookings.list_of_registration(registration.id):
        if each.state in LIVE and each.departure.activity.starts_at > fact.at:
            booking.cancel_booking(each, now=fact.at, actor=fact.actor)


def let_move_up(fact: Fact) -> None:
    """A guest and all they booked were erased: whoever waited for these places moves up."""
    for number in bookings.list_departures_waited_for(fact.at):
        booking.pass_on(departure_queries.lock_departure(number), now=fact.at)


def keep_what_was_booked(fact: RegistrationsUnited) -> None:
    """What both registrations of a guest had booked belongs to the one that stays."""
    kept = registrations.get_by_id(fact.subject.id)
    bookings.move_to_registration(kept.id, kept.person_id)


def _has_places(found: TourBooking) -> bool:
    return found.state is BookingState.CONFIRMED
