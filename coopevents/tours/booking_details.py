"""What a caller brings to book a tour."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDetails:
    """What a party says of itself, and may change. Names are optional; ``tour_language`` is a wish."""

    heads: int = 1
    names: str = ""
    tour_language: str = ""
    access_needs: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingDetails:
    """Who books, for which party; ``language`` is the one to write to them in.

    ``intention`` names the form that was filled in: sent twice, it is one booking.
    """

    name: str
    email: str
    party: PartyDetails = PartyDetails()
    language: str = "en"
    intention: str | None = None
