"""What the page of a draft shows: what would move from where to where, a day of it as a grid, and what has no place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coopevents.blueprints.organiser.assistant_words import Names, missed_of, sentence_of
from coopevents.blueprints.organiser.programme_view import STEP
from coopevents.i18n import _, localized, short_day_text, time_range_text
from coopevents.places.models import Place
from coopevents.schedule import proposals
from coopevents.schedule.assistant.drafting import Drafted
from coopevents.schedule.assistant.plain import draft_from
from coopevents.schedule.assistant.problem import FULL, Weights
from coopevents.schedule.board_details import Move
from coopevents.schedule.board_models import Proposal
from coopevents.schedule.models import Activity


@dataclass(frozen=True)
class Row:
    """One activity that would move. ``is_overtaken``: somebody changed it since the draft was asked for."""

    activity_id: int
    title: str
    kind: str
    old: str
    new: str
    day: date
    is_overtaken: bool


@dataclass(frozen=True)
class Cell:
    """One activity in the grid of a day, as it would stand."""

    activity: Activity
    column: int
    step: int
    steps: int
    time: str
    is_moved: bool


@dataclass(frozen=True)
class DraftView:
    """Everything the page says about a finished draft."""

    rows: list[Row]
    unmoved: int
    sentences: list[tuple[str, bool]]
    missed: list[tuple[str, int, int]]
    points: tuple[float, float]
    proof: str
    has_solver: bool


def view_of(proposal: Proposal, activities: Mapping[int, Activity], names: Names, zone: ZoneInfo) -> DraftView:
    """The draft in words. Raises ValueError when it is not finished."""
    if proposal.result is None:
        raise ValueError
    drafted = draft_from(proposal.result)
    weights = Weights(**proposal.wish["problem"]["weights"])
    before, after = missed_of(drafted.present, weights), missed_of(drafted.score, weights)
    moves = [each for each in proposals.moves_of(proposal) if each.activity_id in activities]
    return DraftView(
        rows=[_row(each, activities[each.activity_id], names.places, zone) for each in sorted(moves, key=_by_start)],
        unmoved=drafted.score.placed - len(moves),
        sentences=[(sentence_of(each, names), each.is_proven) for each in drafted.findings],
        missed=[(word, was, now) for (word, was), (_word, now) in zip(before, after, strict=True) if was or now],
        points=(drafted.present.percent, drafted.score.percent),
        proof=_proof(drafted),
        has_solver=drafted.has_solver,
    )


def cells_of(
    day: date,
    moves: Sequence[Move],
    standing: Sequence[Activity],
    activities: Mapping[int, Activity],
    places: Sequence[Place],
    zone: ZoneInfo,
) -> tuple[list[Cell], list[dict[str, object]]]:
    """One day as it would be, and the hours beside it: what would move there, and what stays."""
    moved = {each.activity_id for each in moves}
    spans = [
        (activities[each.activity_id], each.starts_at, each.ends_at, each.place_id)
        for each in moves
        if each.starts_at is not None and each.ends_at is not None
    ]
    spans += [(each, each.starts_at, each.ends_at, each.place_id) for each in standing if each.id not in moved]
    here = [each for each in spans if each[1].astimezone(zone).date() == day]
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the clock on the wall
    first = min([9, *(each[1].astimezone(zone).hour for each in here)])
    ends = [-(-(_wall(each[2], zone) - midnight) // timedelta(hours=1)) for each in here]
    last = min(max([18, *ends]), first + 20)
    columns = {place.id: number for number, place in enumerate(places, start=1)}
    cells = []
    for activity, starts_at, ends_at, place_id in sorted(here, key=lambda each: (each[1], each[0].id)):
        if place_id in columns:
            step = (_wall(starts_at, zone) - midnight - timedelta(hours=first)) // STEP
            steps = max(1, min(-(-(ends_at - starts_at) // STEP), (last - first) * 12 - step))
            time = time_range_text(starts_at, ends_at, zone)
            cells.append(Cell(activity, columns[place_id], step, steps, time, activity.id in moved))
    return cells, [{"label": f"{hour % 24:02d}:00", "step": (hour - first) * 12} for hour in range(first, last)]


def _row(move: Move, activity: Activity, places: Mapping[int, Place], zone: ZoneInfo) -> Row:
    starts_at, ends_at = _times_of(move)
    old = _("in the tray")
    if activity.starts_at is not None:
        old = _spot(activity.starts_at, activity.ends_at, activity.place_id, places, zone)
    return Row(
        activity_id=activity.id,
        title=localized(activity.title),
        kind=activity.kind,
        old=str(old),
        new=_spot(starts_at, ends_at, move.place_id, places, zone),
        day=starts_at.astimezone(zone).date(),
        is_overtaken=activity.version != move.version,
    )


def _spot(
    starts_at: datetime, ends_at: datetime, place_id: int | None, places: Mapping[int, Place], zone: ZoneInfo
) -> str:
    place = places.get(place_id or 0)
    words = [short_day_text(starts_at, zone), time_range_text(starts_at, ends_at, zone)]
    return ", ".join([*words, localized(place.name)] if place is not None else words)


def _times_of(move: Move) -> tuple[datetime, datetime]:
    if move.starts_at is None or move.ends_at is None:
        raise ValueError
    return move.starts_at, move.ends_at


def _by_start(move: Move) -> tuple[datetime, int]:
    return _times_of(move)[0], move.activity_id


def _proof(drafted: Drafted) -> str:
    if not drafted.has_solver:
        return ""
    if drafted.is_best:
        return str(_("It is proven that no draft is better."))
    if drafted.score.placed < drafted.score.tasks:
        return ""
    worse = 100 * (drafted.bound - drafted.score.points) / (FULL * drafted.score.tasks)
    return str(_("No draft could have more than %(points).1f points more.", points=worse))


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
