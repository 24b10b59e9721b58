"""The organisers' list: searched, narrowed, sorted and counted in the database, at any length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, union_all

from coopevents.db import db
from coopevents.forms.models import Answers
from coopevents.registration.finding import wanted_words
from coopevents.registration.models import Registration, RegistrationWord
from coopevents.registration.states import RegistrationState

PER_PAGE = 50
RARE, FEWER_THAN_ALL = 2_000, 20_000
COUNTED_UP_TO = 500
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
    count: int
    is_more: bool = False

    @property
    def total(self) -> str:
        """How many there are, in words: a search that finds very many says so without counting on."""
        return f"{self.count}+" if self.is_more else str(self.count)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // PER_PAGE))

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
    conditions = _conditions(event_id, wanted)
    if total is None:
        some = select(Registration.id).where(*conditions).limit(COUNTED_UP_TO + 1 if wanted.text else None).subquery()
        total = db.session.scalar(select(func.count()).select_from(some)) or 0
    page = max(1, min(page, -(-total // PER_PAGE)))
    query = select(Registration).where(*conditions).order_by(*SORTS[wanted.sort])
    query = query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    is_more = bool(wanted.text) and total > COUNTED_UP_TO
    return Page(list(db.session.scalars(query)), page, min(total, COUNTED_UP_TO) if is_more else total, is_more=is_more)


def count_by_country(event_id: int) -> list[tuple[str, int]]:
    """(code, registrations), the most frequent country first."""
    return _counted(event_id, Registration.country)


def count_by_institution(event_id: int) -> list[tuple[str, int]]:
    """(name, registrations), the most frequent institution first."""
    return _counted(event_id, Registration.institution_name)


def stream(event_id: int, wanted: Wanted, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """These columns of every registration wanted, and its answers last; read piece by piece, whatever the length."""
    about = (Answers.subject_kind == "registration") & (Answers.subject_id == Registration.id)
    chosen = [getattr(Registration, name) for name in columns]
    query = select(*chosen, Answers.values).outerjoin_from(Registration, Answers, about)
    query = query.where(*_conditions(event_id, wanted)).order_by(*SORTS[wanted.sort])
    for row in db.session.execute(query.execution_options(yield_per=500)):
        yield tuple(row)


def _counted(event_id: int, column: Any) -> list[tuple[str, int]]:
    query = select(column, func.count()).where(Registration.event_id == event_id, column != "").group_by(column)
    return sorted(((row[0], row[1]) for row in db.session.execute(query)), key=lambda each: (-each[1], each[0]))


def _conditions(event_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Registration.event_id == event_id]
    if wanted.state is not None:
        conditions.append(Registration.state == wanted.state)
    if wanted.country:
        conditions.append(Registration.country == wanted.country)
    if wanted.institution:
        conditions.append(Registration.institution_name == wanted.institution)
    return conditions + _having_words(event_id, wanted_words(wanted.text))


def _having_words(event_id: int, words: list[str]) -> list[ColumnElement[bool]]:
    """That a registration is found under every word.

    A rare word names its few registrations; a frequent one is asked of each registration in turn, in the order of the
    list, which ends as soon as the page is full. So neither costs more in a longer list.
    """
    if not words:
        return []
    counts = _counts_up_to(FEWER_THAN_ALL, event_id, words)
    most = RARE if len(words) == 1 else FEWER_THAN_ALL
    rarest = min(words, key=counts.__getitem__)
    conditions: list[ColumnElement[bool]] = []
    for word in words:
        if word == rarest and counts[word] <= most:
            conditions.append(
                Registration.id.in_(select(RegistrationWord.registration_id).where(*_range(event_id, word)))
            )
        else:
            is_its_own = RegistrationWord.registration_id == Registration.id
            conditions.append(select(RegistrationWord.word).where(is_its_own, *_range(event_id, word)).exists())
    return conditions


def _counts_up_to(most: int, event_id: int, words: list[str]) -> dict[str, int]:
    """How often each word occurs; beyond ``most`` nobody counts on."""
    found = []
    for word in words:
        some = select(RegistrationWord.registration_id).where(*_range(event_id, word)).limit(most + 1).subquery()
        found.append(select(literal(word), func.count()).select_from(some))
    return {row[0]: row[1] for row in db.session.execute(union_all(*found))}


def _range(event_id: int, beginning: str) -> tuple[ColumnElement[bool], ...]:
    """The words that begin so: a range of the index."""
    word = RegistrationWord.word
    return RegistrationWord.event_id == event_id, word >= beginning, word < beginning + LAST_CHARACTER
