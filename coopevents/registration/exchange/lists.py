"""Several things in one cell: separated by semicolons, and quoted where one has a semicolon of its own. Pure.

What was written so is read back as it was, whatever it holds; what people type by hand may also use the semicolons and
commas of Chinese.
"""

import csv
import io
from collections.abc import Collection, Iterable

SEPARATOR = ";"
_OTHERS = "；、，,\n"


def joined(items: Iterable[str]) -> str:
    """The items in one cell.

    >>> joined(["a", "b; c"])
    'a; "b; c"'
    """
    return "; ".join(_quoted(each) for each in items)


def _quoted(item: str) -> str:
    needs_quotes = any(sign in item for sign in f'{SEPARATOR}"\n') or item != item.strip()
    return '"' + item.replace('"', '""') + '"' if needs_quotes else item


def split(text: str) -> list[str]:
    """The items of a cell, in their order.

    >>> split('a; "b; c"')
    ['a', 'b; c']
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATOR, skipinitialspace=True)
    return [item for line in lines for each in line if (item := each.strip())]


def split_loosely(text: str, known: Collection[str]) -> list[str]:
    """The same; an item that is none of the ``known`` is also split where people separate by hand."""
    found = []
    for item in split(text):
        rest = item
        for sign in _OTHERS:
            rest = rest.replace(sign, SEPARATOR)
        parts = [each.strip() for each in rest.split(SEPARATOR) if each.strip()]
        found += [item] if item in known or len(parts) < 2 else parts
    return found
