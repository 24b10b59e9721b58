"""Everything in the database that refers to an institution, found by its foreign keys, so that none is forgotten."""

from sqlalchemy import (
    Column,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)

from coopevents.db import db
from coopevents.i18n import _l
from coopevents.partners.models import Institution
from coopevents.refusals import Refusal

COLLAPSES = frozenset({"institution_tag", "institution_relation", "institutions_apart", "programme_partner"})
"""Tables in which two rows that would become one and the same may: they say nothing but that."""


class BothAreNamed(Refusal):
    """A record names both institutions where it may name one only once."""

    status = 422
    sentence = _l("Both stand in one record, such as an agreement of three parties. Take one of them out there first.")


def list_references() -> list[tuple[Table, Column[int]]]:
    """Each column of each table that refers to an institution, in the order of the alphabet."""
    target = Institution.__table__.c.id
    found = [
        (table, column)
        for table in Institution.metadata.tables.values()
        for column in table.columns
        if any(key.column is target for key in column.foreign_keys)
    ]
    return sorted(found, key=lambda each: (each[0].name, each[1].name))


def move_references(from_id: int, to_id: int) -> None:
    """Let everything that refers to the one refer to the other.

    Two rows that would become one and the same do, where that loses nothing (``COLLAPSES``). What would relate an
    institution to itself goes. Raises BothAreNamed.
    """
    _let_go_of_loops(from_id, to_id)
    for table, column in list_references():
        for others in _unique_beside(table, column):
            _collapse(table, column, others, from_id, to_id)
    for table, column in list_references():
        if table.name == "institutions_apart":
            continue
        db.session.execute(update(table).where(column == from_id).values({column.name: to_id}))
    _move_apart(from_id, to_id)
    db.session.expire_all()


def _let_go_of_loops(from_id: int, to_id: int) -> None:
    both = (from_id, to_id)
    by_table: dict[str, list[Column[int]]] = {}
    for table, column in list_references():
        by_table.setdefault(table.name, []).append(column)
    for name in ("institution_relation", "institutions_apart"):
        one, other = by_table[name]
        db.session.execute(delete(one.table).where(one.in_(both), other.in_(both)))
    own = Institution
    db.session.execute(update(own).where(own.id == to_id, own.parent_id == from_id).values(parent_id=None))
    db.session.execute(update(own).where(own.id == from_id).values(parent_id=None))


def _unique_beside(table: Table, column: Column[int]) -> list[tuple[Column[int], ...]]:
    """For each set of columns that may not be twice and holds this one: the others of the set."""
    sets = [
        tuple(each.columns) for each in table.constraints if isinstance(each, UniqueConstraint | PrimaryKeyConstraint)
    ]
    sets += [tuple(each.columns) for each in table.indexes if each.unique]
    return [tuple(each for each in names if each is not column) for names in sets if column in set(names)]


def _collapse(table: Table, column: Column[int], others: tuple[Column[int], ...], from_id: int, to_id: int) -> None:
    twin = table.alias()
    same = [twin.c[each.name] == each for each in others]
    is_double = exists(select(1).select_from(twin).where(twin.c[column.name] == to_id, *same))
    wanted = and_(column == from_id, is_double)
    if table.name in COLLAPSES:
        db.session.execute(delete(table).where(wanted))
    elif db.session.scalar(select(exists(select(1).select_from(table).where(wanted)))):
        raise BothAreNamed


def _move_apart(from_id: int, to_id: int) -> None:
    """Pairs are kept with the lower id first, so they are written anew."""
    table = Institution.metadata.tables["institutions_apart"]
    one, other = table.c.one_id, table.c.other_id
    rows = db.session.execute(select(one, other).where(or_(one == from_id, other == from_id))).all()
    db.session.execute(delete(table).where(or_(one == from_id, other == from_id)))
    partners = {row[1] if row[0] == from_id else row[0] for row in rows}
    known = select(one, other).where(or_(one == to_id, other == to_id))
    partners -= {row[1] if row[0] == to_id else row[0] for row in db.session.execute(known)}
    for each in sorted(partners):
        low, high = sorted((each, to_id))
        db.session.execute(table.insert().values(one_id=low, other_id=high))
