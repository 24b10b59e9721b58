"""What happened to a schedule."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l
from coopevents.schedule.details import Whereabouts


@dataclass(frozen=True, kw_only=True)
class ScheduleFact(Fact):
    """Something about a schedule or one of its activities."""

    schedule_id: int


@dataclass(frozen=True, kw_only=True)
class ScheduleOpened(ScheduleFact):
    """The public may read it from now on."""

    sentence: ClassVar[LazyString | str] = _l("Programme opened to the public")


@dataclass(frozen=True, kw_only=True)
class ScheduleClosed(ScheduleFact):
    """The public no longer reads it."""

    sentence: ClassVar[LazyString | str] = _l("Programme closed to the public")


@dataclass(frozen=True, kw_only=True)
class ScheduleReleased(ScheduleFact):
    """A new snapshot stands for all readers. The people concerned hear of it only if it ``tells``."""

    sentence: ClassVar[LazyString | str] = _l("Programme released")

    number: int
    tells: bool = True


@dataclass(frozen=True, kw_only=True)
class WorkingCopyRestored(ScheduleFact):
    """The working copy reads as an earlier release did."""

    sentence: ClassVar[LazyString | str] = _l("Working copy taken back to an earlier release")

    number: int


@dataclass(frozen=True, kw_only=True)
class ScheduleSettingsChanged(ScheduleFact):
    """How it is released and when its people are told was decided anew."""

    sentence: ClassVar[LazyString | str] = _l("Settings of the programme changed")


@dataclass(frozen=True, kw_only=True)
class ActivityFact(ScheduleFact):
    """Something about one activity."""

    uid: str


@dataclass(frozen=True, kw_only=True)
class ActivityPlanned(ActivityFact):
    """It stands on the programme."""

    sentence: ClassVar[LazyString | str] = _l("Activity added")


@dataclass(frozen=True, kw_only=True)
class ActivityChanged(ActivityFact):
    """What is said about it changed; time and place did not."""

    sentence: ClassVar[LazyString | str] = _l("Activity changed")


@dataclass(frozen=True, kw_only=True)
class ActivityMoved(ActivityFact):
    """It is at another time or place; None stands for the tray."""

    sentence: ClassVar[LazyString | str] = _l("Activity moved")

    old: Whereabouts | None
    new: Whereabouts | None


@dataclass(frozen=True, kw_only=True)
class ActivityCancelled(ActivityFact):
    """It does not take place and stays visible as cancelled."""

    sentence: ClassVar[LazyString | str] = _l("Activity cancelled")

    reason: str


@dataclass(frozen=True, kw_only=True)
class ActivityReopened(ActivityFact):
    """It takes place after all."""

    sentence: ClassVar[LazyString | str] = _l("Activity reopened")


@dataclass(frozen=True, kw_only=True)
class ActivityDeleted(ActivityFact):
    """A draft is gone."""

    sentence: ClassVar[LazyString | str] = _l("Draft of an activity deleted")


@dataclass(frozen=True, kw_only=True)
class TrackOpened(ScheduleFact):
    """Activities may be put on a new track."""

    sentence: ClassVar[LazyString | str] = _l("Track added")


@dataclass(frozen=True, kw_only=True)
class TrackRenamed(ScheduleFact):
    """A track is called something else."""

    sentence: ClassVar[LazyString | str] = _l("Track renamed")


@dataclass(frozen=True, kw_only=True)
class TrackRemoved(ScheduleFact):
    """A track is gone; its activities have none."""

    sentence: ClassVar[LazyString | str] = _l("Track removed")


@dataclass(frozen=True, kw_only=True)
class ClashAccepted(ScheduleFact):
    """An organiser looked at a clash and meant it so."""

    sentence: ClassVar[LazyString | str] = _l("Clash accepted on purpose")

    key: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClashReconsidered(ScheduleFact):
    """A clash accepted before is shown again."""

    sentence: ClassVar[LazyString | str] = _l("Clash no longer accepted")

    key: str


@dataclass(frozen=True, kw_only=True)
class SignUpFact(ActivityFact):
    """Something about a person's place in an activity."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PlaceBooked(SignUpFact):
    """A person has a place."""

    sentence: ClassVar[LazyString | str] = _l("Place in an activity booked")


@dataclass(frozen=True, kw_only=True)
class PlaceAwaited(SignUpFact):
    """All places are taken; a person waits for one."""

    sentence: ClassVar[LazyString | str] = _l("Put on the waiting list of an activity")


@dataclass(frozen=True, kw_only=True)
class PlaceGivenBack(SignUpFact):
    """A person does not want the place, or the wait, any more."""

    sentence: ClassVar[LazyString | str] = _l("Place in an activity given back")


@dataclass(frozen=True, kw_only=True)
class PlacePassedOn(SignUpFact):
    """A free place went to who had waited longest."""

    sentence: ClassVar[LazyString | str] = _l("Place in an activity passed on from the waiting list")


@dataclass(frozen=True, kw_only=True)
class AttendanceTaken(SignUpFact):
    """A person was there, or was not after all."""

    sentence: ClassVar[LazyString | str] = _l("Attendance of an activity noted")
