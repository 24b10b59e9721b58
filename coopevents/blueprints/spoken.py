"""The languages that are spoken in activities and by guides, by code."""

from coopevents.i18n import _l

SPOKEN = {
    "en": _l("English"),
    "zh": _l("Chinese"),
    "fr": _l("French"),
    "de": _l("German"),
    "es": _l("Spanish"),
    "ru": _l("Russian"),
    "ja": _l("Japanese"),
    "ko": _l("Korean"),
}
