"""Beginning an itinerary with a template, and keeping one as a template of the office's own."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from coopevents import config
from coopevents.db import db
from coopevents.delegations import itinerary, itinerary_rules
from coopevents.delegations import itinerary_queries as queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.day_plan_models import DayPlan
from coopevents.delegations.day_plans import PlanLine, as_line, builtin_plans, line_from, written
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_facts import ItineraryKeptAsTemplate
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.facts import Actor
from coopevents.schedule.details import ActivityDetails, ParticipantDetails, ResourceDetails
from coopevents.schedule.states import NOT_TAKING_PLACE, ParticipantRole
from coopevents.text import one_line

OWN = "own-"
"""What the key of a template of the office's own begins with; its number follows."""


def list_kept_plans(unit_ids: Collection[int]) -> list[DayPlan]:
    """The templates these units keep, by name."""
    return list(db.session.scalars(select(DayPlan).where(DayPlan.unit_id.in_(unit_ids)).order_by(DayPlan.name)))


def lines_of_plan(key: str, unit_ids: Collection[int]) -> tuple[PlanLine, ...]:
    """The lines of a template, built in or kept by one of these units. Raises TemplateIsGone."""
    if key in builtin_plans():
        return builtin_plans()[key].lines
    kept = next((each for each in list_kept_plans(unit_ids) if f"{OWN}{each.id}" == key), None)
    if kept is None:
        raise itinerary_rules.TemplateIsGone(field="plan")
    return tuple(line_from(each) for each in kept.lines)


def plan_days(
    delegation: Delegation,
    lines: Collection[PlanLine],
    *,
    first_day: date,
    ours: Mapping[ParticipantRole, int],
    cars: Collection[int] = (),
    now: datetime,
    actor: Actor,
) -> int:
    """Put the lines of a template on the itinerary, with whoever of ours they need; how many.

    ``ours`` are people by the role they take, ``cars`` go where somebody drives. A line that stands there already is
    not put there twice. Raises NothingIsPlanned.
    """
    delegation = delegations.lock_delegation(delegation.id)
    itinerary_rules.ensure_may_be_planned(delegation.state)
    zone = ZoneInfo(config.in_force().default_time_zone)
    there = {(each.activity.starts_at, dict(each.activity.title).get("en")) for each in _own(delegation)}
    count = 0
    for line in lines:
        details = _details(line, first_day, zone, ours, cars)
        if (details.activity.starts_at, line.title.get("en")) not in there:
            itinerary.plan_item(delegation, details, now=now, actor=actor)
            count += 1
    return count


def keep_as_plan(delegation: Delegation, name: str, *, now: datetime, actor: Actor) -> DayPlan:
    """Keep the delegation's own lines as a template of its unit, without dates and names; the same name is replaced.

    Ways that were put in by themselves are left out: they depend on the places. Raises TemplateHasNoName or
    NothingToKeep.
    """
    name = one_line(name)
    if not name:
        raise itinerary_rules.TemplateHasNoName(field="name")
    delegation = delegations.lock_delegation(delegation.id)
    lines = [written(each) for each in _lines_without_dates(delegation)]
    if not lines:
        raise itinerary_rules.NothingToKeep
    wanted = DayPlan.unit_id == delegation.unit_id, DayPlan.name == name
    plan = db.session.scalar(select(DayPlan).where(*wanted))
    if plan is None:
        plan = DayPlan(unit_id=delegation.unit_id, name=name, created_at=now)
        db.session.add(plan)
    plan.lines = lines
    db.session.flush()
    itinerary.record_line(ItineraryKeptAsTemplate, delegation, None, now, actor)
    return plan


def _own(delegation: Delegation) -> Iterator[ItineraryItem]:
    for each in queries.list_items(delegation.id):
        if itinerary.is_own(delegation, each) and each.activity.state not in NOT_TAKING_PLACE:
            yield each


def _lines_without_dates(delegation: Delegation) -> Iterator[PlanLine]:
    zone = ZoneInfo(config.in_force().default_time_zone)
    for item in _own(delegation):
        activity = item.activity
        starts_at = activity.starts_at.astimezone(zone)
        if item.leads_to is None and starts_at.date() >= delegation.arrives_on:
            yield as_line(
                starts_at,
                activity.ends_at.astimezone(zone),
                kind=activity.kind,
                title=activity.title,
                roles=[each.role for each in activity.participants if each.role is not ParticipantRole.GUEST],
                dress=item.dress,
                first_day=delegation.arrives_on,
            )


def _details(
    line: PlanLine,
    first_day: date,
    zone: ZoneInfo,
    ours: Mapping[ParticipantRole, int],
    cars: Collection[int],
) -> ItemDetails:
    starts_at, ends_at = (each.astimezone(UTC) for each in line.times_on(first_day, zone))
    activity = ActivityDetails(
        kind=line.kind,
        title=line.title,
        starts_at=starts_at,
        ends_at=ends_at,
        people=tuple(ParticipantDetails(ours[each], each) for each in line.roles if each in ours),
        resources=tuple(ResourceDetails(each) for each in cars) if line.takes_car else (),
    )
    return ItemDetails(activity=activity, dress=line.dress)
