"""Tours follow their activities: whoever booked hears of another time and place, whoever edits them, and where."""

from coopevents import ledger
from coopevents.mail import application
from coopevents.schedule import queries as schedules
from coopevents.schedule.facts import ActivityChanged, ActivityMoved
from coopevents.tours import departure_queries, following


def follow_move(fact: ActivityMoved) -> None:
    """A departure is at another time or place, moved on whatever board: its parties are told after the quiet time."""
    departure = departure_queries.find_by_activity(fact.subject.id)
    if departure is not None and fact.new is not None:
        quiet = schedules.get_schedule(fact.schedule_id).quiet_minutes
        if following.note_moved(departure, quiet_minutes=quiet, now=fact.at):
            ledger.once_committed(application.wake)


def follow_change(fact: ActivityChanged) -> None:
    """A departure has other places: what the board said holds, unless more have booked."""
    departure = departure_queries.find_by_activity(fact.subject.id)
    if departure is not None:
        following.note_changed(departure, now=fact.at)
