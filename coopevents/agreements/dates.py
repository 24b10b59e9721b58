"""Days of agreements: when a term ends, and when notice has to be given; pure."""

from datetime import date, timedelta


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_day_of(first: date, years: int) -> date:
    """The last day of a term of so many years that begins on ``first``."""
    return years_later(first, years) - timedelta(days=1)


def next_end(end: date, years: int, today: date) -> date:
    """The end of the term that holds today, for a term that ended before and renewed itself for so many years each."""
    count = 1
    while (moved := years_later(end + timedelta(days=1), years * count) - timedelta(days=1)) < today:
        count += 1
    return moved
