"""The words under which a registration is found. Pure.

A search asks for beginnings of words, which an index answers at any size. Chinese is written without spaces, so every
rest of a run of characters counts as a word: 张伟 and 伟 both find 张伟, and so do zhang wei, wei zhang and zhangwei.
"""

import re
from collections.abc import Iterable

from coopevents.registration.readings import latin_spellings, pinyin_of
from coopevents.text import folded, one_line

LONGEST = 80
_SEPARATORS = re.compile(r"[^\w]+|_+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts, folded; with the parts of words joined by hyphens, points or at-signs, and readings."""
    words: set[str] = set()
    for text in texts:
        line = one_line(text)
        for word in folded(line).split():
            words.add(word)
            words.update(_SEPARATORS.split(word))
            for run in _HAN_RUN.findall(word):
                words.update(run[position:] for position in range(min(len(run), 40)))
                words.update(pinyin_of(run))
        if not line.isascii():
            for word in _SEPARATORS.split(line.casefold()):
                words.update(latin_spellings(word))
    return frozenset(word[:LONGEST] for word in words if word)


def wanted_words(query: str) -> list[str]:
    """The beginnings of words a query asks for, at most six."""
    return [word[:LONGEST] for word in folded(query).split()][:6]
