"""Kept answers: true until a counter moves or their moment comes, built once, looked at again after a minute."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coopevents.blueprints.kept import chosen_encoding
from coopevents.blueprints.shelf import LONGEST, Answer, Shelf
from coopevents.generations import Generations, seats_of

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "generations.bin")


class Builder:
    """Counts how often it was asked to build."""

    def __init__(self, *slots: int, until: datetime | None = None, size: int = 10) -> None:
        self.slots, self.until, self.size, self.times = slots, until, size, 0

    def __call__(self) -> Answer:
        self.times += 1
        body = f"{self.times}".encode().ljust(self.size)
        return Answer(body, "text/plain", f"tag-{self.times}", self.slots, until=self.until)


def test_an_answer_is_built_once(generations: Generations) -> None:
    shelf, build = Shelf(generations), Builder(7)
    assert shelf.get("key", NOW, build) is shelf.get("key", NOW, build)
    assert build.times == 1


@pytest.mark.parametrize(("slot", "times"), [(7, 2), (seats_of(7), 2), (8, 1), (0, 1)])
def test_a_counter_that_moves_makes_it_untrue(generations: Generations, slot: int, times: int) -> None:
    shelf, build = Shelf(generations), Builder(7, seats_of(7))
    shelf.get("key", NOW, build)
    generations.advance(slot)
    shelf.get("key", NOW, build)
    assert build.times == times


def test_a_change_during_the_build_is_not_missed(generations: Generations) -> None:
    shelf, build = Shelf(generations), Builder(7)

    def overtaken() -> Answer:
        answer = build()
        generations.advance(7)
        return answer

    shelf.get("key", NOW, overtaken)
    assert shelf.find("key", NOW) is None


def test_its_moment_makes_it_untrue(generations: Generations) -> None:
    shelf, build = Shelf(generations), Builder(7, until=NOW + timedelta(seconds=5))
    shelf.get("key", NOW, build)
    shelf.get("key", NOW + timedelta(seconds=4), build)
    assert build.times == 1
    shelf.get("key", NOW + timedelta(seconds=5), build)
    assert build.times == 2


def test_after_a_minute_one_reader_fetches_it_anew_while_others_are_given_the_old(generations: Generations) -> None:
    shelf, build = Shelf(generations), Builder(7)
    old = shelf.get("key", NOW, build)
    is_building, may_end = threading.Event(), threading.Event()

    def slowly() -> Answer:
        is_building.set()
        may_end.wait(10)
        return build()

    later = NOW + LONGEST
    first = threading.Thread(target=lambda: shelf.get("key", later, slowly))
    first.start()
    assert is_building.wait(10)
    assert shelf.get("key", later, build) is old
    may_end.set()
    first.join()
    assert shelf.get("key", later, build) is not old
    assert build.times == 2


def test_a_build_that_fails_keeps_nothing(generations: Generations) -> None:
    shelf = Shelf(generations)

    def failing() -> Answer:
        raise LookupError

    with pytest.raises(LookupError):
        shelf.get("key", NOW, failing)
    assert shelf.find("key", NOW) is None


def test_the_longest_unasked_leaves_first(generations: Generations) -> None:
    shelf = Shelf(generations, most_bytes=15_000)
    for key in ("a", "b"):
        shelf.get(key, NOW, Builder(1, size=5000))
    shelf.find("a", NOW)
    shelf.get("c", NOW, Builder(1, size=5000))
    assert [shelf.find(key, NOW) is None for key in ("a", "b", "c")] == [False, True, False]


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("", "identity"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "identity"),
        ("x" * 5000, "identity"),
    ],
)
def test_the_best_encoding_is_chosen(accept: str, encoding: str) -> None:
    assert chosen_encoding(accept) == encoding
