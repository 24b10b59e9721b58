"""What a quota bounds, and what becomes of whoever comes when it is used up."""

from enum import StrEnum


class QuotaKind(StrEnum):
    """Whom a quota counts together: people of one institution, of one country, or of one group."""

    INSTITUTION = "institution"
    COUNTRY = "country"
    GROUP = "group"


class IfFull(StrEnum):
    """What becomes of whoever comes when the quota is used up."""

    REFUSE = "refuse"
    WAIT = "wait"
