"""What can happen when tables of registrations come in."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class TableSent(Fact):
    """Somebody sent in a table of registrations; nothing is changed by it yet."""

    sentence = _l("Table of registrations sent in")


@dataclass(frozen=True, kw_only=True)
class TableTaken(Fact):
    """An organiser had a table taken over; the changes say what it would do."""

    sentence = _l("Table of registrations taken over")


@dataclass(frozen=True, kw_only=True)
class TableUndone(Fact):
    """An organiser had a table taken back."""

    sentence = _l("Table of registrations taken back")


@dataclass(frozen=True, kw_only=True)
class GuestImported(Fact):
    """Somebody was registered by a table, and nobody wrote to them; the state says with what result."""

    sentence = _l("Registered by a table")


@dataclass(frozen=True, kw_only=True)
class RegistrationSetBack(Fact):
    """A registration is as it was before a table changed it; the changes name the fields."""

    sentence = _l("Set back as it was before the table")
