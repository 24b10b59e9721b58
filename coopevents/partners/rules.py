"""What must hold of an institution; pure."""

from urllib.parse import urlsplit

from coopevents.i18n import _l
from coopevents.partners.details import InstitutionDetails
from coopevents.refusals import Refusal
from coopevents.text import search_key


class NameIsMissing(Refusal):
    """An institution has a name in at least one language."""

    sentence = _l("Write the name in at least one language.")


class CountryIsMissing(Refusal):
    """An institution is somewhere."""

    sentence = _l("Choose the country or region.")


class WebsiteIsUnreadable(Refusal):
    """A website's address begins with http or https and names a host."""

    sentence = _l("Write the full address, such as https://www.example.edu.")


class YearIsOutOfReach(Refusal):
    """Nobody became a partner in that year."""

    sentence = _l("Write a year between 1800 and 2200.")


def ensure_details_hold(details: InstitutionDetails) -> None:
    """Refuse what cannot be an institution."""
    if not details.name:
        raise NameIsMissing(field="name")
    if len(details.country) != 2 or not (details.country.isascii() and details.country.isalpha()):
        raise CountryIsMissing(field="country")
    if details.website and not is_web_address(details.website):
        raise WebsiteIsUnreadable(field="website")
    if details.partner_since is not None and not 1800 <= details.partner_since <= 2200:
        raise YearIsOutOfReach(field="partner_since")


def is_web_address(text: str) -> bool:
    """Whether the text is an http or https address with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text and text.isprintable()
    except ValueError:
        return False


def key_of(details: InstitutionDetails) -> str:
    """What a search looks in: the name in every language, the city, the country's code."""
    return search_key(*details.name.values(), details.city, details.country)[:1500]
