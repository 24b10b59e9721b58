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
