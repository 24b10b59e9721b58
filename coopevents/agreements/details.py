"""What a caller must bring to propose, change, document and sign an agreement."""

from dataclasses import dataclass
from datetime import date, datetime

from coopevents.agreements.states import (
    AgreementKind,
    AgreementLevel,
    DocumentKind,
    SeatDirection,
    TermKind,
)
from coopevents.text import LocalizedText


@dataclass(frozen=True, kw_only=True)
class SignatoryDetails:
    """Who signs: for the partner ``institution_id``, for us when that is None. ``id`` names one that is kept."""

    name: str
    institution_id: int | None = None
    original_name: str = ""
    office: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    rank: int | None = None
    has_power_of_attorney: bool = False
    person_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SeatsDetails:
    """So many people a year go this way, of this level."""

    direction: SeatDirection
    seats: int
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreementDetails:
    """Everything said about an agreement; ``languages`` are those of its text, the first of them leads."""

    title: LocalizedText
    partner_ids: tuple[int, ...]
    kind: AgreementKind = AgreementKind.MEMORANDUM
    level: AgreementLevel = AgreementLevel.UNIVERSITY
    scope: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    field: str = ""
    unit_ids: tuple[int, ...] = ()
    languages: tuple[str, ...] = ("en",)
    prevailing: str = ""
    originals: int = 2
    term: TermKind = TermKind.FIXED
    term_years: int | None = None
    notice_days: int = 0
    effective_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    has_money: bool = False
    is_confidential: bool = False
    is_public: bool = False
    responsible_id: int | None = None
    note: str = ""
    signatories: tuple[SignatoryDetails, ...] = ()
    seats: tuple[SeatsDetails, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentDetails:
    """What a file is that is added to an agreement."""

    kind: DocumentKind
    file_name: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SignatureDetails:
    """A signatory signed this original of the text with this hash."""

    signatory_id: int
    original: int
    sha256: str
    signed_at: datetime
