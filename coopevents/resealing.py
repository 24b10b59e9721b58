"""Sealing everything anew with the newest key, in small steps, so that nobody waits for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, func, select, update

from coopevents import sealing, unit_of_work
from coopevents.db import Base, db
from coopevents.refusals import NotFound
from coopevents.storage import queries as storage
from coopevents.storage import sealed_files
from coopevents.storage.store import FileStore, present_store

AT_ONCE = 100
"""How many values are written in one transaction: a few milliseconds of the write lock."""


@dataclass
class Resealed:
    """What came of it: how many were sealed anew, and how many nothing opens any more."""

    done: int = 0
    lost: int = 0


def count_sealed_with_older_keys() -> int:
    """How many values and files are not sealed with the newest key."""
    values = sum(
        db.session.scalar(select(func.count()).select_from(column.table).where(_is_older(column))) or 0
        for column in sealed_columns()
    )
    return values + storage.count_sealed_otherwise(sealing.newest_head())


def seal_everything_anew(*, step: Callable[[int], None], store: FileStore | None = None) -> Resealed:
    """Seal every value and file with the newest key; ``step`` hears how many more are done.

    What somebody saves meanwhile is never overwritten. May be broken off and begun again.
    """
    result = Resealed()
    for column in sealed_columns():
        for batch in _batches(column):
            _reseal_batch(column, batch, result)
            step(len(batch))
    for key in storage.list_sealed_otherwise(sealing.newest_head()):
        _reseal_file(key, store or present_store(), result)
        step(1)
    return result


def sealed_columns() -> list[Column[Any]]:
    """Every column whose text is sealed."""
    return [column for table in Base.metadata.sorted_tables for column in table.columns if column.info.get("is_sealed")]


def _is_older(column: Column[Any]) -> Any:
    return column.is_not(None) & (column != "") & ~column.startswith(sealing.newest_head(), autoescape=True)


def _batches(column: Column[Any]) -> Iterator[list[tuple[Any, str]]]:
    """(key of the row, sealed text) of everything that is sealed with an older key, some at a time."""
    last: Any = None
    key = _key_of(column.table)
    while True:
        query = select(key, column).where(_is_older(column)).order_by(key).limit(AT_ONCE)
        with unit_of_work.looking():
            found = db.session.execute(query if last is None else query.where(key > last)).all()
        if not found:
            return
        last = found[-1][0]
        yield [(row[0], row[1]) for row in found]


def _reseal_batch(column: Column[Any], batch: list[tuple[Any, str]], result: Resealed) -> None:
    anew: list[tuple[Any, str, str]] = []
    for row_key, sealed in batch:
        try:
            anew.append((row_key, sealed, sealing.sealed_anew(sealed.encode()).decode()))
        except sealing.Unopenable:
            result.lost += 1
    for row_key, sealed, text in anew:
        is_unchanged = (_key_of(column.table) == row_key) & (column == sealed)
        db.session.execute(update(column.table).where(is_unchanged).values({column.name: text}))
    unit_of_work.commit()
    result.done += len(anew)


def _reseal_file(key: str, store: FileStore, result: Resealed) -> None:
    file = storage.find_file(key)
    if file is None:
        return
    try:
        sealed_files.reseal_file(file, store=store)
        result.done += 1
    except (sealing.Unopenable, NotFound):
        result.lost += 1
    unit_of_work.commit()


def _key_of(table: Any) -> Column[Any]:
    key: Column[Any] = next(iter(table.primary_key))
    return key
