"""When the owner of a task is reminded: three days ahead, on the day, and then every week. Pure."""

from datetime import date, timedelta

AHEAD = timedelta(days=3)
WEEK = timedelta(days=7)


def latest(due_on: date, today: date) -> date | None:
    """The last day, up to today, on which a reminder goes out."""
    if today < due_on - AHEAD:
        return None
    if today < due_on:
        return due_on - AHEAD
    return due_on + (today - due_on) // WEEK * WEEK


def is_due(due_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether one is due that has not gone out; of several that were missed only the last one goes."""
    wanted = latest(due_on, today)
    return wanted is not None and (reminded_on is None or reminded_on < wanted)
