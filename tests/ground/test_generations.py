"""Counters that every process of the machine sees."""

import multiprocessing
from pathlib import Path

from coopevents.generations import SLOTS, Generations

PROCESSES, STEPS = 4, 200


def _advance(path: Path) -> None:
    generations = Generations(path)
    for _step in range(STEPS):
        generations.advance(7)


def test_a_counter_rises_only_in_its_slot(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "g.bin")
    generations.advance(7)
    assert (generations.current(7), generations.current(8), generations.current(7 + SLOTS)) == (1, 0, 1)


def test_another_process_sees_the_change_and_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "g.bin"
    mine = Generations(path)
    spawning = multiprocessing.get_context("spawn")
    others = [spawning.Process(target=_advance, args=(path,)) for _number in range(PROCESSES)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert mine.current(7) == PROCESSES * STEPS


def test_opening_again_keeps_the_counters(tmp_path: Path) -> None:
    Generations(tmp_path / "g.bin").advance(1)
    again = Generations(tmp_path / "g.bin")
    again.raise_all()
    assert (again.current(1), again.current(2)) == (2, 1)
