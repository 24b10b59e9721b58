"""Agreements as a table for spreadsheets, in the words of the present reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from coopevents.accounts import queries as accounts
from coopevents.agreements import table_queries, words
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import SeatDirection
from coopevents.exports import Cell
from coopevents.i18n import LANGUAGE_NAMES, _l, country_name, localized
from coopevents.text import LANGUAGES


@dataclass(frozen=True)
class Known:
    """What the lines say of other records, looked up once for all of them."""

    names: dict[int, str]
    units: dict[int, str]
    numbers: dict[int, str]
    seats: dict[tuple[int, SeatDirection], int]


Said = Callable[[Agreement, Known], Cell]
COLUMNS: tuple[tuple[LazyString, Said], ...] = (
    (_l("Number"), lambda each, _known: each.number),
    (_l("Type"), lambda each, _known: str(words.KINDS[each.kind])),
    (_l("State"), lambda each, _known: str(words.STATES[each.state])),
    (_l("Partners"), lambda each, _known: "; ".join(localized(party.institution.name) for party in each.parties)),
    (_l("Country or region"), lambda each, _known: _countries(each)),
    (_l("Field"), lambda each, _known: each.field),
    (_l("Unit that answers for it"), lambda each, known: known.units.get(each.unit_id, "")),
    (_l("Responsible"), lambda each, known: known.names.get(each.responsible_id or 0, "")),
    (_l("Languages of the text"), lambda each, _known: ", ".join(map(_language, each.languages.split()))),
    (_l("How long it holds"), lambda each, _known: str(words.TERMS[each.term])),
    (_l("Years"), lambda each, _known: each.term_years),
    (_l("Days of notice"), lambda each, _known: each.notice_days or None),
    (_l("Signed on"), lambda each, _known: each.signed_on),
    (_l("First day"), lambda each, _known: each.effective_on),
    (_l("Last day"), lambda each, _known: each.ends_on),
    (_l("Looked at again on"), lambda each, _known: each.review_on),
    (_l("Terminated for"), lambda each, _known: each.ended_on),
    (_l("From us to the partner"), lambda each, known: known.seats.get((each.id, SeatDirection.OUT))),
    (_l("From the partner to us"), lambda each, known: known.seats.get((each.id, SeatDirection.IN))),
    (_l("Money is involved"), lambda each, _known: each.has_money),
    (_l("Confidential"), lambda each, _known: each.is_confidential),
    (_l("Public"), lambda each, _known: each.is_public),
    (_l("Renews or amends"), lambda each, known: known.numbers.get(each.predecessor_id or 0, "")),
)
"""After the titles, one in each language."""


def headings() -> list[str]:
    """The first row."""
    titles = [f"{_l('Title')} ({LANGUAGE_NAMES[language]})" for language in LANGUAGES]
    return [*titles, *(str(label) for label, _said in COLUMNS)]


def lines_of(agreements: Sequence[Agreement]) -> list[list[Cell]]:
    """A row for each agreement, in their order; the agreements come with their parties."""
    known = _known(agreements)
    return [
        [*(each.title.get(language, "") for language in LANGUAGES), *(said(each, known) for _label, said in COLUMNS)]
        for each in agreements
    ]


def _known(agreements: Sequence[Agreement]) -> Known:
    responsible = {each.responsible_id for each in agreements if each.responsible_id is not None}
    return Known(
        names={each.id: each.name for each in accounts.list_users_with_grants(responsible)},
        units={each.id: localized(each.name) for each in accounts.list_units()},
        numbers=table_queries.numbers_of({each.predecessor_id for each in agreements if each.predecessor_id}),
        seats=table_queries.count_seats([each.id for each in agreements]),
    )


def _countries(agreement: Agreement) -> str:
    codes = dict.fromkeys(each.institution.country for each in agreement.parties if each.institution.country)
    return "; ".join(map(country_name, codes))


def _language(code: str) -> str:
    return str(words.LANGUAGES.get(code, code))
