"""The organisers' list: searched, narrowed, sorted and counted in the database, at any length."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from coopevents.db import db
from coopevents.forms.models import Answers
from coopevents.registration.finding import wanted_words
from coopevents.registration.models import Registration, RegistrationWord
from coopevents.registration.states import RegistrationState

PER_PAGE = 50
LAST_CHARACTER = "\U0010ffff"
SORTS: dict[str, tuple[Any, ...]] = {
    "newest": (Registration.number.desc(),),
    "oldest": (Registration.number,),
    "name": (Registration.sort_name, Registration.number),
    "institution": (Registration.institution_name, Registration.number),
    "country": (Registration.country, Registration.number),
}


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to, and its order (one of ``SORTS``)."""

    text: str = ""
    state: RegistrationState | None = None
    country: str = ""
    institution: str = ""
    sort: str = "newest"

    @property
    def is_narrowed(self) -> bool:
        """Whether less than everything is shown."""
        return bool(self.text or self.state or self.country or self.institution)


@dataclass(frozen=True)
class Page:
    """A page of the list."""

    items: list[Registration]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def has_prev(self) -> bool:
        """Whether there is a page before."""
        return self.page > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after."""
        return self.page < self.pages


def list_page(event_id: int, wanted: Wanted, *, page: int = 1, total: int | None = None) -> Page:
    """One page of the registrations wanted, the last when there are fewer; a ``total`` that is known is not counted."""
    if total is None:
        counted = select(func.count()).select_from(Registration).where(*_conditions(event_id, wanted))
        total = db.session.scalar(counted) or 0
    page = max(1, min(page, -(-total // PER_PAGE)))
    ids = select(Registration.id).where(*_conditions(event_id, wanted)).order_by(*SORTS[wanted.sort])
    ids = ids.limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    query = select(Registration).where(Registration.id.in_(list(db.session.scalars(ids))))
    return Page(list(db.session.scalars(query.order_by(*SORTS[wanted.sort]))), page, total)


def count_by_country(event_id: int) -> list[tuple[str, int]]:
    """(code, registrations), the most frequent country first."""
    return _counted(event_id, Registration.country)


def count_by_institution(event_id: int) -> list[tuple[str, int]]:
    """(name, registrations), the most frequent institution first."""
    return _counted(event_id, Registration.institution_name)


def stream(event_id: int, wanted: Wanted) -> Iterator[tuple[Registration, dict[str, Any]]]:
    """Every registration wanted with its answers, read piece by piece so that no length fills the memory."""
    about = (Answers.subject_kind == "registration") & (Answers.subject_id == Registration.id)
    query: Select[Any] = select(Registration, Answers.values).outerjoin(Answers, about)
    query = query.where(*_conditions(event_id, wanted)).order_by(*SORTS[wanted.sort])
    for registration, values in db.session.execute(query.execution_options(yield_per=500)):
        yield registration, values or {}


def _counted(event_id: int, column: Any) -> list[tuple[str, int]]:
    query = select(column, func.count()).where(Registration.event_id == event_id, column != "").group_by(column)
    return sorted(((row[0], row[1]) for row in db.session.execute(query)), key=lambda each: (-each[1], each[0]))


def _conditions(event_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [Registration.event_id == event_id]
    conditions += [Registration.id.in_(_having_word(event_id, word)) for word in wanted_words(wanted.text)]
    if wanted.state is not None:
        conditions.append(Registration.state == wanted.state)
    if wanted.country:
        conditions.append(Registration.country == wanted.country)
    if wanted.institution:
        conditions.append(Registration.institution_name == wanted.institution)
    return conditions


def _having_word(event_id: int, beginning: str) -> Select[Any]:
    """The registrations found under a word that begins so: a range of the index, whatever the number of rows."""
    begins = RegistrationWord.word >= beginning, RegistrationWord.word < beginning + LAST_CHARACTER
    return select(RegistrationWord.registration_id).where(RegistrationWord.event_id == event_id, *begins)
