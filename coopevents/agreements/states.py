"""The words of an agreement: what it is, how far it is, how long it holds, and what its documents are."""

from enum import StrEnum


class AgreementKind(StrEnum):
    """What is agreed."""

    MEMORANDUM = "memorandum"
    COOPERATION = "cooperation"
    EXCHANGE = "exchange"
    DOUBLE_DEGREE = "double_degree"
    JOINT_PROGRAMME = "joint_programme"
    RESEARCH = "research"
    SERVICE = "service"
    OTHER = "other"


class AgreementLevel(StrEnum):
    """For whom it is agreed: the whole university, or some of its units."""

    UNIVERSITY = "university"
    UNIT = "unit"


class AgreementState(StrEnum):
    """How far an agreement is, in the order in which it goes; ``ABANDONED`` from any state before it is signed.

    What is in force and near its end is told by its dates, never stored.
    """

    PROPOSAL = "proposal"
    UNIT_APPROVAL = "unit_approval"
    LEGAL_REVIEW = "legal_review"
    NEGOTIATION = "negotiation"
    FROZEN = "frozen"
    TRANSLATIONS_CHECKED = "translations_checked"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PARTLY_SIGNED = "partly_signed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    RENEWED = "renewed"
    AMENDED = "amended"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    ABANDONED = "abandoned"


class SigningWay(StrEnum):
    """How the parties sign."""

    CEREMONY = "ceremony"
    POST = "post"
    ELECTRONIC = "electronic"


class TermKind(StrEnum):
    """How long an agreement holds: until a day, renewed by itself unless somebody gives notice, or without an end."""

    FIXED = "fixed"
    RENEWING = "renewing"
    EVERGREEN = "evergreen"


class DocumentKind(StrEnum):
    """What a document of an agreement is."""

    DRAFT = "draft"
    FINAL = "final"
    TRANSLATION = "translation"
    SIGNED_SCAN = "signed_scan"
    POWER_OF_ATTORNEY = "power_of_attorney"
    OTHER = "other"


class SeatDirection(StrEnum):
    """Which way the people of a quota go."""

    OUT = "out"
    IN = "in"


class Succession(StrEnum):
    """What a later agreement does to the one before it."""

    RENEWAL = "renewal"
    AMENDMENT = "amendment"


S = AgreementState

TRANSITIONS: dict[AgreementState, frozenset[AgreementState]] = {
    S.PROPOSAL: frozenset({S.UNIT_APPROVAL, S.ABANDONED}),
    S.UNIT_APPROVAL: frozenset({S.PROPOSAL, S.LEGAL_REVIEW, S.ABANDONED}),
    S.LEGAL_REVIEW: frozenset({S.NEGOTIATION, S.ABANDONED}),
    S.NEGOTIATION: frozenset({S.LEGAL_REVIEW, S.FROZEN, S.ABANDONED}),
    S.FROZEN: frozenset({S.NEGOTIATION, S.TRANSLATIONS_CHECKED, S.ABANDONED}),
    S.TRANSLATIONS_CHECKED: frozenset({S.NEGOTIATION, S.APPROVED, S.ABANDONED}),
    S.APPROVED: frozenset({S.NEGOTIATION, S.SCHEDULED, S.ABANDONED}),
    S.SCHEDULED: frozenset({S.APPROVED, S.PARTLY_SIGNED, S.SIGNED, S.ABANDONED}),
    S.PARTLY_SIGNED: frozenset({S.SCHEDULED, S.SIGNED, S.ABANDONED}),
    S.SIGNED: frozenset({S.PARTLY_SIGNED, S.IN_FORCE, S.TERMINATED}),
    S.IN_FORCE: frozenset({S.RENEWED, S.AMENDED, S.TERMINATED, S.EXPIRED}),
    S.RENEWED: frozenset(),
    S.AMENDED: frozenset(),
    S.TERMINATED: frozenset(),
    S.EXPIRED: frozenset({S.RENEWED}),
    S.ABANDONED: frozenset(),
}
"""The one table of what may follow what."""

DRAFTING = frozenset({S.PROPOSAL, S.UNIT_APPROVAL, S.LEGAL_REVIEW, S.NEGOTIATION})
"""The text may still change."""
PREPARED = frozenset({S.FROZEN, S.TRANSLATIONS_CHECKED, S.APPROVED, S.SCHEDULED, S.PARTLY_SIGNED})
"""The text is frozen, and not everybody has signed it."""
UNSIGNED = DRAFTING | PREPARED
"""Before everybody has signed: it may be abandoned, and it may stall."""
FOR_SIGNATURE = frozenset({S.SCHEDULED, S.PARTLY_SIGNED})
"""Signatures may be recorded."""
HOLDING = frozenset({S.SIGNED, S.IN_FORCE})
"""Everybody has signed, and it is not over."""
OVER = frozenset({S.RENEWED, S.AMENDED, S.TERMINATED, S.EXPIRED, S.ABANDONED})
"""Nothing more happens, but for the renewal of what expired."""
TEXTS = frozenset({DocumentKind.FINAL, DocumentKind.TRANSLATION})
"""The documents that are frozen and signed."""


def may_become(old: AgreementState, new: AgreementState) -> bool:
    """Whether an agreement in one state may come to the other."""
    return new in TRANSITIONS[old]
