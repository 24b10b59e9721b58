"""Planted words. Each says by itself what it is, whose, and of which of them, so that any answer can be searched."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal

from PIL import Image

WHOSE = ("held", "next", "else", "ours", "went", "away", "open")
"""The visit that is over, the one that comes, that of another unit; our people; our trip, that of another unit; what
everybody may read."""
_PATTERN = re.compile(rf"mk([a-z]+?)x({'|'.join(WHOSE)})x(\d)q")
AMOUNTS = re.compile("[,\u00a0\u202f]")
AMOUNTS = {"giftworth": "7341", "planned": "8642", "spent": "8531"}
"""What numbers say: the figures before the point; those after it say whose."""
_KINDS = {figures: kind for kind, figures in AMOUNTS.items()}
_AMOUNT = re.compile("([78])[,.\u00a0\u202f]?(341|642|531)[.,]1([0-9])")
PHOTO_HEIGHT = 177


@dataclass(frozen=True, order=True)
class Mark:
    """One planted word: a kind of thing, whose, and the number of the guest or line."""

    kind: str
    whose: str
    number: int = 1

    def __str__(self) -> str:
        return f"Mk{self.kind}X{self.whose}X{self.number}q"

    @property
    def mail(self) -> str:
        """An address that says so."""
        return f"{self}@guest.example".lower()

    @property
    def size(self) -> tuple[int, int]:
        """The size of a photograph that says so."""
        return 60 + 10 * WHOSE.index(self.whose) + self.number, PHOTO_HEIGHT

    @property
    def amount(self) -> Decimal:
        """A number that says so; kinds of AMOUNTS alone."""
        return Decimal(f"{AMOUNTS[self.kind]}.{10 + WHOSE.index(self.whose)}")


def marks_in(text: str) -> set[Mark]:
    """Every planted word in a text, however its letters are written."""
    found = {Mark(kind, whose, int(number)) for kind, whose, number in _PATTERN.findall(text.casefold())}
    amounts = (Mark(_KINDS[first + rest], WHOSE[int(whose)]) for first, rest, whose in _AMOUNT.findall(text))
    return found | set(amounts)


def marks_of_picture(data: bytes) -> set[Mark]:
    """Whose photograph it is; nobody's when it is none of those planted."""
    if b"<svg" in data[:400]:
        return set()
    with Image.open(io.BytesIO(data)) as opened:
        width, height = opened.size
    tens, number = divmod(width - 60, 10)
    is_planted = height == PHOTO_HEIGHT and 0 <= tens < len(WHOSE) and number
    return {Mark("photo", WHOSE[tens], number)} if is_planted else set()
