"""Approval in stages: a guest who was sent back, one who answered, and one who waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from coopevents import unit_of_work
from coopevents.accounts.models import User
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE, Actor
from coopevents.registration import plans, reviewing
from coopevents.registration import service as registrations
from coopevents.registration import tokens as links
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.text import LocalizedText

STAGES = (
    LocalizedText(en="School", zh_Hans_CN="学院", fr="École"),
    LocalizedText(en="Leadership", zh_Hans_CN="校领导", fr="Direction"),
)
ASKED = "Please name the professor who invited you.\nWithout it the school cannot say yes."
GUEST = Actor("guest", None, "guest")


def add_reviews(organiser: User, now: datetime) -> dict[str, str]:
    """An event approved by two stages, the first of which the organiser decides."""
    title = LocalizedText(en="Visiting Researchers", zh_Hans_CN="访问学者计划", fr="Chercheurs invités")
    day = now.date() + timedelta(days=60)
    details = EventDetails(
        kind=EventKind.SYMPOSIUM, title=title, starts_on=day, ends_on=day, time_zone="Asia/Shanghai", slug="reviewed",
        languages=("en", "zh_Hans_CN", "fr"),
    )  # fmt: skip
    event = events.create_event(details, unit_id=organiser.grants[0].scope_id, now=now, actor=THE_HOUSE)
    registrations.open_registration(event, TermsDetails(capacity=30), now=now, actor=THE_HOUSE)
    events.publish_event(event, now=now, actor=THE_HOUSE)
    first = StageDetails(name=STAGES[0], reviewer_ids=(organiser.id,), assigns_in_turn=True, due_days=3)
    second = StageDetails(name=STAGES[1], permission="decide_registrations", due_days=7)
    plans.change_plan(event, PlanDetails(stages=(first, second), needs_four_eyes=True), now=now, actor=THE_HOUSE)
    unit_of_work.commit()
    actor = Actor("user", organiser.id, organiser.name)
    people = (("Farida", "Amiri"), ("Jonas", "Weidenbach"), ("Mei", "Tang"))
    guests = [
        GuestDetails(
            email=f"{given.lower()}@reviewed.example", given_name=given, family_name=family, country="DE",
            institution_name="Hochschule für Wasserwirtschaft", has_consented=True,
        )
        for given, family in people
    ]  # fmt: skip
    made = [
        registrations.register_guest(event, each, now=now - timedelta(days=5 - 2 * position), actor=GUEST)
        for position, each in enumerate(guests)
    ]
    for each in made[:2]:
        reviewing.return_registration(each, ASKED, now=now - timedelta(hours=20), actor=actor)
    answer = replace(guests[1], position="Invited by Professor Shen Lihua")
    registrations.change_registration(made[1], answer, now=now - timedelta(hours=3), actor=GUEST)
    unit_of_work.commit()
    return {"returned": links.link_token(made[0]), "answered_number": str(made[1].number)}
