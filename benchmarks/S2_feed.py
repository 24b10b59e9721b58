"""S2: the whole-event feed of workload W."""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter, thread_time

from flask import Flask

from benchmarks.calendars_from_nothing import MOST_AGAINST_LIBRARY, MOST_SECONDS_AFTER_A_CHANGE, measure
from benchmarks.load import header_of, rate, served
from benchmarks.results import Result
from benchmarks.workload import SLUG, counted_queries, move_one, workload_on_disk

FEED = f"/feeds/e/{SLUG}.ics"
LEAST_OF_READY, LEAST_OF_HELLO = 0.50, 0.25
ROUNDS = 9


def run() -> list[Result]:
    """The four figures of the promise."""
    with served("benchmarks.reference:app", {}) as port:
        hello, ready = rate(port, "/hello"), rate(port, "/ready")
    with workload_on_disk() as (app, variables):
        after, working, queries = _after_a_change(app)
        size = len(app.test_client().get(FEED).data)
        with served("wsgi:app", variables) as port:
            warm = rate(port, FEED)
            known = rate(port, FEED, {"If-None-Match": header_of(port, FEED, "ETag")})
    engine = measure()
    return [
        Result(
            "S2 warm",
            f"{warm:.0f}/s for {size / 1000:.0f} kB",
            f"{warm / ready:.0%} of {ready:.0f}/s for 250 kB, ≥ {LEAST_OF_READY:.0%}",
            warm >= LEAST_OF_READY * ready,
        ),
        Result(
            "S2 If-None-Match",
            f"{known:.0f}/s with {queries} queries and no build",
            f"{known / hello:.0%} of hello's {hello:.0f}/s, ≥ {LEAST_OF_HELLO:.0%}",
            known >= LEAST_OF_HELLO * hello and queries == 0,
        ),
        Result(
            "S2 after one change",
            f"{after * 1000:.1f} ms ({working * 1000:.1f} ms of them at work)",
            f"≤ {MOST_SECONDS_AFTER_A_CHANGE * 1000:.0f} ms",
            after <= MOST_SECONDS_AFTER_A_CHANGE,
        ),
        Result(
            "S2 from nothing",
            f"{engine.from_nothing * 1000:.0f} ms",
            f"{engine.ratio:.2f} × the library's {engine.library_alone * 1000:.0f} ms, ≤ {MOST_AGAINST_LIBRARY} ×",
            engine.ratio <= MOST_AGAINST_LIBRARY,
        ),
    ]


def _after_a_change(app: Flask) -> tuple[float, float, int]:
    """Seconds for the first feed after one activity changed, those spent computing, and the queries of a 304."""
    client = app.test_client()
    client.get(FEED)
    seconds, working = [], []
    for _round in range(ROUNDS):
        move_one(app)
        started, began = perf_counter(), thread_time()
        client.get(FEED)
        seconds.append(perf_counter() - started)
        working.append(thread_time() - began)
    with counted_queries(app) as statements:
        client.get(FEED, headers={"If-None-Match": client.get(FEED).headers["ETag"]})
    return median(seconds), median(working), len(statements)


def main() -> int:
    """Print the lines of the promise."""
    for result in run():
        print(result.line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
