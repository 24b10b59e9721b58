"""How two versions of a text differ, word by word. Pure."""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

AROUND = 60
"""How many characters of what stayed are left beside what changed."""

MOST_WORDS = 4000
"""Beyond this, texts are shown as a whole before and after."""

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\s\u3400-\u9fff\uf900-\ufaff]+|\s+")


class Fate(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """Some words, and what became of them."""

    fate: Fate
    text: str


def differing_words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order, long stretches that stayed cut short with an ellipsis.

    A word is what stands between spaces; in Chinese each character is one.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return tuple(Piece(fate, text) for fate, text in ((Fate.GONE, old), (Fate.NEW, new)) if text)
    pieces: list[Piece] = []
    for operation, left, left_end, right, right_end in _steps(before, after):
        if operation == "equal":
            pieces.append(Piece(Fate.KEPT, "".join(before[left:left_end])))
            continue
        gone, come = "".join(before[left:left_end]), "".join(after[right:right_end])
        pieces += [Piece(fate, text) for fate, text in ((Fate.GONE, gone), (Fate.NEW, come)) if text]
    last = len(pieces) - 1
    return tuple(
        Piece(piece.fate, _shortened(piece.text, is_first=at == 0, is_last=at == last))
        if piece.fate is Fate.KEPT
        else piece
        for at, piece in enumerate(pieces)
    )


def _steps(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    """What to do to one list of words to get the other; a single space that stayed joins the changes around it."""
    steps: list[tuple[str, int, int, int, int]] = []
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for at, (operation, left, left_end, right, right_end) in enumerate(found):
        is_gap = operation == "equal" and "".join(before[left:left_end]).isspace() and 0 < at < len(found) - 1
        if (is_gap or operation != "equal") and steps and steps[-1][0] == "changed":
            steps[-1] = ("changed", steps[-1][1], left_end, steps[-1][3], right_end)
        else:
            steps.append((operation if operation == "equal" else "changed", left, left_end, right, right_end))
    return steps


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """What stayed, without its middle; at either end of the text only the part beside the change is left."""
    head, tail = "" if is_first else text[:AROUND], "" if is_last else text[-AROUND:]
    if not (head or tail) or len(head) + len(tail) + 3 >= len(text):
        return text
    return (
        f"{head.rstrip()} … {tail.lstrip()}"
        if head and tail
        else f"… {tail.lstrip()}"
        if tail
        else f"{head.rstrip()} …"
    )
