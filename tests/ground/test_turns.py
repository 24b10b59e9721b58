"""Writers of one SQLite file take turns."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopevents.turns import Line, TurnTaking, line_of

PATIENCE = 5.0


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "office.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE told (name TEXT)")
    connection.commit()
    connection.close()
    yield path
    line = line_of(str(path))
    assert line.stand(0), "somebody kept the turn"
    line.leave()


def writer(path: Path) -> TurnTaking:
    connection = sqlite3.connect(path, factory=TurnTaking, isolation_level=None, check_same_thread=False)
    connection.line = line_of(str(path))
    return connection


def test_writers_are_served_in_the_order_in_which_they_asked(file: Path) -> None:
    first = writer(file)
    assert first.begin_writing(PATIENCE)

    def write(name: str) -> None:
        connection = writer(file)
        assert connection.begin_writing(PATIENCE)
        connection.execute("INSERT INTO told VALUES (?)", (name,))
        connection.commit()
        connection.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    first.execute("INSERT INTO told VALUES ('first')")
    first.commit()
    for thread in threads:
        thread.join()

    assert [name for (name,) in first.execute("SELECT name FROM told ORDER BY rowid")] == ["first", *"abcdefgh"]
    first.close()


def test_patience_ends_and_the_place_in_the_line_with_it(file: Path) -> None:
    holder, other, third = writer(file), writer(file), writer(file)
    assert holder.begin_writing(PATIENCE)
    assert not other.begin_writing(0.05)
    holder.rollback()
    assert third.begin_writing(0.05)
    for each in (third, other, holder):
        each.close()


def test_a_foreign_lock_is_waited_for_until_patience_ends(file: Path) -> None:
    foreign = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    foreign.execute("BEGIN EXCLUSIVE")
    one = writer(file)
    began = time.monotonic()
    assert not one.begin_writing(0.1)
    assert time.monotonic() - began >= 0.1

    threading.Timer(0.1, foreign.rollback).start()
    assert one.begin_writing(PATIENCE)
    assert time.monotonic() - began >= 0.2
    one.close()
    foreign.close()


@pytest.mark.parametrize("ending", ["commit", "rollback", "close"])
def test_each_ending_lets_the_next_one_write(file: Path, ending: str) -> None:
    one, other = writer(file), writer(file)
    assert one.begin_writing(PATIENCE)
    getattr(one, ending)()
    assert other.begin_writing(0.05)
    other.close()
    one.close()


def test_what_is_no_lock_is_raised_and_keeps_nobody_waiting(file: Path) -> None:
    one, other = writer(file), writer(file)
    assert one.begin_writing(PATIENCE)
    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        one._has_begun()
    one.rollback()
    assert other.begin_writing(PATIENCE)
    one.close()
    other.close()


def test_whoever_is_called_at_the_last_moment_has_its_turn() -> None:
    line = Line()
    assert line.stand(0)
    line.leave()
    assert line.stand(0)
    assert not line.stand(0)
    line.leave()
