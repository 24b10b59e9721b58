"""The words of an event."""

from enum import StrEnum


class EventKind(StrEnum):
    """What kind of gathering it is."""

    PARTNERSHIP_WEEK = "partnership_week"
    SUMMER_SCHOOL = "summer_school"
    SYMPOSIUM = "symposium"
    DELEGATION_VISIT = "delegation_visit"
    CULTURAL_ACTIVITY = "cultural_activity"
    LECTURE_SERIES = "lecture_series"
    WELCOME_PROGRAMME = "welcome_programme"


class EventState(StrEnum):
    """A draft is seen by organisers only; a cancelled event stays visible as cancelled once it was published."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


ACCENTS = ("indigo", "crimson", "jade", "amber", "teal", "plum", "slate", "azure", "olive", "rust")
"""The colours an event may choose; each has contrast-checked values for light and dark."""
