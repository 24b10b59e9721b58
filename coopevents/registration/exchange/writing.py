"""Registrations as rows of a table, written so that it says everything: who reads it back changes nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from coopevents.exports import Cell
from coopevents.forms.fields import Question
from coopevents.i18n import current_language
from coopevents.registration import form_queries, list_queries, listing
from coopevents.registration.exchange.about_cells import Forms, written
from coopevents.registration.exchange.answer_cells import writer_of
from coopevents.registration.exchange.columns import STORED, Column
from coopevents.registration.wanted import Wanted

_PLAIN = frozenset(
    {
        "number", "title", "given_name", "family_name", "original_name", "email", "institution_name", "position",
        "time_zone", "companion_count", "companion_names", "is_vip", "state_reason", "internal_note",
    }
)  # fmt: skip
"""What stands in a table as it is stored."""


class RowWriter:
    """Writes a registration as the cells of these columns; every word is looked up once."""

    def __init__(self, columns: Sequence[Column], forms: Forms, tags: Mapping[int, Sequence[str]]) -> None:
        self._tags = tags
        form = lru_cache(partial(forms.said, language=current_language()))
        self._writers = [_writer(each, form) for each in columns]

    def cells(self, about: Mapping[str, Any], values: Mapping[str, Any]) -> list[Cell]:
        """The cells for what we say ``about`` a guest (with ``id`` and ``form_id``) and the answers."""
        said = {**about, "form": about["form_id"], "tags": self._tags.get(about["id"], ())}
        return [write(said, values) for write in self._writers]


def _writer(column: Column, form: Callable[[int], str]) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Cell]:
    name = column.name
    if column.question is not None:
        key, write = column.question.key, writer_of(column.question, column.part)
        return lambda _about, values: write(values.get(key))
    if name == "form":
        return lambda about, _values: form(about[name])
    if name in _PLAIN:
        return lambda about, _values: about[name]
    if name in {"submitted_at", "changed_at"}:
        return lambda about, _values: written(name, about[name])
    told = lru_cache(maxsize=4096)(partial(written, name))
    return lambda about, _values: told(tuple(about[name]) if name == "tags" else about[name])


def rows_of(event_id: int, wanted: Wanted, columns: Sequence[Column]) -> Iterator[list[Cell]]:
    """Each registration wanted as a row of the table; read piece by piece, whatever the length."""
    names = ("id", "form_id", *STORED)
    writer = RowWriter(columns, Forms(form_queries.list_forms(event_id)), list_queries.names_of_tags(event_id))
    for *about, values in listing.stream(event_id, wanted, names):
        yield writer.cells(dict(zip(names, about, strict=True)), values or {})


def questions_of(columns: Sequence[Column]) -> list[Question]:
    """The questions that have a column, each once."""
    return list({each.question.key: each.question for each in columns if each.question is not None}.values())
