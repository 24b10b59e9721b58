"""Where a party is at the time of a tour: for its own eyes only."""

from coopevents.tours import booking_queries
from coopevents.tours.models import TourDeparture


def elsewhere(person_id: int | None, departure: TourDeparture, language: str) -> list[str]:
    """The titles of what the person has at that time on whatever schedule, in a language; of the tour itself not."""
    if person_id is None or departure.activity.starts_at is None:
        return []
    activity = departure.activity
    found = booking_queries.list_engagements(person_id, activity.starts_at, activity.ends_at)
    return [each.title.in_language(language) for each in found if each.id != activity.id]
