"""The words of agreements as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.agreements.states import (
    AgreementKind,
    AgreementLevel,
    AgreementState,
    DocumentKind,
    SeatDirection,
    SigningWay,
    Succession,
    TermKind,
)
from coopevents.i18n import _l

KINDS: Mapping[str, LazyString] = {
    AgreementKind.MEMORANDUM: _l("Memorandum of understanding"),
    AgreementKind.COOPERATION: _l("Cooperation agreement"),
    AgreementKind.EXCHANGE: _l("Exchange agreement"),
    AgreementKind.DOUBLE_DEGREE: _l("Double degree"),
    AgreementKind.JOINT_PROGRAMME: _l("Joint programme"),
    AgreementKind.RESEARCH: _l("Research agreement"),
    AgreementKind.SERVICE: _l("Service agreement"),
    AgreementKind.OTHER: _l("Agreement"),
}
STATES: Mapping[str, LazyString] = {
    AgreementState.PROPOSAL: _l("Proposal"),
    AgreementState.UNIT_APPROVAL: _l("With the unit"),
    AgreementState.LEGAL_REVIEW: _l("In legal review"),
    AgreementState.NEGOTIATION: _l("Text being settled"),
    AgreementState.FROZEN: _l("Text frozen"),
    AgreementState.TRANSLATIONS_CHECKED: _l("With the office"),
    AgreementState.APPROVED: _l("Approved for signature"),
    AgreementState.SCHEDULED: _l("Signing arranged"),
    AgreementState.PARTLY_SIGNED: _l("Partly signed"),
    AgreementState.SIGNED: _l("Signed"),
    AgreementState.IN_FORCE: _l("In force"),
    AgreementState.RENEWED: _l("Renewed"),
    AgreementState.AMENDED: _l("Amended"),
    AgreementState.TERMINATED: _l("Terminated"),
    AgreementState.EXPIRED: _l("Expired"),
    AgreementState.ABANDONED: _l("Abandoned"),
}
TONES: Mapping[str, str] = {
    AgreementState.UNIT_APPROVAL: "attention",
    AgreementState.LEGAL_REVIEW: "attention",
    AgreementState.TRANSLATIONS_CHECKED: "attention",
    AgreementState.APPROVED: "info",
    AgreementState.SCHEDULED: "info",
    AgreementState.PARTLY_SIGNED: "info",
    AgreementState.SIGNED: "good",
    AgreementState.IN_FORCE: "good",
    AgreementState.TERMINATED: "trouble",
    AgreementState.EXPIRED: "trouble",
}
"""How a state's badge is coloured; what is not named is neutral."""
LEVELS: Mapping[str, LazyString] = {
    AgreementLevel.UNIVERSITY: _l("The whole university"),
    AgreementLevel.UNIT: _l("Some of its units"),
}
TERMS: Mapping[str, LazyString] = {
    TermKind.FIXED: _l("Until a fixed day"),
    TermKind.RENEWING: _l("Renewed by itself unless notice is given"),
    TermKind.EVERGREEN: _l("Without an end, looked at again on a day"),
}
WAYS: Mapping[str, LazyString] = {
    SigningWay.CEREMONY: _l("At a ceremony"),
    SigningWay.POST: _l("By post"),
    SigningWay.ELECTRONIC: _l("Electronically"),
}
DOCUMENT_KINDS: Mapping[str, LazyString] = {
    DocumentKind.DRAFT: _l("Draft"),
    DocumentKind.FINAL: _l("Final text"),
    DocumentKind.TRANSLATION: _l("Language version"),
    DocumentKind.SIGNED_SCAN: _l("Signed copy"),
    DocumentKind.POWER_OF_ATTORNEY: _l("Power of attorney"),
    DocumentKind.OTHER: _l("Other document"),
}
DIRECTIONS: Mapping[str, LazyString] = {
    SeatDirection.OUT: _l("From us to the partner"),
    SeatDirection.IN: _l("From the partner to us"),
}
SUCCESSIONS: Mapping[str, LazyString] = {
    Succession.RENEWAL: _l("Renewal"),
    Succession.AMENDMENT: _l("Amendment"),
}
LANGUAGES: Mapping[str, LazyString] = {
    "en": _l("English"),
    "zh_Hans_CN": _l("Chinese"),
    "fr": _l("French"),
    "de": _l("German"),
    "es": _l("Spanish"),
    "ru": _l("Russian"),
    "ja": _l("Japanese"),
    "ko": _l("Korean"),
    "pt": _l("Portuguese"),
    "ar": _l("Arabic"),
}
"""The languages a text may be written in; those of content are called as everywhere."""
