"""S1: the public programme page of workload W, anonymous, eight clients."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from statistics import median

import brotli
from flask import Flask

from benchmarks.load import ROOT, rate, seconds_for, served
from benchmarks.results import Result
from benchmarks.workload import SLUG, counted_queries, move_one, workload_on_disk

PAGE = f"/e/{SLUG}/programme"
LEAST_SHARE, LEAST_RATE, MOST_SECONDS, MOST_BYTES = 0.10, 400.0, 0.200, 65_000


def run() -> list[Result]:
    """The four figures of the promise."""
    with served("benchmarks.reference:app", {}) as port:
        hello = rate(port, "/hello")
    with workload_on_disk() as (app, variables):
        queries, assets, page_bytes = _of_a_warm_page(app)
        with served("wsgi:app", variables) as port:
            page = rate(port, PAGE)
            compressed = rate(port, PAGE, {"Accept-Encoding": "br"})
            after = [_first_byte_after_release(app, port) for _round in range(7)]
    share = page / hello
    return [
        Result(
            "S1 page",
            f"{page:.0f}/s ({compressed:.0f}/s compressed, {page_bytes / 1000:.0f} kB brotli)",
            f"{share:.0%} of hello's {hello:.0f}/s, ≥ {LEAST_SHARE:.0%} and ≥ {LEAST_RATE:.0f}/s",
            share >= LEAST_SHARE and page >= LEAST_RATE,
        ),
        Result("S1 warm", f"{queries} queries", "0 queries", queries == 0),
        Result(
            "S1 after a release",
            f"{median(after) * 1000:.0f} ms to the first byte (worst of {len(after)}: {max(after) * 1000:.0f} ms)",
            f"≤ {MOST_SECONDS * 1000:.0f} ms",
            median(after) <= MOST_SECONDS,
        ),
        Result(
            "S1 JS and CSS", f"{assets / 1000:.1f} kB brotli", f"≤ {MOST_BYTES / 1000:.0f} kB", assets <= MOST_BYTES
        ),
    ]


def _of_a_warm_page(app: Flask) -> tuple[int, int, int]:
    client = app.test_client()
    html = client.get(PAGE).text
    with counted_queries(app) as statements:
        small = client.get(PAGE, headers={"Accept-Encoding": "br"})
    return len(statements), sum(map(_brotli_bytes, _assets(html))), len(small.data)


def _assets(html: str) -> set[Path]:
    """Every script and stylesheet the page loads, modules that modules import included."""
    build = ROOT / "coopevents" / "static" / "build"
    found = {build / name for name in re.findall(r"/static/build/([\w.-]+\.(?:js|css))", html)}
    waiting = list(found)
    while waiting:
        path = waiting.pop()
        names = re.findall(r'(?:from|import)\s*"\./([\w.-]+\.js)"', path.read_text(encoding="utf-8"))
        new = {build / name for name in names} - found
        found |= new
        waiting.extend(new)
    return found


def _brotli_bytes(path: Path) -> int:
    return len(brotli.compress(path.read_bytes()))


def _first_byte_after_release(app: Flask, port: int) -> float:
    move_one(app)
    return seconds_for(port, PAGE, {"Accept-Encoding": "br"})


def main() -> int:
    """Print the lines of the promise."""
    for result in run():
        print(result.line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
