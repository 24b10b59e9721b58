"""When a traveller’s report is due, and when they are reminded of it. Pure."""

from datetime import date, timedelta

AFTER_RETURN = timedelta(days=30)
AHEAD = timedelta(days=7)
WEEK = timedelta(days=7)
LATE_FOR_OFFICE = timedelta(days=7)
"""A report so late is told to the colleague who looks after the trip too."""
LATE_FOR_LEAD = timedelta(days=21)
"""And one so late to the lead of the unit."""


def due_after(returned_on: date) -> date:
    """The day by which the report is handed in."""
    return returned_on + AFTER_RETURN


def latest_reminder(due_on: date, today: date) -> date | None:
    """The last day, up to today, on which a reminder goes out: a week before, on the day, then every week."""
    if today < due_on - AHEAD:
        return None
    if today < due_on:
        return due_on - AHEAD
    return due_on + (today - due_on) // WEEK * WEEK


def is_reminded_now(due_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether a reminder is due that has not gone out; of several that were missed only the last one goes."""
    wanted = latest_reminder(due_on, today)
    return wanted is not None and (reminded_on is None or reminded_on < wanted)


def concerns_office(due_on: date, today: date) -> bool:
    """Whether the report is so late that the office hears of it too."""
    return today - due_on >= LATE_FOR_OFFICE


def concerns_lead(due_on: date, today: date) -> bool:
    """Whether the report is so late that the lead of the unit hears of it."""
    return today - due_on >= LATE_FOR_LEAD
