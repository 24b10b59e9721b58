"""S10: a draft of a programme for 200 activities, 10 places and 5 days, with people, ways, wishes and seats.

The draft is held against the greedy one and against what no draft can exceed, both found in the same run, on the score
stated in `coopevents.schedule.assistant.score`; then a week that cannot be is asked for.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter, process_time

from benchmarks.week import HOST, impossible_week, week
from coopevents.schedule.assistant.drafting import Drafted, draft
from coopevents.schedule.assistant.problem import Problem
from coopevents.schedule.assistant.score import Score

MOST_SECONDS_FIRST, MOST_SECONDS, MOST_GAP = 3.0, 30.0, 2.0
SECONDS = 27.0
"""What the draft is given; the rest is loading OR-Tools and building the model."""


def main() -> int:
    """Print the line of the promise and what stands behind it."""
    drafted, first, wall, cpu = _timed(week(), SECONDS)
    impossible, _first, proving, _cpu = _timed(impossible_week(), 10.0)
    gap = 100 * (drafted.bound - drafted.score.points) / drafted.bound
    is_proven = any(each.is_proven and HOST in each.person_ids for each in impossible.findings)
    is_met = (
        drafted.score.placed == len(week().tasks)
        and first <= MOST_SECONDS_FIRST
        and wall <= MOST_SECONDS
        and (drafted.is_best or gap <= MOST_GAP)
        and drafted.score > drafted.greedy
        and is_proven
    )
    print(f"    lost by the greedy draft: {_losses(drafted.greedy)}")
    print(f"    lost by the draft:        {_losses(drafted.score)}")
    print(f"    {os.cpu_count()} cores, {cpu:.1f} s of processor time; the impossible week proven in {proving:.1f} s")
    print(
        f"S10 first draft {first:.2f} s, {wall:.1f} s to within {gap:.2f} % of the bound "
        f"({drafted.score.points} of at most {drafted.bound} points, {drafted.score.placed} placed), greedy "
        f"{drafted.greedy.points} points, impossible case {'proven' if is_proven else 'not proven'} "
        f"≤ {MOST_SECONDS_FIRST:.0f} s, ≤ {MOST_SECONDS:.0f} s, ≤ {MOST_GAP:.0f} % {'met' if is_met else 'missed'}"
    )
    return 0


def _timed(problem: Problem, seconds: float) -> tuple[Drafted, float, float, float]:
    """The draft, the seconds to the first one, to the end, and of processor time."""
    moments: list[float] = []
    begun, cpu = perf_counter(), process_time()
    drafted = draft(problem, seconds=seconds, listener=lambda _share, _score: moments.append(perf_counter() - begun))
    return drafted, moments[0], perf_counter() - begun, process_time() - cpu


def _losses(score: Score) -> str:
    return ", ".join(f"{rule} {lost}" for rule, lost in score.lost.items() if lost)


if __name__ == "__main__":
    sys.exit(main())
