"""When somebody is reminded of what is due: days ahead (of a task three), on the day, then every week. Pure."""

from datetime import date, timedelta

AHEAD = timedelta(days=3)
WEEK = timedelta(days=7)


def latest(due_on: date, today: date, ahead: timedelta = AHEAD) -> date | None:
    """The last day, up to today, on which a reminder goes out."""
    if today < due_on - ahead:
        return None
    if today < due_on:
        return due_on - ahead
    return due_on + (today - due_on) // WEEK * WEEK


def is_due(due_on: date, reminded_on: date | None, today: date, ahead: timedelta = AHEAD) -> bool:
    """Whether one is due that has not gone out; of several that were missed only the last one goes."""
    wanted = latest(due_on, today, ahead)
    return wanted is not None and (reminded_on is None or reminded_on < wanted)
