"""Names of institutions made comparable: words that mean the same in several languages become one. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from coopevents.text import folded, has_han

_MORE_FOLDING = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_NOT_WORD = re.compile(r"[^\w]+")
_IN_BRACKETS = re.compile(r"[(（\[]([^)）\]]*)[)）\]]")
_PASSING = frozenset(
    word
    for line in (
        "of the and for in at a an de la le les du des d l et en der die das fur und von zu del della di dell e y",
        "el los las da do das dos i w na gmbh mbh ltd limited inc incorporated co company corp corporation",
        "ag sa sarl sas llc plc spa srl bv nv oy ab kg",
    )
    for word in line.split()
)
"""Words that tell nobody apart."""
_SAME = {
    "university": "universitat universite universidad universita universidade universiteit uniwersytet universitet"
    " universitetet univerzita univerzitet universitatea sveuciliste egyetem yliopisto univ universitas университет",
    "technical": "technische technischen technisches technique techniques tecnica tecnico technicka techniczna"
    " technological technologique technologiques tecnologica tecnologico technika tekniska технический",
    "technology": "technologie technologies tecnologia technologii",
    "institute": "institut instituto istituto instytut institutet ustav институт",
    "school": "ecole escuela scuola schule skola escola",
    "academy": "academie akademie academia accademia akademia",
    "polytechnic": "polytechnique polytechnical politecnico politecnica politecnico polytechnikum politechnika"
    " polytechnische",
    "science": "sciences wissenschaften wissenschaft scienze ciencias ciencia nauk",
    "applied": "appliquees appliquee appliques angewandte aplicadas applicate",
    "engineering": "ingenierie genie ingenieria ingegneria ingenieurwesen",
    "national": "nationale nacional nazionale narodowy",
    "state": "etat staatliche staatlich estatal stato",
    "international": "internationale internacional internazionale",
    "research": "recherche recherches forschung investigacion ricerca",
    "centre": "center zentrum centro centrum",
    "college": "kolleg colegio",
    "environment": "environnement umwelt environmental environnemental environnementale medioambiente",
    "medicine": "medical medecine medizinische medicale medizin",
    "economics": "economic economie economiques economique wirtschaft economia",
    "foundation": "fondation stiftung fundacion fundacja",
    "association": "verein asociacion",
}
_MEANING = {word: meaning for meaning, words in _SAME.items() for word in words.split()}


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without accents, capitals and punctuation; Chinese without spaces.

    >>> plain("Université de Roussé")
    'universite de rousse'
    """
    text = _NOT_WORD.sub(" ", folded(name).translate(_MORE_FOLDING)).strip()
    return text.replace(" ", "") if has_han(text) else text


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """What a name says, whatever the language of its common words.

    >>> words("Université de Roussé") == words("University of Rousse")
    True
    """
    text = plain(name)
    if has_han(text):
        return (text,)
    said = tuple(_MEANING.get(word, word) for word in text.split() if word not in _PASSING)
    return said or tuple(text.split())


def variants(names: Iterable[str]) -> list[str]:
    """The names, and each that holds something in brackets also without it; what stands in brackets may be a name."""
    found: list[str] = []
    for name in names:
        found += [name, _IN_BRACKETS.sub(" ", name)] if _IN_BRACKETS.search(name) else [name]
    return list(dict.fromkeys(each for each in found if plain(each)))


def short_forms(names: Iterable[str], acronym: str) -> set[str]:
    """The acronyms an institution is called by: its own, and names or brackets that are nothing but capitals."""
    candidates = [acronym]
    for name in names:
        candidates += [name, *_IN_BRACKETS.findall(name)]
    capitals = {each.strip() for each in candidates if each == acronym or _is_capitals(each.strip())}
    return {form for each in capitals if len(form := plain(each).replace(" ", "")) > 1}


def initials(name: str) -> set[str]:
    """The first letters of a name's words, with and without the small ones: what may be its acronym."""
    text = plain(name)
    if has_han(text):
        return set()
    every = text.split()
    forms = {"".join(word[0] for word in every), "".join(word[0] for word in every if word not in _PASSING)}
    return {each for each in forms if len(each) > 2}


def _is_capitals(text: str) -> bool:
    return 2 < len(text) <= 10 and text.isascii() and text.isalnum() and text.isupper() and not text.isdigit()
