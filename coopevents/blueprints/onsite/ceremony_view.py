"""What the page of the live mode shows at a moment; its script works out the same between two touches."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from coopevents.ceremonies.cueing import as_lines, lines_of
from coopevents.ceremonies.models import Ceremony, Cue
from coopevents.ceremonies.run_of_show import behind
from coopevents.ceremonies.running import Run, planned_times
from coopevents.i18n import localized


@dataclass(frozen=True)
class LiveView:
    """What is on, what comes next, and the seconds: of the line, of the whole, and what is left or too much.

    ``behind`` is by how much the end will come later than planned; negative when earlier.
    """

    current: Cue | None
    coming: Cue | None
    place: int
    count: int
    elapsed: int
    remaining: int
    total: int
    behind: int


def view_of(ceremony: Ceremony, run: Run, *, now: datetime) -> LiveView:
    """The view at a moment; before the first touch the first line is what comes."""
    cues, standing = lines_of(ceremony), run.standing
    keys = [each.id for each in cues]
    if standing.current not in keys or standing.began_at is None or standing.started_at is None:
        return LiveView(None, cues[0] if cues else None, 0, len(cues), 0, 0, 0, 0)
    place = keys.index(standing.current)
    moment = standing.ended_at or standing.held_at or now
    elapsed = _seconds(moment - standing.began_at)
    return LiveView(
        current=cues[place],
        coming=cues[place + 1] if place + 1 < len(cues) else None,
        place=place + 1,
        count=len(cues),
        elapsed=elapsed,
        remaining=cues[place].seconds - elapsed,
        total=_seconds((standing.ended_at or now) - standing.started_at),
        behind=_behind(ceremony, run, moment),
    )


def lines_for(ceremony: Ceremony) -> list[dict[str, Any]]:
    """The lines as the script knows them, in the reader's language, the spoken text in all."""
    planned = {each.key: each for each in planned_times(ceremony)}
    return [
        {
            "id": each.id,
            "what": localized(each.what),
            "who": localized(each.who),
            "spoken": dict(each.spoken),
            "media": each.media,
            "seconds": each.seconds,
            "anchor": each.starts_after,
            "starts": planned[each.id].starts,
        }
        for each in lines_of(ceremony)
    ]


def _behind(ceremony: Ceremony, run: Run, now: datetime) -> int:
    """How much later the end comes than it was planned to; a rehearsal is measured from its own beginning."""
    standing = run.standing
    if standing.began_at is None or standing.started_at is None or standing.current is None:
        return 0
    lines = as_lines(lines_of(ceremony))
    origin = ceremony.activity.starts_at
    if run.is_rehearsal:
        origin = standing.started_at - timedelta(seconds=planned_times(ceremony)[0].starts)
    return behind(
        lines,
        current=standing.current,
        began=_seconds(standing.began_at - origin),
        now=_seconds(now - origin),
    )


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
