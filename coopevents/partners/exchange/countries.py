"""Which country or region a cell means: by its code, or by its name in any language of the house. Pure."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from coopevents.i18n import GivenNames, country_codes, country_name, given_names, standard_country_name
from coopevents.partners.naming import plain
from coopevents.text import LANGUAGES

_ALSO = {
    "CN": "prc|peoples republic of china|people s republic of china|mainland china|中华人民共和国|中国大陆"
    "|chine populaire",
    "HK": "hong kong|hongkong|香港|hong kong china|中国香港特区|hong kong sar",
    "MO": "macau|macao|澳门|macao china|macau china|macao sar",
    "TW": "taiwan china|chinese taipei|台湾|中国台湾|中国台湾地区",
    "GB": "uk|great britain|england|scotland|wales|northern ireland"
    "|united kingdom of great britain and northern ireland|grande bretagne|angleterre|ecosse|大不列颠|英格兰|苏格兰",
    "US": "usa|us|united states of america|america|u s a|u s|etats unis d amerique|美利坚合众国",
    "KR": "korea|republic of korea|korea republic of|south korea|rok|coree|republique de coree|大韩民国|南韩",
    "KP": "dprk|democratic people s republic of korea|朝鲜民主主义人民共和国",
    "CZ": "czech republic|republique tcheque|捷克共和国",
    "RU": "russian federation|federation de russie|俄国|俄罗斯联邦",
    "NL": "holland|the netherlands|hollande|尼德兰",
    "VN": "viet nam",
    "TR": "turkey|turkiye|turquie",
    "AE": "uae|emirates|emirats|阿联酋",
    "LA": "lao pdr|lao people s democratic republic",
    "MM": "burma|birmanie",
    "IR": "islamic republic of iran|iran islamic republic of",
    "SY": "syrian arab republic",
    "MD": "republic of moldova",
    "MK": "macedonia|macedoine",
    "BN": "brunei darussalam|文莱达鲁萨兰国",
    "CI": "ivory coast|cote d ivoire",
    "CD": "dr congo|democratic republic of the congo|rd congo",
    "TZ": "united republic of tanzania",
    "VE": "venezuela bolivarian republic of",
    "BO": "bolivia plurinational state of",
    "PS": "palestine",
    "BY": "belorussia|bielorussie|白俄",
    "SK": "slovak republic|republique slovaque",
    "CH": "schweiz|suisse",
    "DE": "deutschland|federal republic of germany|德意志联邦共和国",
    "ES": "espana",
    "IT": "italia",
    "SA": "ksa",
    "CV": "cape verde",
    "SZ": "swaziland",
    "TL": "east timor",
}


@lru_cache(maxsize=4)
def _meanings(given: GivenNames) -> Mapping[str, str]:
    """What each word means; what the office says itself counts first, codes most of all."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code in sorted(country_codes()):
            found.setdefault(plain(standard_country_name(code, language)), code)
    for code, words in _ALSO.items():
        found |= dict.fromkeys((plain(word) for word in words.split("|")), code)
    found |= {plain(name): code for code, _language, name in sorted(given.said)}
    return found | {plain(code): code for code in country_codes()}


def country_of(text: str) -> str:
    """The code a text means, or nothing.

    >>> country_of("Allemagne"), country_of("德国"), country_of("de"), country_of("Atlantis")
    ('DE', 'DE', 'DE', '')
    """
    return _meanings(given_names()).get(plain(text), "")


def suggestions(text: str) -> list[str]:
    """The names that may have been meant, in the reader's language."""
    near = get_close_matches(plain(text), list(_meanings(given_names())), n=4, cutoff=0.72)
    codes = dict.fromkeys(_meanings(given_names())[each] for each in near)
    return [country_name(code) for code in codes][:3]
