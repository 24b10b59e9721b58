"""When somebody may register, who holds a seat, and which state follows which. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Protocol

from coopevents.i18n import _l, date_text, moment_text
from coopevents.refusals import Refusal
from coopevents.registration.states import TRANSITIONS, RegistrationState
from coopevents.registration.words import STATE_NAMES


class SpokenMoment:
    """A moment that is put into words when it is read, in the language of the reader."""

    def __init__(self, moment: datetime, zone: tzinfo) -> None:
        self.moment, self.zone = moment, zone

    def __str__(self) -> str:
        return moment_text(self.moment, self.zone)


class SpokenDay:
    """A day that is put into words when it is read, in the language of the reader."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __str__(self) -> str:
        return date_text(self.day)


class Window(Protocol):
    """When people may register."""

    @property
    def is_offered(self) -> bool:
        """Whether the event registers people on-line at all."""

    @property
    def opens_at(self) -> datetime | None:
        """From when on; None means from the publication on."""

    @property
    def closes_at(self) -> datetime | None:
        """Until when, exclusively; None means until further notice."""


class RegistrationIsNotOffered(Refusal):
    """The event registers nobody on-line."""

    sentence = _l("Online registration is not offered for this event.")


class RegistrationIsNotOpenYet(Refusal):
    """It opens later."""

    def __init__(self, opens_at: datetime, zone: tzinfo) -> None:
        super().__init__(_l("Registration opens on %(moment)s.", moment=SpokenMoment(opens_at, zone)))


class RegistrationIsClosed(Refusal):
    """It was open until some moment."""

    def __init__(self, closed_at: datetime, zone: tzinfo) -> None:
        super().__init__(_l("Registration closed on %(moment)s.", moment=SpokenMoment(closed_at, zone)))


class EventIsFull(Refusal):
    """Every seat is given."""

    sentence = _l("All places are taken.")


class EmailIsNotValid(Refusal):
    """Nothing could be sent to that address."""

    status = 422
    sentence = _l("Write an e-mail address, such as name@example.edu.")

    def __init__(self) -> None:
        super().__init__(field="email")


class NameIsMissing(Refusal):
    """Nobody is without a name."""

    status = 422
    sentence = _l("Write your name; a single name goes here.")

    def __init__(self) -> None:
        super().__init__(field="family_name")


class ConsentIsMissing(Refusal):
    """Personal data is kept only of those who agreed."""

    status = 422
    sentence = _l("Tick the box to agree; without it we may not keep your data.")

    def __init__(self) -> None:
        super().__init__(field="has_consented")


class EmailIsRegistered(Refusal):
    """The address has a live registration for this event."""

    sentence = _l("There is already a registration with this address.")

    def __init__(self, registration_id: int) -> None:
        self.registration_id = registration_id
        super().__init__(field="email")


class StateForbids(Refusal):
    """A registration in that state cannot become what was asked."""

    def __init__(self, state: RegistrationState) -> None:
        super().__init__(_l("This is not possible while the state is “%(state)s”.", state=STATE_NAMES[state]))


class ReasonIsMissing(Refusal):
    """Who loses a place is told why."""

    status = 422
    sentence = _l("Give the reason; it is told to the guest.")

    def __init__(self) -> None:
        super().__init__(field="reason")


class ChangesAreClosed(Refusal):
    """Guests could change what they wrote until some day."""

    def __init__(self, last_day: date) -> None:
        super().__init__(
            _l(
                "Changes were possible until %(day)s. Write to the organisers if something has to be different.",
                day=SpokenDay(last_day),
            )
        )


class ClosesBeforeItOpens(Refusal):
    """Registration would never be open."""

    status = 422
    sentence = _l("Registration has to close after it opens.")

    def __init__(self) -> None:
        super().__init__(field="closes_at")


class MoreSeatsAreTaken(Refusal):
    """The capacity cannot be cut below what was given away."""

    status = 422

    def __init__(self, taken: int) -> None:
        super().__init__(_l("%(taken)s places are given already.", taken=taken), field="capacity")


def ensure_window(window: Window, *, now: datetime, zone: tzinfo) -> None:
    """Raise a refusal that names the moment, unless people may register now. The closing moment itself is too late."""
    if not window.is_offered:
        raise RegistrationIsNotOffered
    if window.opens_at is not None and now < window.opens_at:
        raise RegistrationIsNotOpenYet(window.opens_at, zone)
    if window.closes_at is not None and now >= window.closes_at:
        raise RegistrationIsClosed(window.closes_at, zone)


def ensure_terms(window: Window, capacity: int | None, taken: int) -> None:
    """Raise ClosesBeforeItOpens or MoreSeatsAreTaken when these terms cannot hold."""
    if window.opens_at is not None and window.closes_at is not None and window.closes_at <= window.opens_at:
        raise ClosesBeforeItOpens
    if capacity is not None and capacity < taken:
        raise MoreSeatsAreTaken(taken)


def has_room(capacity: int | None, taken: int, wanted: int = 1) -> bool:
    """Whether that many more people can be seated."""
    return capacity is None or taken + wanted <= capacity


def first_state(*, has_seat: bool, needs_approval: bool, has_waiting_list: bool) -> RegistrationState:
    """The state a new registration begins in.

    Raises EventIsFull when there is neither a seat nor a waiting list.
    """
    if has_seat:
        return RegistrationState.PENDING if needs_approval else RegistrationState.APPROVED
    if not has_waiting_list:
        raise EventIsFull
    return RegistrationState.WAITLISTED


def ensure_may_become(state: RegistrationState, wanted: RegistrationState) -> None:
    """Raise StateForbids unless the one state may follow the other."""
    if wanted not in TRANSITIONS[state]:
        raise StateForbids(state)


def may_become(state: RegistrationState, wanted: RegistrationState) -> bool:
    """Whether the one state may follow the other."""
    return wanted in TRANSITIONS[state]


def changed_names(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Which fields differ: for the audit trail, which never holds what is in them."""
    return [name for name in new if old.get(name) != new[name]]


def ensure_changes_are_open(
    changes_until: date | None, state: RegistrationState, *, now: datetime, zone: tzinfo
) -> None:
    """Raise ChangesAreClosed when the last day for changes is over; what was sent back for changes may be changed."""
    is_over = changes_until is not None and now.astimezone(zone).date() > changes_until
    if is_over and changes_until is not None and state is not RegistrationState.RETURNED:
        raise ChangesAreClosed(changes_until)
