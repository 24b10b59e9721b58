"""The columns of a table of registrations: what we say about a guest, and a column for every part of every answer.

The heading of an answer ends with the key of its question in brackets, which stays the same in every language and when
the label is changed. Columns of our own are known by their headings in any language.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from flask_babel.speaklater import LazyString

from coopevents.forms.fields import Question
from coopevents.i18n import _l, current_language, force_locale
from coopevents.registration.exchange.answer_cells import PART_NAMES, parts_of
from coopevents.text import LANGUAGES, folded, one_line

ABOUT: dict[str, LazyString] = {
    "number": _l("Number"),
    "state": _l("State"),
    "title": _l("Form of address"),
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "original_name": _l("Name in own script"),
    "email": _l("E-mail"),
    "institution_name": _l("Institution"),
    "position": _l("Position"),
    "country": _l("Country or region"),
    "form": _l("Form"),
    "tags": _l("Tags"),
    "is_vip": _l("VIP"),
    "companion_count": _l("Companions"),
    "companion_names": _l("Names of companions"),
    "language": _l("Messages in"),
    "time_zone": _l("Time zone"),
    "submitted_at": _l("Registered at"),
    "changed_at": _l("Changed at"),
    "state_reason": _l("Reason for the state"),
    "internal_note": _l("Internal note"),
}
"""What we say about a guest besides the answers, by the name it has in files."""
STORED = tuple(name for name in ABOUT if name not in {"form", "tags"})
"""Those that are columns of the registration itself."""
ALSO = {
    "email": "email", "e-mail address": "email", "first name": "given_name", "last name": "family_name",
    "surname": "family_name", "country": "country", "country code": "country", "university": "institution_name",
    "organisation": "institution_name", "organization": "institution_name", "no.": "number", "note": "internal_note",
    "notes": "internal_note", "role": "form", "language": "language",
}  # fmt: skip
"""What else people write above such columns."""
_KEYED = re.compile(r"\[([a-z][a-z0-9_]{0,39})(?:\.([a-z]{1,20}))?\]\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``name`` of what it says about the guest, or the question and the part of its answer."""

    name: str = ""
    question: Question | None = None
    part: str = ""

    @property
    def key(self) -> str:
        """Names the column in plans, without a word of any language."""
        if self.question is None:
            return self.name
        return f"[{self.question.key}.{self.part}]" if self.part else f"[{self.question.key}]"

    @property
    def heading(self) -> str:
        """The heading, in the reader's language."""
        if self.question is None:
            return str(ABOUT[self.name])
        label = one_line(self.question.label.in_language(current_language()))
        part = f": {PART_NAMES[self.part]}" if self.part else ""
        return f"{label}{part} {self.key}"


def columns_for(questions: Iterable[Question]) -> list[Column]:
    """Every column of a table in which these questions are answered, in their order."""
    about = [Column(name) for name in ABOUT]
    return about + [Column(question=each, part=part) for each in questions for part in parts_of(each)]


def columns_named(head: Sequence[str], questions: Sequence[Question]) -> list[Column | None]:
    """What each heading of a file means; None for one that means nothing, or the same as one before it."""
    by_key = {column.key: column for column in columns_for(questions)}
    by_label = _by_label(questions)
    found: list[Column | None] = []
    for heading in head:
        keyed = _KEYED.search(heading)
        name = keyed[0].strip() if keyed else by_label.get(folded(heading)) or headings().get(folded(heading), "")
        column = by_key.get(name)
        found.append(column if column not in found else None)
    return found


def _by_label(questions: Iterable[Question]) -> dict[str, str]:
    """Keys of the columns of answers by the label of the question alone, as people write it who know no keys."""
    found: dict[str, str] = {}
    for column in columns_for(questions):
        if column.question is not None:
            part = folded(str(PART_NAMES[column.part])) if column.part else ""
            for text in column.question.label.values():
                found.setdefault(folded(text) + (f": {part}" if part else ""), column.key)
    return found


@cache
def headings() -> dict[str, str]:
    """What the headings of our own columns mean, in any language, folded."""
    found = dict(ALSO)
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(str(heading)): name for name, heading in ABOUT.items()}
    return found


def language_of(head: Sequence[str]) -> str:
    """The language most headings of a file are in."""
    given, known = {folded(each) for each in head}, {}
    for language in LANGUAGES:
        with force_locale(language):
            known[language] = {folded(str(heading)) for heading in ABOUT.values()}
    return max(LANGUAGES, key=lambda each: len(given & known[each]))
