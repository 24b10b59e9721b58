"""How names are read and written by others: Chinese in pinyin, umlauts and barred letters in plain ones. Pure.

Every reading of a character counts, since family names keep rare ones (曾 zeng, 单 shan, 查 zha). The dictionary of
readings takes some 12 MB and is loaded when the first Chinese name is, without the one of phrases, which takes ten
times that.
"""

import os
from functools import lru_cache
from itertools import islice, product

from coopevents.text import folded

SHORT_RUN = 4
MOST_READINGS = 16
LONGEST_RUN = 24
_IN_FULL = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
})  # fmt: skip


def latin_spellings(word: str) -> frozenset[str]:
    """Other spellings of a word in lower case: ``müller`` gives mueller, ``łukasz`` lukasz."""
    in_full, plain = folded(word.translate(_IN_FULL)), folded(word).translate(_PLAIN)
    return frozenset({in_full, plain}) - {folded(word)}


def pinyin_of(run: str) -> frozenset[str]:
    """A run of Chinese characters as people type it: every rest of it, each syllable, and the given name first.

    A run as short as a name has all its readings, a longer one the first reading of each character.
    """
    run = run[:LONGEST_RUN]
    is_name = len(run) <= SHORT_RUN
    syllables = [_readings(character) if is_name else _readings(character)[:1] for character in run]
    if not all(syllables):
        return frozenset()
    spelt: set[str] = set()
    for position in range(len(run)):
        rest = syllables[position:]
        spelt.update(map("".join, islice(product(*rest), MOST_READINGS)))
        if is_name:
            spelt.update(syllables[position])
    if is_name and len(run) > 1:
        spelt.update(map("".join, islice(product(*syllables[1:], syllables[0]), MOST_READINGS)))
    return frozenset(spelt)


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    """The syllables a character may be read as, without tones; ``ü`` as it is typed, and as passports write it."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - the dictionary is for those who have Chinese guests

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    syllables = [each for each in found[0] if each] if found else []
    spelt = [
        way
        for each in syllables
        for way in ((each, each.replace("v", "u"), each.replace("v", "yu")) if "v" in each else (each,))
    ]
    return tuple(dict.fromkeys(spelt))
