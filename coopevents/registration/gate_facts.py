"""What can happen around the gates of an event, besides guests arriving."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class GateAdded(Fact):
    """An event got a gate."""

    sentence = _l("Gate added")


@dataclass(frozen=True, kw_only=True)
class GateChanged(Fact):
    """A gate is called otherwise, was opened or closed, or stands for something else."""

    sentence = _l("Gate changed")


@dataclass(frozen=True, kw_only=True)
class DevicePaired(Fact):
    """A device was let in to receive guests at a gate."""

    sentence = _l("Device let in at a gate")


@dataclass(frozen=True, kw_only=True)
class DeviceRevoked(Fact):
    """A device receives guests no longer; its link is worthless."""

    sentence = _l("Device no longer let in at a gate")


@dataclass(frozen=True, kw_only=True)
class KioskOpened(Fact):
    """A gate got a self-service page; an older address of it is worthless."""

    sentence = _l("Self-service page opened")


@dataclass(frozen=True, kw_only=True)
class KioskClosed(Fact):
    """A gate has no self-service page any more."""

    sentence = _l("Self-service page closed")


@dataclass(frozen=True, kw_only=True)
class WallChanged(Fact):
    """The wall page got an address, lost it, or shows something else."""

    sentence = _l("Wall page changed")


@dataclass(frozen=True, kw_only=True)
class BadgeGiven(Fact):
    """A guest got the badge, or gave it back."""

    sentence = _l("Badge")


@dataclass(frozen=True, kw_only=True)
class SeatGivenBeyondCapacity(Fact):
    """Somebody at the desk gave a place that there was not, and said why."""

    sentence = _l("Registered beyond the capacity")


@dataclass(frozen=True, kw_only=True)
class WelcomeWritten(Fact):
    """What reception is to say to a guest, or whom to call, changed."""

    sentence = _l("Note for reception changed")
