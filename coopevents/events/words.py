"""The words of an event as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.events.states import EventKind, EventState
from coopevents.i18n import _l

Words = Mapping[str, LazyString]

KINDS: Words = {
    EventKind.PARTNERSHIP_WEEK: _l("Partnership week"),
    EventKind.SUMMER_SCHOOL: _l("Summer school"),
    EventKind.SYMPOSIUM: _l("Symposium"),
    EventKind.DELEGATION_VISIT: _l("Delegation visit"),
    EventKind.CULTURAL_ACTIVITY: _l("Cultural activity"),
    EventKind.LECTURE_SERIES: _l("Lecture series"),
    EventKind.WELCOME_PROGRAMME: _l("Welcome programme"),
}

STATES: Words = {
    EventState.DRAFT: _l("Draft"),
    EventState.PUBLISHED: _l("Published"),
    EventState.CANCELLED: _l("Cancelled"),
}

STATE_TONES: Mapping[str, str] = {
    EventState.DRAFT: "attention",
    EventState.PUBLISHED: "good",
    EventState.CANCELLED: "trouble",
}

ACCENTS: Words = {
    "indigo": _l("Indigo"),
    "crimson": _l("Crimson"),
    "jade": _l("Jade"),
    "amber": _l("Amber"),
    "teal": _l("Teal"),
    "plum": _l("Plum"),
    "slate": _l("Slate"),
    "azure": _l("Azure"),
    "olive": _l("Olive"),
    "rust": _l("Rust"),
}
