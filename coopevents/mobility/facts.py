"""What happens to trips, to whoever travels, and to programmes; no name is told."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class TripFact(Fact):
    """Something happened to a trip; its ``subject`` is the trip."""


@dataclass(frozen=True, kw_only=True)
class TravellerFact(TripFact):
    """Something happened to one traveller of the trip."""

    traveller_id: int


@dataclass(frozen=True, kw_only=True)
class TripPlanned(TripFact):
    """Somebody is to travel."""

    sentence: ClassVar["LazyString | str"] = _l("Trip planned")


@dataclass(frozen=True, kw_only=True)
class TripChanged(TripFact):
    """What a trip says was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Trip changed")


@dataclass(frozen=True, kw_only=True)
class TripSubmitted(TripFact):
    """It waits for the unit."""

    sentence: ClassVar["LazyString | str"] = _l("Trip submitted for approval")


@dataclass(frozen=True, kw_only=True)
class TripStageApproved(TripFact):
    """The unit said yes."""

    sentence: ClassVar["LazyString | str"] = _l("Trip approved by the unit")


@dataclass(frozen=True, kw_only=True)
class TripApproved(TripFact):
    """The office said yes."""

    sentence: ClassVar["LazyString | str"] = _l("Trip approved")


@dataclass(frozen=True, kw_only=True)
class TripReturned(TripFact):
    """A stage sent it back, with a reason."""

    sentence: ClassVar["LazyString | str"] = _l("Trip sent back")


@dataclass(frozen=True, kw_only=True)
class TripRefused(TripFact):
    """They do not travel."""

    sentence: ClassVar["LazyString | str"] = _l("Trip refused")


@dataclass(frozen=True, kw_only=True)
class TripTakenBack(TripFact):
    """It is planned again."""

    sentence: ClassVar["LazyString | str"] = _l("Trip taken back to planning")


@dataclass(frozen=True, kw_only=True)
class TripCancelled(TripFact):
    """It does not take place."""

    sentence: ClassVar["LazyString | str"] = _l("Trip cancelled")


@dataclass(frozen=True, kw_only=True)
class TripBegun(TripFact):
    """They are on their way."""

    sentence: ClassVar["LazyString | str"] = _l("Trip begun")


@dataclass(frozen=True, kw_only=True)
class TripEnded(TripFact):
    """They are back."""

    sentence: ClassVar["LazyString | str"] = _l("Trip ended")


@dataclass(frozen=True, kw_only=True)
class TripReported(TripFact):
    """Every report is in."""

    sentence: ClassVar["LazyString | str"] = _l("All reports of a trip handed in")


@dataclass(frozen=True, kw_only=True)
class TravellerAdded(TravellerFact):
    """One more travels."""

    sentence: ClassVar["LazyString | str"] = _l("Traveller added")


@dataclass(frozen=True, kw_only=True)
class TravellerChanged(TravellerFact):
    """What is known of a traveller was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Details of a traveller changed")


@dataclass(frozen=True, kw_only=True)
class TravellerWithdrawn(TravellerFact):
    """Somebody does not travel after all."""

    sentence: ClassVar["LazyString | str"] = _l("Traveller withdrawn")


@dataclass(frozen=True, kw_only=True)
class TravellerBroughtBack(TravellerFact):
    """They travel after all."""

    sentence: ClassVar["LazyString | str"] = _l("Traveller brought back")


@dataclass(frozen=True, kw_only=True)
class TravellerErased(TravellerFact):
    """Nobody knows any more who it was."""

    sentence: ClassVar["LazyString | str"] = _l("Traveller erased")


@dataclass(frozen=True, kw_only=True)
class ReportHandedIn(TravellerFact):
    """A traveller handed in a report."""

    sentence: ClassVar["LazyString | str"] = _l("Report of a traveller handed in")


@dataclass(frozen=True, kw_only=True)
class ReportRequested(TravellerFact):
    """A traveller is reminded of the report."""

    sentence: ClassVar["LazyString | str"] = _l("Traveller reminded of the report")


@dataclass(frozen=True, kw_only=True)
class ReportsAreLate(TripFact):
    """The colleague who looks after a trip hears that reports are late."""

    sentence: ClassVar["LazyString | str"] = _l("Late reports of a trip told")


@dataclass(frozen=True, kw_only=True)
class ProgrammeFact(Fact):
    """Something happened to a programme; its ``subject`` is the programme."""


@dataclass(frozen=True, kw_only=True)
class ProgrammeAdded(ProgrammeFact):
    """One more programme."""

    sentence: ClassVar["LazyString | str"] = _l("Programme added")


@dataclass(frozen=True, kw_only=True)
class ProgrammeChanged(ProgrammeFact):
    """What a programme says was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Programme changed")
