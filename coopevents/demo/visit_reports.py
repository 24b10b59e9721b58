"""A visit to the demo office that is over: what came of it is written down, and its report waits for approval."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coopevents.agreements.models import Agreement
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.delegations import (
    arrivals,
    deciding,
    delegate_queries,
    growing,
    itinerary_queries,
    reporting,
    results,
    triage,
)
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.demo import delegations, itineraries
from coopevents.demo.delegations import Asked
from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.facts import THE_HOUSE
from coopevents.schedule.states import ActivityKind as K
from coopevents.schedule.states import ParticipantRole as R

PAST = Asked(
    "almaty", "Aigerim Sadykova", "aigerim.sadykova@almaty.example", -5, 3, VisitKind.NEGOTIATION, VisitLevel.UNIT,
    "Agree on an exchange of students of mining and environment.",
)  # fmt: skip
GUESTS = (
    ("Prof", "Daniyar", "Akhmetov", "Vice-Rector", "副校长", DelegateRole.HEAD, ""),
    ("Dr", "Aigerim", "Sadykova", "Head of International Office", "国际处处长", DelegateRole.MEMBER, ""),
    ("", "Timur", "Beketov", "Lecturer", "讲师", DelegateRole.MEMBER, ""),
)
DAY: tuple[itineraries.Row, ...] = (
    (0, "09:30", "11:00", K.MEETING, ("Exchange of students", "学生交流", "Échange d’étudiants"),
     (("gu.wenbo", R.HOST),)),
    (0, "12:15", "13:30", K.MEAL, ("Lunch", "午餐", "Déjeuner"), (("gu.wenbo", R.HOST),)),
)  # fmt: skip
MINUTES = "Four students each way from autumn on. The guests send the list of courses taught in English."


def tell_of_a_visit(
    desk: DemoDesk, known: DemoAcquaintances, agreed: Mapping[str, Agreement], *, now: datetime
) -> Delegation:
    """The guests from Almaty were here five days ago, and an agreement grew out of it."""
    began, over = now - timedelta(days=20), now - timedelta(days=4)
    by: dict[str, Any] = {"actor": desk.actor}
    visit = delegations.request(desk, known, PAST, now=began)
    triage.take_up(visit, now=began, **by)
    deciding.submit_visit(visit, now=began, **by)
    deciding.decide_visit(visit, Verdict.APPROVE, now=began, actor=desk.actor, decider=Decider())
    delegations.name(desk, visit, GUESTS, now=began)
    itineraries.plan_days(desk, known, visit, DAY, now=now)
    came = delegate_queries.list_delegates(visit.id)
    for each in came:
        arrivals.check_in(each, now=over - timedelta(days=1), **by)
    arrivals.complete_visit(visit, now=over, **by)
    _write(desk, visit, [each.person_id for each in came], over)
    growing.link_agreement(visit, agreed["almaty"], now=over, **by)
    reporting.submit_report(visit, now=now - timedelta(days=1), actor=THE_HOUSE)
    return visit


def _write(desk: DemoDesk, visit: Delegation, came: list[int], now: datetime) -> None:
    by: dict[str, Any] = {"now": now, "actor": desk.actor}
    results.write_minutes(itinerary_queries.list_items(visit.id)[0], MINUTES, came, came, **by)
    results.add_outcome(visit, "An exchange of four students each way", **by)
    results.add_follow_up(
        visit, "Send the draft of the exchange", owner_id=None, due_on=day_of(now) + timedelta(days=30), **by
    )
