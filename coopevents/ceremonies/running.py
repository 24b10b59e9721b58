"""Running a ceremony, as a rehearsal or for good: what tablets say is written down, whenever it arrives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from coopevents.ceremonies import queries
from coopevents.ceremonies.cueing import as_lines, lines_of
from coopevents.ceremonies.facts import CeremonyBegun, CeremonyEnded, CeremonyRehearsed
from coopevents.ceremonies.live import Mark, Standing, fold
from coopevents.ceremonies.models import Ceremony, LiveMark
from coopevents.ceremonies.planning import record, touch
from coopevents.ceremonies.rules import CeremonyDoesNotTakePlace as CeremonyDoesNotTakePlace
from coopevents.ceremonies.run_of_show import TimedLine, timed
from coopevents.ceremonies.states import CeremonyState, MarkKind
from coopevents.db import db
from coopevents.facts import Actor, Fact
from coopevents.registration.tokens import REFERENCE_LENGTH, new_reference, reference_in
from coopevents.signing import is_signature, signature

PURPOSE = "tablet of a ceremony"
MOST_RUNS = 200


@dataclass(frozen=True, slots=True)
class MarkDetails:
    """One touch, as a tablet tells it: in which run, what, of which line, and when by the right clock."""

    key: str
    run: int
    kind: MarkKind
    at: datetime
    cue_id: int | None = None
    is_rehearsal: bool = False
    by: str = ""


@dataclass(frozen=True)
class Run:
    """The latest run of a ceremony; ``number`` 0 before the first."""

    number: int
    is_rehearsal: bool
    standing: Standing
    marks: tuple[Mark, ...] = ()


def live_token(ceremony: Ceremony) -> str:
    """The secret in the address of its tablets."""
    return ceremony.reference + signature(PURPOSE, f"{ceremony.reference} {ceremony.link_version}")


def find_by_token(token: str) -> Ceremony | None:
    """The ceremony whose tablets have that address, as long as it holds."""
    reference = reference_in(token)
    ceremony = queries.find_by_reference(reference) if reference is not None else None
    if ceremony is None:
        return None
    said = f"{ceremony.reference} {ceremony.link_version}"
    return ceremony if is_signature(token[REFERENCE_LENGTH:], PURPOSE, said) else None


def latest_run(ceremony: Ceremony) -> Run:
    """The latest run and where it stands."""
    number = queries.last_run(ceremony.id)
    rows = queries.list_marks(ceremony.id, number) if number else []
    marks = tuple(Mark(each.key, each.kind, each.at, each.cue_id) for each in rows)
    return Run(number, bool(rows and rows[0].is_rehearsal), fold(marks), marks)


def planned_times(ceremony: Ceremony) -> list[TimedLine]:
    """The lines of its run of show with their times."""
    return timed(as_lines(lines_of(ceremony)))


def hear(ceremony: Ceremony, said: Sequence[MarkDetails], *, now: datetime, actor: Actor) -> Run:
    """Write down what a tablet said; what was said before under the same key is not said again.

    Marks of lines that are not this ceremony's, and of runs further than the next one, are passed over. Raises
    CeremonyDoesNotTakePlace.
    """
    if ceremony.state is CeremonyState.CANCELLED:
        raise CeremonyDoesNotTakePlace
    queries.lock_ceremony(ceremony.id)
    known = queries.find_known_keys([each.key for each in said])
    last, lines = queries.last_run(ceremony.id), {each.id for each in ceremony.cues}
    for each in said:
        is_possible = 0 < each.run <= min(last + 1, MOST_RUNS) and (each.cue_id is None or each.cue_id in lines)
        if each.key in known or not is_possible or (each.kind is MarkKind.CUE and each.cue_id is None):
            continue
        known.add(each.key)
        last = max(last, each.run)
        db.session.add(_written(ceremony, each, now))
    db.session.flush()
    run = latest_run(ceremony)
    _follow(ceremony, run, now, actor)
    return run


def start(ceremony: Ceremony, *, is_rehearsal: bool, now: datetime, actor: Actor) -> Run:
    """Begin a new run at its first line. Raises CeremonyDoesNotTakePlace."""
    first = next(iter(lines_of(ceremony)), None)
    if first is None:
        return latest_run(ceremony)
    number = queries.last_run(ceremony.id) + 1
    mark = MarkDetails(new_reference(), number, MarkKind.CUE, now, first.id, is_rehearsal, actor.label)
    return hear(ceremony, [mark], now=now, actor=actor)


def step(ceremony: Ceremony, verb: str, *, now: datetime, actor: Actor) -> Run:
    """The next line, the one before, hold, go on, or the end, in the latest run. What leads nowhere changes nothing."""
    run = latest_run(ceremony)
    kind, cue = _meaning(ceremony, run, verb)
    if kind is None:
        return run
    mark = MarkDetails(new_reference(), run.number, kind, _after(run, now), cue, run.is_rehearsal, actor.label)
    return hear(ceremony, [mark], now=now, actor=actor)


def _after(run: Run, now: datetime) -> datetime:
    """Now, but after whatever was said before: whoever touches a page answers what it shows."""
    return max(now, max((each.at for each in run.marks), default=now) + timedelta(milliseconds=1))


def _meaning(ceremony: Ceremony, run: Run, verb: str) -> tuple[MarkKind | None, int | None]:
    plain = {"hold": MarkKind.HOLD, "resume": MarkKind.RESUME, "end": MarkKind.END}
    if not run.number:
        return None, None
    if verb in plain:
        return plain[verb], None
    keys = [each.id for each in lines_of(ceremony)]
    at = keys.index(run.standing.current) if run.standing.current in keys else 0
    place = at + {"next": 1, "back": -1}.get(verb, 0)
    if place == at or place < 0:
        return None, None
    return (MarkKind.CUE, keys[place]) if place < len(keys) else (MarkKind.END, None)


def _written(ceremony: Ceremony, said: MarkDetails, now: datetime) -> LiveMark:
    return LiveMark(
        key=said.key,
        ceremony_id=ceremony.id,
        run=said.run,
        is_rehearsal=said.is_rehearsal,
        kind=said.kind,
        cue_id=said.cue_id,
        at=said.at,
        received_at=now,
        by=said.by[:200],
    )


def _follow(ceremony: Ceremony, run: Run, now: datetime, actor: Actor) -> None:
    """The ceremony's state follows its latest run; a rehearsal after the real run changes nothing."""
    became: tuple[CeremonyState, type[Fact]] | None = None
    if run.is_rehearsal:
        if run.standing.ended_at is not None and ceremony.state is CeremonyState.PLANNED:
            became = CeremonyState.REHEARSED, CeremonyRehearsed
    elif run.standing.ended_at is not None and ceremony.state is not CeremonyState.DONE:
        became = CeremonyState.DONE, CeremonyEnded
    elif run.standing.is_on and ceremony.state is not CeremonyState.RUNNING:
        became = CeremonyState.RUNNING, CeremonyBegun
    if became is not None:
        changes = {"state": (ceremony.state, became[0])}
        ceremony.state = became[0]
        touch(ceremony, now)
        record(became[1], ceremony, now, actor, changes=changes)
