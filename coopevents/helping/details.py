"""What callers say of somebody who helps."""

from dataclasses import dataclass

from coopevents.helping.free_times import DaysApart
from coopevents.helping.states import Level, Service


@dataclass(frozen=True)
class HelperDetails:
    """Everything they say of themselves. ``pairs`` are (from, into); ``free`` has a bit for each half day."""

    email: str
    given_name: str = ""
    family_name: str = ""
    original_name: str = ""
    phone: str = ""
    student_number: str = ""
    study_unit: str = ""
    language: str = ""
    services: tuple[Service, ...] = ()
    languages: tuple[tuple[str, Level], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    free: int = 0
    apart: tuple[DaysApart, ...] = ()
    note: str = ""
