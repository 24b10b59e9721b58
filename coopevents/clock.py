"""The only place that reads the time.

Doors, the command line and jobs call :func:`now` once and hand the moment on; everything below takes it as an argument.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware and in UTC, to the second: what is stored and what is compared are the same."""
    return datetime.now(UTC).replace(microsecond=0)
