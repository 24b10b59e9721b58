"""Text as paper can bear it: without signs that no page shows, and without those that turn the line around."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """The text in NFC without control characters, lone surrogates, unassigned and private signs; line feeds stay.

    A text with right-to-left letters comes isolated, so that it cannot change the order of what stands beside it.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(each for each in unicodedata.normalize("NFC", text) if _is_shown(each))
    if any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in kept):
        return f"{_FIRST_STRONG_ISOLATE}{kept}{_END_OF_ISOLATE}"
    return kept


def printable_data(data: Any) -> Any:
    """Plain data (mappings, sequences, texts, numbers) with every text made printable."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {str(key): printable_data(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable_data(each) for each in data]
    return data


def _is_shown(sign: str) -> bool:
    return sign == "\n" or (sign not in _TURNING and unicodedata.category(sign) not in _UNSEEN)
