"""Papers of a visit, put together for the doors: in which languages, from where, with which address on them."""

from coopevents import config, links
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.papers import MOST_LANGUAGES, asked_languages, office_name
from coopevents.delegations import reading_links
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.reading_words import Reader
from coopevents.i18n import LANGUAGE_NAMES, current_language
from coopevents.papers.booklet import Imprint
from coopevents.papers.visit_values import VisitValues, values_of
from coopevents.papers.visit_words import ARABIC

PAIRS = (
    ("en", "zh_Hans_CN"),
    ("fr", "zh_Hans_CN"),
    ("ar", "en"),
    ("zh_Hans_CN", "en"),
    ("en", "fr"),
    ("en",),
    ("zh_Hans_CN",),
    ("fr",),
)
"""In which languages papers of a visit are offered."""
NAMES = {**LANGUAGE_NAMES, ARABIC: "العربية"}


def visit_values(delegation: Delegation, delegate: Delegate | None = None) -> VisitValues:
    """The visit as its papers say it."""
    return values_of(delegation, delegate=delegate, time_zone=config.in_force().default_time_zone)


def visit_imprint(reader: Reader) -> Imprint:
    """What a paper says of where it comes from; its code leads to the reader's page."""
    address = links.address_of("guest_itinerary.show", token=reading_links.page_token(reader))
    return Imprint(office_name(), address, str(qr_svg(address)))


def visit_languages(asked: str, delegation: Delegation | None = None) -> tuple[str, ...]:
    """The languages asked for in an address, else those of the requester and Chinese; 404 for what is none."""
    codes = asked.split(",") if asked else []
    if ARABIC in codes:
        others = asked_languages(",".join(each for each in codes if each != ARABIC))
        return (ARABIC, *others)[:MOST_LANGUAGES] if codes[0] == ARABIC else (*others, ARABIC)[:MOST_LANGUAGES]
    first = delegation.language if delegation is not None and delegation.language in LANGUAGE_NAMES else ""
    usual = dict.fromkeys((first or current_language(), "zh_Hans_CN", "en"))
    return asked_languages(asked) or tuple(usual)[:MOST_LANGUAGES]


def language_choices() -> list[tuple[str, str]]:
    """(value, words) of the languages a paper of a visit may be in."""
    return [(value_of(pair), " + ".join(NAMES[each] for each in pair)) for pair in PAIRS]


def value_of(languages: tuple[str, ...]) -> str:
    """Languages as an address says them."""
    return ",".join(each.partition("_")[0] for each in languages)
