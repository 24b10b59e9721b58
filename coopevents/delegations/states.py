"""The words of a visit: what it is for, at which level, and how far it is."""

from enum import StrEnum


class VisitKind(StrEnum):
    """What a delegation comes for."""

    CEREMONIAL = "ceremonial"
    COURTESY = "courtesy"
    INFORMATION = "information"
    NEGOTIATION = "negotiation"
    SIGNING = "signing"
    ACADEMIC = "academic"
    ACCREDITATION = "accreditation"
    OTHER = "other"


class VisitLevel(StrEnum):
    """Who receives: the university's leadership, a dean, or colleagues of a unit."""

    LEADERSHIP = "leadership"
    DEAN = "dean"
    UNIT = "unit"


class VisitState(StrEnum):
    """How far a visit is, in the order in which it goes; ``POSTPONED`` comes back to where it was."""

    REQUESTED = "requested"
    TRIAGE = "triage"
    INFO_NEEDED = "info_needed"
    SCREENING = "screening"
    ACCEPTED = "accepted"
    PLANNING = "planning"
    HOSTS_CONFIRMED = "hosts_confirmed"
    PROGRAMME_SENT = "programme_sent"
    ON_SITE = "on_site"
    COMPLETED = "completed"
    REPORT_DUE = "report_due"
    CLOSED = "closed"
    POSTPONED = "postponed"
    REDIRECTED = "redirected"
    DECLINED = "declined"
    CANCELLED = "cancelled"


S = VisitState

UNDECIDED = frozenset({S.REQUESTED, S.TRIAGE, S.INFO_NEEDED, S.SCREENING})
"""Nobody has said yes or no."""
PREPARED = frozenset({S.ACCEPTED, S.PLANNING, S.HOSTS_CONFIRMED, S.PROGRAMME_SENT})
"""They are coming, and not here yet."""
COMING = PREPARED | {S.ON_SITE}
"""What is planned for them stands, or is going on."""
AFTER = frozenset({S.COMPLETED, S.REPORT_DUE})
"""They were here, and something about it is left to do."""
OVER = frozenset({S.CLOSED, S.REDIRECTED, S.DECLINED, S.CANCELLED})
"""Nothing more happens."""
MAY_BE_POSTPONED = UNDECIDED | PREPARED
"""Where a visit comes back to after it was postponed."""

_CALLED_OFF = frozenset({S.POSTPONED, S.CANCELLED})

TRANSITIONS: dict[VisitState, frozenset[VisitState]] = {
    S.REQUESTED: frozenset({S.TRIAGE}) | _CALLED_OFF,
    S.TRIAGE: frozenset({S.INFO_NEEDED, S.SCREENING, S.ACCEPTED, S.DECLINED, S.REDIRECTED}) | _CALLED_OFF,
    S.INFO_NEEDED: frozenset({S.TRIAGE, S.SCREENING, S.DECLINED, S.REDIRECTED}) | _CALLED_OFF,
    S.SCREENING: frozenset({S.INFO_NEEDED, S.TRIAGE, S.ACCEPTED, S.DECLINED, S.REDIRECTED}) | _CALLED_OFF,
    S.ACCEPTED: frozenset({S.PLANNING}) | _CALLED_OFF,
    S.PLANNING: frozenset({S.HOSTS_CONFIRMED, S.PROGRAMME_SENT}) | _CALLED_OFF,
    S.HOSTS_CONFIRMED: frozenset({S.PLANNING, S.PROGRAMME_SENT}) | _CALLED_OFF,
    S.PROGRAMME_SENT: frozenset({S.PLANNING, S.HOSTS_CONFIRMED, S.ON_SITE}) | _CALLED_OFF,
    S.ON_SITE: frozenset({S.COMPLETED, S.CANCELLED}),
    S.COMPLETED: frozenset({S.REPORT_DUE, S.CLOSED}),
    S.REPORT_DUE: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.REPORT_DUE}),
    S.POSTPONED: MAY_BE_POSTPONED | {S.CANCELLED},
    S.REDIRECTED: frozenset(),
    S.DECLINED: frozenset(),
    S.CANCELLED: frozenset(),
}
"""The one table of what may follow what."""


def may_become(old: VisitState, new: VisitState) -> bool:
    """Whether a visit in one state may come to the other."""
    return new in TRANSITIONS[old]
