"""The verbs of a run of show: its lines are written, moved, copied, deleted and brought back."""

from datetime import datetime

from coopevents.ceremonies import queries, rules
from coopevents.ceremonies.details import CueDetails
from coopevents.ceremonies.facts import CeremonyChanged
from coopevents.ceremonies.models import Ceremony, Cue
from coopevents.ceremonies.planning import record, touch
from coopevents.ceremonies.run_of_show import Line, moved
from coopevents.facts import Actor


def lines_of(ceremony: Ceremony) -> list[Cue]:
    """The lines of its run of show, in order, without those that were deleted."""
    return [each for each in ceremony.cues if each.removed_at is None]


def as_lines(cues: list[Cue]) -> list[Line]:
    """What timing needs of them."""
    return [Line(each.id, each.seconds, each.starts_after) for each in cues]


def add_cue(ceremony: Ceremony, details: CueDetails, *, after: int | None, now: datetime, actor: Actor) -> Cue:
    """A new line after the one with that id; the first one without it, the last one when it is not there."""
    rules.ensure_is_open(ceremony.state)
    rules.ensure_cue_is_possible(details)
    lines = lines_of(ceremony)
    if len(lines) >= rules.MOST_LINES:
        raise rules.TooManyLines
    cue = Cue()
    _say(cue, details)
    place = next((number + 1 for number, each in enumerate(lines) if each.id == after), len(lines))
    ceremony.cues.append(cue)
    _number([*lines[: 0 if after is None else place], cue, *lines[0 if after is None else place :]])
    _saved(ceremony, now, actor)
    return cue


def change_cue(ceremony: Ceremony, cue: Cue, details: CueDetails, *, now: datetime, actor: Actor) -> None:
    """Say everything about a line anew; the times of the others follow."""
    rules.ensure_is_open(ceremony.state)
    rules.ensure_cue_is_possible(details)
    _say(cue, details)
    _saved(ceremony, now, actor)


def copy_cue(ceremony: Ceremony, cue: Cue, *, now: datetime, actor: Actor) -> Cue:
    """The same line once more, after it; not anchored, since two cannot begin at once."""
    details = CueDetails(
        what=cue.what, who=cue.who, spoken=cue.spoken, media=cue.media, seconds=cue.seconds, starts_after=None
    )
    return add_cue(ceremony, details, after=cue.id, now=now, actor=actor)


def move_cue(ceremony: Ceremony, cue: Cue, places: int, *, now: datetime, actor: Actor) -> None:
    """Put a line so many places further down; up when negative."""
    rules.ensure_is_open(ceremony.state)
    by_id = {each.id: each for each in lines_of(ceremony)}
    _number([by_id[key] for key in moved(list(by_id), cue.id, places)])
    _saved(ceremony, now, actor)


def remove_cue(ceremony: Ceremony, cue: Cue, *, now: datetime, actor: Actor) -> None:
    """Take a line out; it can be brought back. Twice is once."""
    rules.ensure_is_open(ceremony.state)
    if cue.removed_at is None:
        cue.removed_at = now
        _saved(ceremony, now, actor)


def restore_cue(ceremony: Ceremony, cue: Cue, *, now: datetime, actor: Actor) -> None:
    """Bring a deleted line back to where it was."""
    rules.ensure_is_open(ceremony.state)
    if cue.removed_at is not None:
        cue.removed_at = None
        _saved(ceremony, now, actor)


def get_line(ceremony: Ceremony, cue_id: int) -> Cue:
    """A line of the ceremony, even a deleted one. Raises CeremonyNotFound."""
    found = next((each for each in ceremony.cues if each.id == cue_id), None)
    return found if found is not None else queries.get_cue(ceremony.id, cue_id)


def _say(cue: Cue, details: CueDetails) -> None:
    cue.what, cue.who, cue.spoken = details.what, details.who, details.spoken
    cue.media, cue.seconds, cue.starts_after = details.media[:200], details.seconds, details.starts_after


def _number(cues: list[Cue]) -> None:
    """Number the lines anew, in steps that leave deleted ones their place between their neighbours."""
    for number, cue in enumerate(cues):
        cue.position = number * 2


def _saved(ceremony: Ceremony, now: datetime, actor: Actor) -> None:
    ceremony.cues.sort(key=lambda each: (each.position, each.id or 0))
    touch(ceremony, now)
    record(CeremonyChanged, ceremony, now, actor, changes={"run_of_show": (None, len(lines_of(ceremony)))})
