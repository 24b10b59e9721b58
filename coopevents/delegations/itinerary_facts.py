"""What happens to the itinerary of a delegation, besides what happens to its activities."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class ItineraryFact(DelegationFact):
    """Something happened to the itinerary of a visit, or to the line of this activity; ``changes`` tell its title."""

    activity_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ItineraryOpened(ItineraryFact):
    """Planning begins."""

    sentence: ClassVar["LazyString | str"] = _l("Planning of the itinerary begun")


@dataclass(frozen=True, kw_only=True)
class ItineraryItemPlanned(ItineraryFact):
    """A line was put on it."""

    sentence: ClassVar["LazyString | str"] = _l("Line put on the itinerary")


@dataclass(frozen=True, kw_only=True)
class ItineraryItemShared(ItineraryFact):
    """The delegation takes part in what somebody else plans."""

    sentence: ClassVar["LazyString | str"] = _l("Activity of another programme put on the itinerary")


@dataclass(frozen=True, kw_only=True)
class ItineraryItemChanged(ItineraryFact):
    """A line was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Line of the itinerary changed")


@dataclass(frozen=True, kw_only=True)
class ItineraryItemRemoved(ItineraryFact):
    """A line was taken off it."""

    sentence: ClassVar["LazyString | str"] = _l("Line taken off the itinerary")


@dataclass(frozen=True, kw_only=True)
class ItineraryLinksReplaced(ItineraryFact):
    """Addresses of one reader of it were made worthless; new ones stand in their place."""

    sentence: ClassVar["LazyString | str"] = _l("Links to the itinerary replaced")


@dataclass(frozen=True, kw_only=True)
class ProgrammeSent(ItineraryFact):
    """Readers have the programme as it stands."""

    sentence: ClassVar["LazyString | str"] = _l("Programme of the visit sent")


@dataclass(frozen=True, kw_only=True)
class LineRanLate(ItineraryFact):
    """A line runs late, and what comes after it moved."""

    sentence: ClassVar["LazyString | str"] = _l("Delay told on the day of the visit")


@dataclass(frozen=True, kw_only=True)
class DelayTakenBack(ItineraryFact):
    """A line is not late after all, and what moved with it is back at its time."""

    sentence: ClassVar["LazyString | str"] = _l("Delay taken back")


@dataclass(frozen=True, kw_only=True)
class ItineraryKeptAsTemplate(ItineraryFact):
    """Other visits can begin with these lines."""

    sentence: ClassVar["LazyString | str"] = _l("Itinerary saved as a template")


@dataclass(frozen=True, kw_only=True)
class ItineraryHandedOut(ItineraryFact):
    """Its readers are sent the links to their own lines."""

    sentence: ClassVar["LazyString | str"] = _l("Links to the itinerary sent")


@dataclass(frozen=True, kw_only=True)
class PartsAsked(ItineraryFact):
    """These people were asked whether they will be there."""

    person_ids: tuple[int, ...] = ()
    sentence: ClassVar["LazyString | str"] = _l("Hosts and others of ours asked whether they will be there")


@dataclass(frozen=True, kw_only=True)
class PartAnswered(ItineraryFact):
    """Somebody who was asked said yes or no."""

    person_ids: tuple[int, ...] = ()
    sentence: ClassVar["LazyString | str"] = _l("A part in the visit answered")


@dataclass(frozen=True, kw_only=True)
class PartsConfirmed(ItineraryFact):
    """Everybody who was asked will be there."""

    person_ids: tuple[int, ...] = ()
    sentence: ClassVar["LazyString | str"] = _l("All parts in the visit confirmed")


@dataclass(frozen=True, kw_only=True)
class PartOffered(ItineraryFact):
    """A part was offered to these; whoever says yes first has it."""

    offer_ids: tuple[int, ...] = ()
    other_ids: tuple[int, ...] = ()
    sentence: ClassVar["LazyString | str"] = _l("A part in the visit offered")


@dataclass(frozen=True, kw_only=True)
class PartTaken(PartOffered):
    """One took it; the offers to the others are closed."""

    sentence: ClassVar["LazyString | str"] = _l("An offered part in the visit taken")


@dataclass(frozen=True, kw_only=True)
class PartDeclined(PartOffered):
    """One of them said no."""

    sentence: ClassVar["LazyString | str"] = _l("An offered part in the visit declined")
