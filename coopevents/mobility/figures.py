"""Who travelled in a period, counted by what the yearly report asks for. Each number is that of a list."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from coopevents.mobility import queries
from coopevents.mobility.states import TravellerRole, TripPurpose


@dataclass(frozen=True)
class TravelFigures:
    """Travellers who set out from ``first`` to ``last``, both included; every mapping adds up to ``travellers``."""

    first: date
    last: date
    travellers: int
    trips: int
    invited: int
    by_country: Mapping[str, int]
    by_purpose: Mapping[TripPurpose, int]
    by_role: Mapping[TravellerRole, int]
    by_programme: Mapping[int, int]

    @property
    def invited_share(self) -> float:
        """Which part of all travellers was invited, from 0 to 1."""
        return self.invited / self.travellers if self.travellers else 0.0


def figures_of(unit_ids: Collection[int], first: date, last: date) -> TravelFigures:
    """The figures of these units; one select, however many travelled."""
    found = queries.list_travellers_counted(unit_ids, first, last)
    return TravelFigures(
        first=first,
        last=last,
        travellers=len(found),
        trips=len({each.trip_id for each in found}),
        invited=sum(each.trip.is_invited for each in found),
        by_country=dict(Counter(each.trip.country for each in found).most_common()),
        by_purpose=dict(Counter(each.trip.purpose for each in found).most_common()),
        by_role=dict(Counter(each.role for each in found).most_common()),
        by_programme=dict(Counter(each.trip.programme_id for each in found if each.trip.programme_id).most_common()),
    )
