"""What a caller must bring to say how an office signs, and what its certificates say."""

from dataclasses import dataclass, field

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
