"""When a traveller’s report is due, and when they are reminded of it. Pure."""

from datetime import date, timedelta

from coopevents.tasks import reminders

AFTER_RETURN = timedelta(days=30)
AHEAD = timedelta(days=7)
LATE_FOR_OFFICE = timedelta(days=7)
"""A report so late is told to the colleague who looks after the trip too."""
LATE_FOR_LEAD = timedelta(days=21)
"""And one so late to the lead of the unit."""


def due_after(returned_on: date) -> date:
    """The day by which the report is handed in."""
    return returned_on + AFTER_RETURN


def is_reminded_now(due_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether a reminder is due that has not gone out: a week before, on the day, then every week."""
    return reminders.is_due(due_on, reminded_on, today, AHEAD)


def concerns_office(due_on: date, today: date) -> bool:
    """Whether the report is so late that the office hears of it too."""
    return today - due_on >= LATE_FOR_OFFICE


def concerns_lead(due_on: date, today: date) -> bool:
    """Whether the report is so late that the lead of the unit hears of it."""
    return today - due_on >= LATE_FOR_LEAD
