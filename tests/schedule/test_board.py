"""The board's verbs: strokes, conflicts, going back and forth, shifts by the wall clock, copies, presence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coopevents import unit_of_work
from coopevents.accounts.models import User
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.schedule import board, board_queries, board_rules, queries, rules, service
from coopevents.schedule.board_details import Move, Present, stand_of
from coopevents.schedule.board_models import BoardStep
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityState
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NINE, NOW, Office

HOUR, STEP = timedelta(hours=1), timedelta(minutes=5)
LATER = NOW + timedelta(minutes=1)


class Organiser:
    """Somebody at the board."""

    def __init__(self, office: Office, name: str) -> None:
        self.office = office
        user = User(email=f"{name}@office.example", name=name, created_at=NOW)
        db.session.add(user)
        db.session.flush()
        self.id, self.actor = user.id, Actor("user", user.id, name)

    def stroke(self, *moves: Move, key: str = "") -> BoardStep | None:
        """Do it and commit."""
        step = board.apply_moves(
            self.office.schedule,
            moves,
            offered_places=[self.office.hall.id, self.office.garden.id],
            user_id=self.id,
            label="Move",
            now=LATER,
            actor=self.actor,
            key=key,
        )
        unit_of_work.commit()
        return step

    def undo(self) -> None:
        board.undo(self.office.schedule, user_id=self.id, now=LATER, actor=self.actor)
        unit_of_work.commit()

    def redo(self) -> None:
        board.redo(self.office.schedule, user_id=self.id, now=LATER, actor=self.actor)
        unit_of_work.commit()


@pytest.fixture
def lin(office: Office) -> Organiser:
    return Organiser(office, "Lin Xiaoyan")


@pytest.fixture
def wei(office: Office) -> Organiser:
    return Organiser(office, "Wei Chen")


def later(activity: Activity, by: timedelta = HOUR, *, place_id: int | None = None, **said: object) -> Move:
    return Move(
        activity_id=activity.id,
        version=activity.version,
        starts_at=activity.starts_at + by,
        ends_at=activity.ends_at + by,
        place_id=place_id or activity.place_id,
        **said,  # type: ignore[arg-type]
    )


def starts(office: Office) -> list[str]:
    found = queries.list_activities(office.schedule.id)
    return [f"{each.starts_at.astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}" for each in found]


@both_databases
def test_a_stroke_moves_all_or_nothing(office: Office, lin: Organiser) -> None:
    first, second = office.plan(), office.plan(starts_at=NINE + HOUR, ends_at=NINE + 2 * HOUR)
    unit_of_work.commit()
    step = lin.stroke(later(first), later(second, place_id=office.garden.id))
    assert (starts(office), step and len(step.changes)) == (["10:00", "11:00"], 2)

    with pytest.raises(rules.PlaceIsRetired):
        lin.stroke(later(first), later(second, place_id=9999))
    unit_of_work.discard()
    assert (starts(office), second.place_id) == (["10:00", "11:00"], office.garden.id)


def test_who_was_faster_is_named_and_mine_can_be_put_anyway(office: Office, lin: Organiser, wei: Organiser) -> None:
    touched, untouched = office.plan(), office.plan(starts_at=NINE + 5 * HOUR, ends_at=NINE + 6 * HOUR)
    unit_of_work.commit()
    mine = [later(touched, 2 * HOUR), later(untouched)]
    wei.stroke(later(touched, 30 * timedelta(minutes=1)))

    with pytest.raises(board_rules.SomebodyWasFaster) as refusal:
        lin.stroke(*mine)
    unit_of_work.discard()
    (conflict,) = refusal.value.conflicts
    assert (conflict.activity_id, conflict.by, conflict.version) == (touched.id, "Wei Chen", touched.version)
    assert starts(office) == ["09:30", "14:00"]

    anyway = Move(
        activity_id=touched.id,
        version=conflict.version,
        starts_at=mine[0].starts_at,
        ends_at=mine[0].ends_at,
        place_id=touched.place_id,
    )
    lin.stroke(anyway, mine[1])
    assert starts(office) == ["11:00", "15:00"]


@both_databases
def test_steps_go_back_and_forth_one_by_one(office: Office, lin: Organiser) -> None:
    activity = office.plan()
    unit_of_work.commit()
    lin.stroke(later(activity))
    lin.stroke(later(activity))
    lin.stroke(Move(activity_id=activity.id, version=activity.version))
    assert (activity.state, starts(office)) == (ActivityState.UNSCHEDULED, [])

    seen = []
    for turn in (lin.undo, lin.undo, lin.undo, lin.redo, lin.redo, lin.redo, lin.undo):
        turn()
        seen.append("".join(starts(office)))
    assert seen == ["11:00", "10:00", "09:00", "10:00", "11:00", "", "11:00"]
    assert (activity.state, activity.place_id) == (ActivityState.PUBLIC, office.hall.id)
    lin.stroke(later(activity))
    with pytest.raises(board_rules.NothingToRedo):
        lin.redo()


def test_undo_refuses_and_names_who_changed_what_since(office: Office, lin: Organiser, wei: Organiser) -> None:
    activity, other = office.plan(), office.plan(starts_at=NINE + 5 * HOUR, ends_at=NINE + 6 * HOUR)
    unit_of_work.commit()
    lin.stroke(later(activity), later(other))
    wei.stroke(later(activity, STEP))
    before = starts(office)

    with pytest.raises(board_rules.StepIsOvertaken) as refusal:
        lin.undo()
    unit_of_work.discard()
    assert str(refusal.value) == "Wei Chen changed “Salon on robotics” since. It stays as it is now."
    assert starts(office) == before
    wei.undo()
    lin.undo()
    assert starts(office) == ["09:00", "14:00"]
    with pytest.raises(board_rules.NothingToUndo):
        lin.undo()


def test_a_copy_is_a_draft_that_undo_takes_away_and_redo_brings_back(office: Office, lin: Organiser) -> None:
    original = office.plan(people=())
    unit_of_work.commit()
    lin.stroke(later(original, 3 * HOUR, is_copy=True))
    (copy,) = [each for each in queries.list_activities(office.schedule.id) if each.id != original.id]
    assert (copy.state, copy.title, copy.uid != original.uid) == (ActivityState.DRAFT, original.title, True)
    lin.stroke(later(copy))

    lin.undo()
    lin.undo()
    assert starts(office) == ["09:00"]
    lin.redo()
    lin.redo()
    assert starts(office) == ["09:00", "13:00"]
    lin.undo()
    assert starts(office) == ["09:00", "12:00"]


def test_what_is_made_in_the_tray_can_be_undone_and_placed(office: Office, lin: Organiser) -> None:
    details = office.details(starts_at=None, ends_at=None, length=45, title=LocalizedText(en="Tea"))
    board.plan_in_tray(
        office.schedule, details, user_id=lin.id, label="New", now=NOW, actor=lin.actor, key="one stroke"
    )
    unit_of_work.commit()
    lin.undo()
    assert queries.list_unscheduled(office.schedule.id) == []
    lin.redo()
    (tea,) = queries.list_unscheduled(office.schedule.id)
    assert (tea.length, tea.title["en"]) == (45, "Tea")
    lin.stroke(Move(activity_id=tea.id, version=tea.version, starts_at=NINE, ends_at=NINE + HOUR, place_id=None))
    assert (tea.state, tea.length, starts(office)) == (ActivityState.PUBLIC, 60, ["09:00"])


def test_a_stroke_that_came_through_is_not_done_twice(office: Office, lin: Organiser) -> None:
    activity = office.plan()
    unit_of_work.commit()
    stroke = later(activity)
    first, again = lin.stroke(stroke, key="k1"), lin.stroke(stroke, key="k1")
    assert (first, starts(office)) == (again, ["10:00"])
    assert lin.stroke(later(activity, timedelta(0))) is None


def test_what_is_fixed_or_cancelled_stays(office: Office, lin: Organiser) -> None:
    fixed, cancelled = office.plan(is_fixed=True), office.plan()
    service.cancel_activity(cancelled, "Rain", now=NOW, actor=lin.actor)
    unit_of_work.commit()
    for activity, refusal in ((fixed, board_rules.ActivityIsFixed), (cancelled, rules.ActivityIsCancelled)):
        with pytest.raises(refusal):
            lin.stroke(later(activity))
        unit_of_work.discard()
    lin.stroke(later(fixed, is_fixed=False))
    assert starts(office) == ["09:00", "10:00"]
    assert board_rules.shifted([cancelled], 30, "Asia/Shanghai") == []


def test_everything_after_a_time_is_shifted_but_not_what_is_fixed(office: Office, lin: Organiser) -> None:
    for hour, said in ((4, {}), (5, {}), (6, {"is_fixed": True}), (7, {"place_id": office.garden.id}), (24, {})):
        office.plan(starts_at=NINE + hour * HOUR, ends_at=NINE + (hour + 1) * HOUR, **said)
    unit_of_work.commit()
    zone = ZoneInfo("Asia/Shanghai")
    activities = queries.list_activities(office.schedule.id)

    def shift(scope: board_rules.Scope) -> Sequence[Move]:
        return board_rules.shifted(board_rules.in_scope(activities, scope, zone), 30, "Asia/Shanghai")

    day = NINE.astimezone(zone).date()
    only_hall = board_rules.Scope(day, time(14), office.hall.id, is_every_place=False)
    assert [each.activity_id for each in shift(only_hall)] == [activities[1].id]
    lin.stroke(*shift(board_rules.Scope(day, time(14))))
    assert sorted(starts(office)) == ["09:00", "13:00", "14:30", "15:00", "16:30"]
    with pytest.raises(board_rules.TooManyMinutes):
        board_rules.shifted(activities, 0, "Asia/Shanghai")


def test_a_shift_goes_by_the_clock_on_the_wall_over_a_change_to_summer_time(office: Office) -> None:
    saturday = datetime(2026, 3, 28, 8, 0, tzinfo=UTC)
    activity = office.plan(starts_at=saturday, ends_at=saturday + HOUR)
    (move,) = board_rules.shifted([activity], 24 * 60, "Europe/Paris")
    assert (move.starts_at, move.ends_at) == (saturday + 23 * HOUR, saturday + 24 * HOUR)
    night = office.plan(starts_at=saturday + 16.5 * HOUR, ends_at=saturday + 16.75 * HOUR)
    (move,) = board_rules.shifted([night], 60, "Europe/Paris")
    assert move.starts_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert move.ends_at == datetime(2026, 3, 29, 1, 15, tzinfo=UTC)


def test_at_most_200_steps_of_each_organiser_are_kept(office: Office, lin: Organiser, wei: Organiser) -> None:
    activity = office.plan()
    wei.stroke(later(activity, STEP))
    kept = [{"id": activity.id, "uid": activity.uid, "before": None, "after": stand_of(activity).to_json()}]
    db.session.add_all(
        BoardStep(schedule_id=office.schedule.id, user_id=lin.id, at=NOW, label="Move", changes=kept)
        for _number in range(220)
    )
    lin.stroke(later(activity, STEP))
    steps = board_queries.list_steps(office.schedule.id)
    assert [sum(1 for each in steps if each.user_id == one.id) for one in (lin, wei)] == [200, 1]


@both_databases
def test_who_is_at_the_board_and_what_they_hold(office: Office, lin: Organiser, wei: Organiser) -> None:
    activity, schedule_id = office.plan(), office.schedule.id
    revision = board_queries.revision_of(schedule_id)
    board.be_present(schedule_id, lin.id, None, now=NOW)
    board.be_present(schedule_id, wei.id, 9999, now=NOW)
    board.be_present(schedule_id, lin.id, activity.id, now=NOW + timedelta(seconds=20))
    db.session.flush()

    present = board_queries.list_present(schedule_id, NOW + timedelta(seconds=20))
    assert present == [Present(lin.id, "Lin Xiaoyan", activity.id), Present(wei.id, "Wei Chen", None)]
    assert len(board_queries.list_present(schedule_id, NOW + timedelta(seconds=31))) == 1
    assert board_queries.revision_of(schedule_id) == revision
    lin.stroke(later(activity))
    assert board_queries.revision_of(schedule_id) != revision
