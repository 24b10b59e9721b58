"""About how wide a text is, without any font: from the usual widths of letters, with some to spare."""

import re
from unicodedata import combining, east_asian_width

LINE = 1.32
"""From line to line, in sizes of the type."""

SPACE = 0.3
_PIECES = re.compile(r"[^\s\-\u2010–·]+[\-\u2010–·]?|[\-\u2010–·]")


def em_width(text: str) -> float:
    """About how wide a text is, in sizes of its type."""
    return sum(_width(sign) for sign in text if not combining(sign))


def _width(sign: str) -> float:
    if sign == " ":
        return SPACE
    return 1.0 if is_wide(sign) else 0.72 if sign.isupper() else 0.56


def is_wide(sign: str) -> bool:
    """Whether a sign takes a whole square, as Chinese ones do."""
    return east_asian_width(sign) in {"W", "F"}


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most ``width`` sizes of its type.

    Lines end between words, after hyphens, or between Chinese signs; a word longer than a line is broken anywhere.
    """
    lines, line, used = [], "", 0.0
    for piece, is_glued in _pieces(text, width):
        gap = "" if is_glued or not line else " "
        needed = em_width(piece) + (SPACE if gap else 0)
        if line and used + needed > width:
            lines.append(line)
            line, used, gap, needed = "", 0.0, "", em_width(piece)
        line, used = line + gap + piece, used + needed
    return [*lines, line] if line else lines


def _pieces(text: str, width: float) -> list[tuple[str, bool]]:
    """What is never broken, and whether it stands without a space after what precedes it."""
    found: list[tuple[str, bool]] = []
    for word in text.split():
        is_first = True
        for part in _PIECES.findall(word):
            for piece in _unbroken(part, width):
                found.append((piece, not is_first))
                is_first = False
    return found


def _unbroken(part: str, width: float) -> list[str]:
    if any(is_wide(sign) for sign in part):
        return _chinese_signs(part)
    if em_width(part) <= width:
        return [part]
    found = [""]
    for sign in part:
        if found[-1] and em_width(found[-1] + sign) > width:
            found.append("")
        found[-1] += sign
    return found


def _chinese_signs(part: str) -> list[str]:
    """Sign by sign, a mark of punctuation staying with the sign before it."""
    found: list[str] = []
    for sign in part:
        if found and (not is_wide(sign) or sign in "，。、；：！？）》”’·"):
            found[-1] += sign
        else:
            found.append(sign)
    return found
