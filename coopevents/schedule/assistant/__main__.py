"""Draft in a process of its own: a problem comes in as one line of JSON, and lines of JSON go out.

In: ``{"problem": …, "seconds": 30}``. Out: any number of ``{"progress": 0 to 100, "placed": …}``, then one
``{"draft": …}``. Nothing about anybody stands on the command line. When nobody reads any more, it ends.
"""

import json
import os
import sys
from typing import Any

from coopevents.schedule.assistant.drafting import draft
from coopevents.schedule.assistant.plain import plain_draft, problem_from
from coopevents.schedule.assistant.score import Score


def main() -> int:
    """Read, draft, write."""
    os.nice(5)  # readers come first
    asked = json.loads(sys.stdin.readline())
    try:
        drafted = draft(problem_from(asked["problem"]), seconds=asked["seconds"], listener=_tell)
        _say({"draft": plain_draft(drafted)})
    except BrokenPipeError:
        return 1
    return 0


def _tell(share: float, score: Score) -> None:
    _say({"progress": int(1 + 98 * share), "placed": score.placed})


def _say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
