"""An answer as cells of a table, and cells as an answer. Pure but for the words of a language.

An answer of several parts has a column for each. What was written for an answer is read back as the same answer:
a word stands in a cell only where it means one thing, else the code that is stored.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from coopevents.exports import Cell
from coopevents.forms.cleaning import clean_answer
from coopevents.forms.fields import UPLOADS, FieldType, Question
from coopevents.forms.single import Unacceptable
from coopevents.i18n import LANGUAGE_NAMES, _l, country_name, current_language
from coopevents.registration.exchange import codes, lists
from coopevents.schedule.exchange.tables import Read, shown
from coopevents.text import cleaned, folded

PARTS: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.PERSON_NAME: ("given", "family", "original"),
    FieldType.DATE_RANGE: ("from", "to"),
    FieldType.TRAVEL: ("means", "number", "place", "at"),
}
PART_NAMES = {
    "given": _l("Given name"),
    "family": _l("Family name"),
    "original": _l("Name in own script"),
    "from": _l("Arrival"),
    "to": _l("Departure"),
    "means": _l("Means of travel"),
    "number": _l("Number"),
    "place": _l("Place"),
    "at": _l("Day and time"),
}
ONLY_TOLD = UPLOADS | {FieldType.COMPUTED}
"""What a table says and never changes: files, and what is worked out of other answers."""
LARGEST_EXACT = 10**15
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})")
_EUROPEAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_CHINESE = re.compile(r"(\d{4})\s*[年/.]\s*(\d{1,2})\s*[月/.]\s*(\d{1,2})\s*日?")


def parts_of(question: Question) -> tuple[str, ...]:
    """The parts an answer has a column for each of; one without a name for an answer of one part."""
    return PARTS.get(question.type, ("",))


def writer_of(question: Question, part: str) -> Callable[[Any], Cell]:
    """A function that says what stands in the cell for an answer, in the reader's language; it remembers much of it."""
    if part:
        return lambda value: str(value.get(part, "")) if isinstance(value, Mapping) else ""
    told = lru_cache(maxsize=4096)(lambda value: _written(question, value))
    return lambda value: "" if value is None else told(tuple(value)) if isinstance(value, list) else _said(told, value)


def _said(told: Callable[[Any], Cell], value: Any) -> Cell:
    if isinstance(value, Mapping):
        return str(value.get("name", "")) if "key" in value else json.dumps(value, ensure_ascii=False)
    return told(value)


def _written(question: Question, value: Any) -> Cell:
    match question.type:
        case FieldType.CONSENT:
            return bool(value)
        case FieldType.COUNTRY:
            return codes.said(str(value), codes.countries(), country_name)
        case FieldType.LANGUAGE:
            return codes.said(str(value), codes.languages(), lambda code: LANGUAGE_NAMES.get(code, code))
        case FieldType.NUMBER | FieldType.COMPUTED:
            return int(value) if _PLAIN_NUMBER.fullmatch(str(value)) and value != "-0" else str(value)
        case FieldType.CHOICE:
            return _label(question, str(value))
        case FieldType.CHOICES:
            return lists.joined(_label(question, each) for each in ((value,) if isinstance(value, str) else value))
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _label(question: Question, value: str) -> str:
    named = next((each.label.in_language(current_language()) for each in question.options if each.value == value), "")
    return named if named and _meanings(question).get(folded(named)) == value else value


@lru_cache(maxsize=512)
def _meanings(question: Question) -> Mapping[str, str]:
    """Options by value and by label in any language; a label that would mean two of them means neither."""
    found: dict[str, str] = {}
    for option in question.options:
        for label in {folded(text) for text in option.label.values()}:
            found[label] = option.value if found.get(label, option.value) == option.value else ""
    return {**found, **{folded(each.value): each.value for each in question.options}}


def answer_in(question: Question, cells: Mapping[str, Read]) -> Any:
    """The answer these cells, by part, give to the question; empty for none. Raises Unacceptable."""
    if question.type in PARTS:
        return clean_answer(question, {part: _part(part, cell) for part, cell in cells.items()})
    cell = cells[""]
    ensure_exact(cell)
    text = text_of(cell)
    match question.type:
        case FieldType.CHOICE:
            return clean_answer(question, _option(question, text))
        case FieldType.CHOICES:
            is_one = bool(_meanings(question).get(folded(text)))
            given = [text] if is_one else lists.split_loosely(text, _labels(question))
            return clean_answer(question, [_option(question, each) for each in given])
        case FieldType.CONSENT:
            return _consent(text)
        case FieldType.COUNTRY:
            return clean_answer(question, codes.countries().get(folded(text)) or text)
        case FieldType.LANGUAGE:
            return clean_answer(question, codes.languages().get(folded(text)) or text)
        case FieldType.DATE:
            return clean_answer(question, day_text(cell))
    return clean_answer(question, text)


def text_of(cell: Read) -> str:
    """A cell as a text, tidied; of any length."""
    return cleaned(cell) if isinstance(cell, str) else shown(cell)


def ensure_exact(cell: Read) -> None:
    """Raise Unacceptable for a number so long that the spreadsheet itself has lost its last figures."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= LARGEST_EXACT:
        raise Unacceptable(_l("A spreadsheet cannot keep so long a number. Make the cell a text and write it again."))


def day_text(cell: Read) -> str:
    """A day as ISO 8601 writes it, if it is written in one of the usual ways; else the text as it stands."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = text_of(cell)
    european, chinese = _EUROPEAN.fullmatch(text), _CHINESE.fullmatch(text)
    try:
        if european:
            return date(int(european[3]), int(european[2]), int(european[1])).isoformat()
        if chinese:
            return date(int(chinese[1]), int(chinese[2]), int(chinese[3])).isoformat()
    except ValueError:
        pass
    return text


def _part(part: str, cell: Read) -> str:
    ensure_exact(cell)
    if part in {"from", "to"}:
        return day_text(cell)
    return cell.isoformat(timespec="minutes") if isinstance(cell, datetime) else text_of(cell)


def _labels(question: Question) -> frozenset[str]:
    labels = {text for each in question.options for text in each.label.values()}
    return frozenset(labels | {each.value for each in question.options})


def _option(question: Question, text: str) -> str:
    if not text:
        return ""
    values = {each.value for each in question.options}
    found = text if text in values else _meanings(question).get(folded(text))
    if not found:
        raise Unacceptable(_l("“%(text)s” is none of the answers offered.", text=text[:80]))
    return found


def _consent(text: str) -> bool:
    found = codes.yes_and_no().get(folded(text))
    if found is None:
        raise Unacceptable(_l("Write “yes” or “no”."))
    return found


def is_only_told(question: Question) -> bool:
    """Whether a table says the answer and never changes it."""
    return question.type in ONLY_TOLD
