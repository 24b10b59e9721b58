"""A visit to the demo office that is over: what came of it is written down, and its report waits for approval."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from coopevents.agreements.models import Agreement
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.delegations import (
    arrivals,
    budget,
    deciding,
    delegate_queries,
    feedback,
    feedback_asking,
    growing,
    itinerary_queries,
    receipts,
    reporting,
    results,
    triage,
)
from coopevents.delegations.budget import BudgetDetails
from coopevents.delegations.budget_models import BudgetKind
from coopevents.delegations.feedback import FeedbackDetails, Guest
from coopevents.delegations.feedback_models import Aspect
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.demo import delegations, itineraries, visit_photos
from coopevents.demo.delegations import Asked
from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.facts import THE_HOUSE
from coopevents.schedule.states import ActivityKind as K
from coopevents.schedule.states import ParticipantRole as R
from coopevents.storage.uploads import Upload

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
THOUGHT: tuple[tuple[str, str, str, bool, bool], ...] = (
    ("55454", "The open talk about what did not work before.", "", False, True),
    ("54354", "", "The way to the second building is long; a map would help.", True, True),
    ("44343", "The lunch with students.", "Begin an hour later on the day after a night flight.", True, False),
)
"""Marks by aspect, what was best, what could be better, whether without a name, whether it may be quoted."""
RECEIPT = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
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
    _let_them_say(visit, [Guest(visit, each) for each in came], over)
    _write_costs(visit, {"now": over, "actor": desk.actor})
    visit_photos.add_photos(visit, {"now": over, "actor": desk.actor})
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


def _let_them_say(visit: Delegation, guests: list[Guest], now: datetime) -> None:
    feedback_asking.ask_guests(visit.id, now=now, actor=THE_HOUSE)
    for guest, (marks, best, better, is_anonymous, may_quote) in zip(guests, THOUGHT, strict=True):
        said = FeedbackDetails(
            marks={aspect: int(mark) for aspect, mark in zip(Aspect, marks, strict=True)},
            best=best,
            better=better,
            is_anonymous=is_anonymous,
            may_quote=may_quote,
        )
        feedback.give_feedback(guest, said, now=now)


def _write_costs(visit: Delegation, by: dict[str, Any]) -> None:
    """Two costs, the first of them with its receipt."""
    lunch, _coach = (
        budget.write_line(budget.line_for(visit), each, **by)
        for each in (
            BudgetDetails(kind=BudgetKind.MEALS, text="Lunch", planned=Decimal(900), spent=Decimal(864)),
            BudgetDetails(kind=BudgetKind.TRANSPORT, text="Coach", planned=Decimal(1200), spent=Decimal(1350)),
        )
    )
    receipts.add_receipt(lunch, "lunch.pdf", Upload(RECEIPT, "application/pdf"), **by)
