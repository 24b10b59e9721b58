"""Names in the order of an alphabet, without data of our own.

English and French ignore accents and case. Chinese goes by pinyin as GB 2312 (1980) lays down its 3,755 first-level
signs; rarer signs follow in that standard's own order, and names without Chinese signs come before all others.
"""

from coopevents.text import folded, has_han

EU_PROTOCOL_ORDER = (
    *("BE", "BG", "CZ", "DK", "DE", "EE", "IE", "GR", "ES", "FR", "HR", "IT", "CY", "LV", "LT", "LU", "HU", "MT"),
    *("NL", "AT", "PL", "PT", "RO", "SI", "SK", "FI", "SE"),
)
"""The member states by their names in their own languages (EU Interinstitutional Style Guide, 7.1)."""


def alphabet_key(name: str, language: str) -> tuple[int, bytes]:
    """What sorts names as that language's dictionaries do."""
    if language.startswith("zh") and has_han(name):
        return 1, "".join(name.split()).encode("gb18030")
    return 0, folded(name).encode()


def own_language_key(country: str, name: str) -> tuple[int, int, bytes]:
    """What sorts countries as the European Union does; others follow, by the name given."""
    code = country.upper()
    if code in EU_PROTOCOL_ORDER:
        return 0, EU_PROTOCOL_ORDER.index(code), b""
    return 1, 0, folded(name).encode()
