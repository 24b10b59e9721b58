"""What a scanner reads, or somebody types: the code on a badge, or a number. Pure."""

import re
from dataclasses import dataclass

LONGEST = 500
_REFERENCE = re.compile(r"(?<![a-z2-7])[a-z2-7]{26}(?![a-z2-7])")
_PERSONAL_LINK = re.compile(r"/r/([a-z2-7]{26})")
_NUMBER = re.compile(r"#?\s*(\d{1,8})")


@dataclass(frozen=True)
class Code:
    """A registration as a code names it: by its reference or by its number at the event."""

    reference: str = ""
    number: int | None = None


def read_code(text: str) -> Code | None:
    """The registration a text names; None when it is no code, and so perhaps a name.

    A badge bears the reference alone; a personal link, or any text that has one reference in it, is read as well.
    """
    said = " ".join(text[:LONGEST].split())
    number = _NUMBER.fullmatch(said)
    if number is not None:
        return Code(number=int(number[1]))
    lower = said.lower()
    link = _PERSONAL_LINK.search(lower)
    if link is not None:
        return Code(reference=link[1])
    found = _REFERENCE.findall(lower)
    return Code(reference=found[0]) if len(found) == 1 else None
