"""What a caller must bring to say how an office signs, and what its certificates say."""

from dataclasses import dataclass, field
from datetime import date

from coopevents.issuing.states import HoursRule
from coopevents.text import LocalizedText


@dataclass(frozen=True, kw_only=True)
class OfficeDetails:
    """How a unit signs. ``signature_key`` names the sealed picture of the signature, empty for a line to sign on."""

    name: LocalizedText = field(default_factory=LocalizedText)
    address: LocalizedText = field(default_factory=LocalizedText)
    signatory: LocalizedText = field(default_factory=LocalizedText)
    position: LocalizedText = field(default_factory=LocalizedText)
    signature_key: str = ""
    letter_prefix: str = "IL"
    certificate_prefix: str = "CA"


@dataclass(frozen=True, kw_only=True)
class CertificateDetails:
    """What the certificates of an event say; empty texts mean the usual words, no languages the guest's own."""

    heading: LocalizedText = field(default_factory=LocalizedText)
    text: LocalizedText = field(default_factory=LocalizedText)
    hours_rule: HoursRule = HoursRule.ACTIVITIES
    event_minutes: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterTermsDetails:
    """Whether guests of an event may ask for a letter, by which text, in which languages and how they are arranged."""

    is_offered: bool = False
    needs_four_eyes: bool = True
    template_id: int | None = None
    languages: tuple[str, ...] = ()
    is_side_by_side: bool = True


@dataclass(frozen=True, kw_only=True)
class LetterDetails:
    """What a letter is for: where the visa is applied for, the days of the stay, and what the office should know."""

    addressee: str = ""
    stay_from: date | None = None
    stay_until: date | None = None
    note: str = ""
