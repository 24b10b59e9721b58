"""What a guest is shown of places to be booked: how it stands, and the one button that changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from coopevents.i18n import _, ngettext
from coopevents.registration import bookings
from coopevents.registration.models import Registration


@dataclass(frozen=True)
class BookingView:
    """How it stands in words, and the button: ``wanted`` is 1 to book, 0 to give back, empty when it is too late."""

    words: str
    tone: str
    icon: str
    wanted: str
    button: str


def bookings_shown(registration: Registration, now: datetime) -> Mapping[str, BookingView]:
    """Per uid of an activity whose places are booked, what this guest is shown of it."""
    may_book = registration.state in bookings.MAY_BOOK
    standings = bookings.standings_of(registration)
    places = bookings.places_of(registration)
    return {
        uid: _view(standings.get(uid), each.free, may_change=may_book and each.starts_at > now)
        for uid, each in places.items()
    }


def _view(standing: bookings.Standing | None, free: int, *, may_change: bool) -> BookingView:
    if standing is not None and standing.state == "booked":
        return BookingView(
            _("Your place is booked"), "good", "check-circle", "0" if may_change else "", _("Give my place back")
        )
    if standing is not None:
        words = _("On the waiting list, you are next")
        if standing.waits_behind:
            words = ngettext(
                "On the waiting list, %(num)s person before you",
                "On the waiting list, %(num)s people before you",
                standing.waits_behind,
            )
        return BookingView(
            words, "attention", "hourglass-split", "0" if may_change else "", _("Leave the waiting list")
        )
    wanted = "1" if may_change else ""
    if free:
        words = ngettext("%(num)s place free", "%(num)s places free", free)
        return BookingView(words, "info", "people", wanted, _("Book a place"))
    return BookingView(_("All places taken"), "attention", "people", wanted, _("Join the waiting list"))
