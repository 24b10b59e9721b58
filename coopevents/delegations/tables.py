"""Visits as a table for spreadsheets, in the words of the present reader."""

from collections.abc import Callable, Mapping, Sequence

from flask_babel.speaklater import LazyString

from coopevents.accounts import queries as accounts
from coopevents.delegations import delegate_queries, words
from coopevents.delegations.models import Delegation
from coopevents.exports import Cell
from coopevents.i18n import _l, country_name, localized

Known = Mapping[str, Mapping[int, str]]
Said = Callable[[Delegation, Known], Cell]
COLUMNS: tuple[tuple[LazyString, Said], ...] = (
    (_l("Number"), lambda each, _known: each.number),
    (
        _l("Organisation"),
        lambda each, _known: localized(each.institution.name) if each.institution else each.organisation,
    ),
    (_l("Country or region"), lambda each, _known: country_name(each.country) if each.country else ""),
    (_l("Kind of visit"), lambda each, _known: str(words.KINDS[each.kind])),
    (_l("Received by"), lambda each, _known: str(words.LEVELS[each.level])),
    (_l("State"), lambda each, _known: str(words.STATES[each.state])),
    (_l("First day"), lambda each, _known: each.arrives_on),
    (_l("Last day"), lambda each, _known: each.leaves_on),
    (_l("People asked for"), lambda each, _known: each.head_count),
    (_l("Delegates named"), lambda each, known: int(known["heads"].get(each.id, "0"))),
    (_l("Purpose"), lambda each, _known: each.purpose),
    (_l("Unit"), lambda each, known: known["units"].get(each.unit_id, "")),
    (_l("Looked after by"), lambda each, known: known["officers"].get(each.officer_id or 0, "")),
    (_l("Requester"), lambda each, _known: each.contact_name),
    (_l("E-mail"), lambda each, _known: each.contact_email),
)


def headings() -> list[str]:
    """The first row."""
    return [str(label) for label, _said in COLUMNS]


def lines_of(delegations: Sequence[Delegation]) -> list[list[Cell]]:
    """A row for each, in as many selects for many as for one."""
    officers = {each.officer_id for each in delegations if each.officer_id is not None}
    known: Known = {
        "heads": {
            key: str(number) for key, number in delegate_queries.count_delegates([d.id for d in delegations]).items()
        },
        "units": {each.id: localized(each.name) for each in accounts.list_units()},
        "officers": {each.id: each.name for each in accounts.list_users_with_grants(officers)},
    }
    return [[said(each, known) for _label, said in COLUMNS] for each in delegations]
