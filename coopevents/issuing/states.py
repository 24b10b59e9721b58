"""What the office issues, and how it stands."""

from enum import StrEnum


class PaperKind(StrEnum):
    """What is issued to a guest."""

    CERTIFICATE = "certificate"
    LETTER = "letter"


class PaperState(StrEnum):
    """How a paper stands: it has its number but is not out yet, it is valid, it no longer is."""

    PREPARED = "prepared"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class HoursRule(StrEnum):
    """Which hours a certificate of attendance states."""

    ACTIVITIES = "activities"
    EVENT = "event"
    NONE = "none"


class Standing(StrEnum):
    """How a guest stands to a certificate of attendance."""

    READY = "ready"
    ISSUED = "issued"
    OUTDATED = "outdated"
    ABSENT = "absent"
    WITHOUT_HOURS = "without_hours"
    WITHDRAWN = "withdrawn"


class LetterState(StrEnum):
    """Where an invitation letter stands on its way to the guest."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class VisitLetterState(StrEnum):
    """Where a delegate's invitation letter stands: the passport was compared, it is out, it is no longer valid."""

    VERIFIED = "verified"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


L = LetterState
LETTER_MOVES: dict[LetterState, frozenset[LetterState]] = {
    L.DRAFT: frozenset({L.IN_REVIEW, L.WITHDRAWN}),
    L.IN_REVIEW: frozenset({L.RETURNED, L.APPROVED, L.WITHDRAWN}),
    L.RETURNED: frozenset({L.IN_REVIEW, L.WITHDRAWN}),
    L.APPROVED: frozenset({L.ISSUED, L.RETURNED, L.WITHDRAWN}),
    L.ISSUED: frozenset({L.WITHDRAWN}),
    L.WITHDRAWN: frozenset(),
}
"""Where a letter may go from each state."""
