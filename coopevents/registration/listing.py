"""The organisers' list: searched, narrowed, sorted and counted in the database, at any length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, intersect, literal, select, union_all

from coopevents.db import db
from coopevents.forms.models import Answers
from coopevents.registration.finding import wanted_words
from coopevents.registration.list_models import AnswerValue, Tagging
from coopevents.registration.models import Registration, RegistrationWord
from coopevents.registration.wanted import AnswerWish, Wanted

__all__ = ["SORTS", "Page", "Wanted", "count_by_country", "count_by_institution", "list_page", "stream"]

PER_PAGE = 50
FREQUENT, NAMED_ONE_BY_ONE = 20_000, 4_000
COUNTED_UP_TO, FOUND_UP_TO = 10_000, 500
LAST_CHARACTER = "\U0010ffff"
SORTS: dict[str, tuple[Any, ...]] = {
    "newest": (Registration.number.desc(),),
    "oldest": (Registration.number,),
    "name": (Registration.sort_name, Registration.number),
    "institution": (Registration.institution_name, Registration.number),
    "country": (Registration.country, Registration.number),
    "state": (Registration.state, Registration.number),
}


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
    if wanted.text and total is None:
        return _page_found(conditions, wanted.sort, page)
    count = total if total is not None else _count(conditions)
    is_more = total is None and count > COUNTED_UP_TO
    count = min(count, COUNTED_UP_TO) if is_more else count
    page = _within(page, count)
    ids = _ids(conditions, wanted.sort, PER_PAGE, (page - 1) * PER_PAGE)
    return Page(_rows(ids), page, count, is_more=is_more)


def _page_found(conditions: list[ColumnElement[bool]], sort: str, page: int) -> Page:
    """A page of what a search finds: found once, counted and cut here."""
    ids = _ids(conditions, sort, FOUND_UP_TO + 1)
    count = min(len(ids), FOUND_UP_TO)
    page = _within(page, count)
    return Page(_rows(ids[(page - 1) * PER_PAGE : page * PER_PAGE]), page, count, is_more=len(ids) > count)


def _within(page: int, count: int) -> int:
    return max(1, min(page, -(-count // PER_PAGE)))


def _count(conditions: list[ColumnElement[bool]]) -> int:
    some = select(Registration.id).where(*conditions).limit(COUNTED_UP_TO + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def _ids(conditions: list[ColumnElement[bool]], sort: str, most: int, offset: int = 0) -> list[int]:
    """The ids alone, which an index holds, so that a late page costs little more than a first."""
    query = select(Registration.id).where(*conditions).order_by(*SORTS[sort]).limit(most).offset(offset)
    return list(db.session.scalars(query))


def _rows(ids: list[int]) -> list[Registration]:
    found = {each.id: each for each in db.session.scalars(select(Registration).where(Registration.id.in_(ids)))}
    return [found[each] for each in ids]


def list_wanted(event_id: int, wanted: Wanted, *, limit: int) -> list[Registration]:
    """The registrations wanted, at most so many, in their order."""
    query = select(Registration).where(*_conditions(event_id, wanted)).order_by(*SORTS[wanted.sort]).limit(limit)
    return list(db.session.scalars(query))


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
    if wanted.states:
        conditions.append(Registration.state.in_(wanted.states))
    if wanted.form_ids:
        conditions.append(Registration.form_id.in_(wanted.form_ids))
    if wanted.country:
        conditions.append(Registration.country == wanted.country)
    if wanted.institution:
        conditions.append(Registration.institution_name == wanted.institution)
    if wanted.is_vip is not None:
        conditions.append(Registration.is_vip.is_(wanted.is_vip))
    if wanted.numbers:
        conditions.append(Registration.number.in_(wanted.numbers))
    if wanted.tag_ids:
        tagged = select(Tagging.registration_id).where(Tagging.tag_id.in_(wanted.tag_ids))
        conditions.append(Registration.id.in_(tagged))
    for wish in wanted.answers:
        conditions.extend(_having_answered(event_id, wish))
    return conditions + _having_words(event_id, wanted_words(wanted.text))


def _having_answered(event_id: int, wish: AnswerWish) -> Iterator[ColumnElement[bool]]:
    """That a registration answered so; each part is a range of the index."""
    value = AnswerValue.value
    parts: list[list[ColumnElement[bool]]] = [[value >= word, value < word + LAST_CHARACTER] for word in wish.words]
    if wish.one_of:
        parts.append([value.in_(wish.one_of)])
    if wish.first or wish.last:
        bounds = (value >= wish.first if wish.first else None, value <= wish.last if wish.last else None)
        parts.append([each for each in bounds if each is not None])
    if wish.is_answered is not None:
        parts.append([])
    about = AnswerValue.event_id == event_id, AnswerValue.question_key == wish.key
    for part in parts:
        answered = Registration.id.in_(select(AnswerValue.registration_id).where(*about, *part))
        yield ~answered if wish.is_answered is False and not part else answered


def _having_words(event_id: int, words: list[str]) -> list[ColumnElement[bool]]:
    """That a registration is found under every word.

    Few are found by their words first and then named one by one. Many are asked for in turn, in the order of the list,
    which ends as soon as enough are found. So neither costs more in a longer list.
    """
    if not words:
        return []
    words, rare = _by_frequency(event_id, words)
    few = _found_under(event_id, rare) if rare else None
    if few is None:
        return [_has_word(word) for word in words]
    named = Registration.id.in_(bindparam("few", few, expanding=True, literal_execute=True, unique=True))
    return [named, *(_has_word(word) for word in words if word not in rare)]


def _by_frequency(event_id: int, words: list[str]) -> tuple[list[str], list[str]]:
    """The words, the rarest first, and those among them that are not too frequent to be looked up."""
    if len(words) == 1:
        return words, words
    counts = _counts_up_to(FREQUENT, event_id, words)
    ordered = sorted(words, key=counts.__getitem__)
    return ordered, [word for word in ordered if counts[word] <= FREQUENT]


def _found_under(event_id: int, words: list[str]) -> list[int] | None:
    """The registrations found under all of these words; None when they are many."""
    found = [select(RegistrationWord.registration_id).where(*_range(event_id, word)) for word in words]
    both = (intersect(*found) if len(found) > 1 else found[0]).limit(NAMED_ONE_BY_ONE + 1)
    ids = list(db.session.scalars(both))
    return sorted(set(ids)) if len(ids) <= NAMED_ONE_BY_ONE else None


def _has_word(beginning: str) -> ColumnElement[bool]:
    """That one of a registration's own words begins so; the offset keeps PostgreSQL from asking about all of them."""
    word = RegistrationWord.word
    is_its_own = RegistrationWord.registration_id == Registration.id
    begins_so = word >= beginning, word < beginning + LAST_CHARACTER
    return select(word).where(is_its_own, *begins_so).offset(0).correlate(Registration).exists()


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
