"""What the form builder calls things: kinds of questions, tests of conditions, what changed."""

from coopevents.forms.comparing import Difference
from coopevents.forms.conditions import Condition, Operator
from coopevents.forms.fields import Computation, Definition, FieldType, Question
from coopevents.i18n import LANGUAGE_NAMES, _, _l, country_name

T = FieldType
TYPES = {
    T.SHORT_TEXT: _l("Short text"),
    T.LONG_TEXT: _l("Long text"),
    T.NUMBER: _l("Number"),
    T.EMAIL: _l("E-mail address"),
    T.PHONE: _l("Telephone number"),
    T.COUNTRY: _l("Country or region"),
    T.INSTITUTION: _l("Institution"),
    T.PERSON_NAME: _l("Name of a person"),
    T.CHOICE: _l("One of several"),
    T.CHOICES: _l("Several of many"),
    T.CONSENT: _l("Box to tick"),
    T.DATE: _l("Day"),
    T.DATE_RANGE: _l("From day to day"),
    T.TRAVEL: _l("Flight, train or car"),
    T.LANGUAGE: _l("Language"),
    T.FILE: _l("File"),
    T.PHOTO: _l("Photograph"),
    T.COMPUTED: _l("Worked out of answers"),
    T.HIDDEN: _l("Taken from the address of the page"),
}
GROUPS = (
    (_l("Words"), (T.SHORT_TEXT, T.LONG_TEXT)),
    (_l("Choices"), (T.CHOICE, T.CHOICES, T.CONSENT)),
    (_l("Numbers and days"), (T.NUMBER, T.DATE, T.DATE_RANGE)),
    (_l("People and places"), (T.PERSON_NAME, T.EMAIL, T.PHONE, T.COUNTRY, T.INSTITUTION, T.LANGUAGE)),
    (_l("Travel and files"), (T.TRAVEL, T.FILE, T.PHOTO)),
    (_l("Without asking"), (T.COMPUTED, T.HIDDEN)),
)
ICONS = {
    T.LONG_TEXT: "journal-text",
    T.CHOICE: "check-circle",
    T.CHOICES: "list-check",
    T.CONSENT: "check2",
    T.DATE: "calendar-event",
    T.DATE_RANGE: "calendar-week",
    T.PERSON_NAME: "person",
    T.EMAIL: "envelope",
    T.COUNTRY: "globe2",
    T.INSTITUTION: "building",
    T.LANGUAGE: "translate",
    T.TRAVEL: "bus-front",
    T.FILE: "file-earmark-text",
    T.PHOTO: "camera",
}
OPERATORS = {
    Operator.IS: _l("is"),
    Operator.IS_NOT: _l("is not"),
    Operator.IS_ANSWERED: _l("is answered"),
    Operator.IS_EMPTY: _l("is not answered"),
    Operator.AT_LEAST: _l("is at least"),
    Operator.AT_MOST: _l("is at most"),
}
COMPUTATIONS = {
    Computation.NIGHTS: _l("Nights between two days"),
    Computation.AGE: _l("Age on the first day of the event"),
    Computation.SUM: _l("Sum of numbers"),
    Computation.COUNT: _l("How many are chosen"),
}
BLOCKS = {
    "passport": "person-badge", "visa": "globe2", "travel": "bus-front", "accommodation": "building",
    "dinner": "calendar-event", "diet": "card-checklist", "access": "info-circle", "interpreter": "translate",
    "emergency": "megaphone", "photo": "camera", "press": "mic",
}  # fmt: skip
"""An icon for each ready-made section."""
DIFFERENCES = {
    Difference.NEW: _l("new"),
    Difference.CHANGED: _l("changed"),
    Difference.MOVED: _l("elsewhere"),
    Difference.REMOVED: _l("no longer asked"),
}
TONES = {
    Difference.NEW: "good",
    Difference.CHANGED: "info",
    Difference.MOVED: "neutral",
    Difference.REMOVED: "attention",
}
PARTS = {
    "label": _l("what it asks"),
    "hint": _l("explanation"),
    "type": _l("kind of answer"),
    "is_required": _l("whether it must be answered"),
    "options": _l("what can be chosen"),
    "minimum": _l("least"),
    "maximum": _l("most"),
    "max_length": _l("longest answer"),
    "condition": _l("when it is asked"),
    "is_sensitive": _l("whether it is confidential"),
    "purge_after_days": _l("when answers are erased"),
    "is_listed": _l("whether lists show it"),
    "needs_approval_again": _l("whether a change is approved again"),
    "computation": _l("how it is worked out"),
    "computes_from": _l("what it is worked out of"),
    "phase": _l("when it is asked"),
}
KNOWN_OF_GUESTS = {"guest.country": _l("Country or region of the guest"), "guest.language": _l("Language of the guest")}


def condition_text(condition: Condition | None, definition: Definition, language: str) -> str:
    """When something is asked, as a sentence; empty when always."""
    if condition is None:
        return ""
    tests = []
    for test in condition.tests:
        question = definition.find(test.key)
        name = question.label.in_language(language) if question else str(KNOWN_OF_GUESTS.get(test.key, test.key))
        values = " / ".join(value_text(test.key, question, value, language) for value in test.values)
        tests.append(" ".join(filter(None, (f"“{name}”", str(OPERATORS[test.operator]), values))))
    joined = (_(" and ") if condition.needs_all else _(" or ")).join(tests)
    return str(_("Asked when %(tests)s", tests=joined))


def value_text(key: str, question: Question | None, value: str, language: str) -> str:
    """What an answer is compared with, in words."""
    if key == "guest.country" or (question is not None and question.type is FieldType.COUNTRY):
        return country_name(value)
    if key == "guest.language" or (question is not None and question.type is FieldType.LANGUAGE):
        return LANGUAGE_NAMES.get(value, value)
    if question is not None and question.type is FieldType.CONSENT:
        return str(_("ticked")) if value == "yes" else value
    options = {each.value: each.label.in_language(language) for each in question.options} if question else {}
    return options.get(value, value)
