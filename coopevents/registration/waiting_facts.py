"""What can happen to a waiting list, and to places that are offered."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class WaitingRulesChanged(Fact):
    """How places are passed on was decided anew."""

    sentence = _l("Rules of the waiting list changed")


@dataclass(frozen=True, kw_only=True)
class WaitingOrderChanged(Fact):
    """The office ranked who waits."""

    sentence = _l("Order of the waiting list changed")


@dataclass(frozen=True, kw_only=True)
class WaitingListDrawn(Fact):
    """The draw put the waiting list in order."""

    sentence = _l("Order of the waiting list drawn")


@dataclass(frozen=True, kw_only=True)
class OfferFact(Fact):
    """Something about an offer of places, to a guest or to a group."""

    offer_id: int


@dataclass(frozen=True, kw_only=True)
class PlaceOffered(OfferFact):
    """Places are held for who waited, until a moment."""

    sentence = _l("Place offered")


@dataclass(frozen=True, kw_only=True)
class OfferReminded(OfferFact):
    """Half of the time to answer is over."""

    sentence = _l("Reminded of the offered place")


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(OfferFact):
    """Who was offered places takes them."""

    sentence = _l("Offered place accepted")


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(OfferFact):
    """Who was offered places does not want them."""

    sentence = _l("Offered place declined")


@dataclass(frozen=True, kw_only=True)
class OfferExpired(OfferFact):
    """Nobody answered in time."""

    sentence = _l("Offer of a place expired")


@dataclass(frozen=True, kw_only=True)
class OfferExtended(OfferFact):
    """There is more time to answer."""

    sentence = _l("Offer of a place extended")


@dataclass(frozen=True, kw_only=True)
class OfferTakenBack(OfferFact):
    """The office took the offer back; who had it waits again."""

    sentence = _l("Offer of a place taken back")
