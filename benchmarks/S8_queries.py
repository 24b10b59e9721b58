"""S8: the number of queries of every list page for 1, 10 and 100 rows; the table of pages is the house test's."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.results import Result
from coopevents.app import create_app
from coopevents.config import Settings
from tests.databases import MigratedDatabases
from tests.desks import Desk
from tests.house.test_query_counts import LISTS, queries_asked


def main() -> int:
    """Print the line of the promise, and the pages that break it."""
    with tempfile.TemporaryDirectory() as folder:
        migrated = MigratedDatabases(Path(folder))
        asked = {path: _asked(migrated, Path(folder) / str(number), number) for number, (path, _) in enumerate(LISTS)}
    growing = {path: counts for path, counts in asked.items() if len(set(counts.values())) > 1}
    most = max(max(counts.values()) for counts in asked.values())
    steady = len(asked) - len(growing)
    figure = f"{steady} of {len(asked)} list pages ask equally often for 1, 10 and 100 rows, at most {most} queries"
    print(Result("S8", figure, f"{len(asked)} of {len(asked)}", not growing).line())
    for path, counts in growing.items():
        print(f"  {path}: {counts}")
    return 0


def _asked(migrated: MigratedDatabases, data_dir: Path, number: int) -> dict[int, int]:
    """What the page of that number in the table asks, in an office of its own."""
    path, rows = LISTS[number]
    settings = Settings.from_environment(
        {
            "COOPEVENTS_MODE": "testing",
            "COOPEVENTS_SECRET_KEY": "a secret of the benchmarks, long enough",
            "COOPEVENTS_DATA_DIR": str(data_dir),
            "COOPEVENTS_DATABASE_URL": migrated.copy_sqlite(data_dir / "coopevents.sqlite3"),
            "COOPEVENTS_PASSWORD_HASH_COST": "low",
        }
    )
    return queries_asked(Desk(create_app(settings)), path, rows)


if __name__ == "__main__":
    sys.exit(main())
