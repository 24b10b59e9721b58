"""Sensitive answers: a guest whose papers are kept, and one whose papers were erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents import unit_of_work
from coopevents.accounts.models import User
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE, Actor
from coopevents.registration import protected, tokens
from coopevents.registration import service as registrations
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.text import LocalizedText
from tests.sensitive import CONSENT, ask_for_papers, papers

SLUG = "with-papers"
GUEST = Actor("guest", None, "guest")


def add_papers(organiser: User, now: datetime) -> dict[str, str]:
    """An event that asks for papers, and two guests."""
    title = LocalizedText(en="Spring School on Rivers", zh_Hans_CN="河流春季学校", fr="École de printemps des rivières")
    day = now.date() + timedelta(days=40)
    details = EventDetails(
        kind=EventKind.SYMPOSIUM, title=title, starts_on=day, ends_on=day, time_zone="Asia/Shanghai", slug=SLUG,
        languages=("en", "zh_Hans_CN", "fr"),
    )  # fmt: skip
    event = events.create_event(details, unit_id=organiser.grants[0].scope_id, now=now, actor=THE_HOUSE)
    registrations.open_registration(event, TermsDetails(capacity=30), now=now, actor=THE_HOUSE)
    events.publish_event(event, now=now, actor=THE_HOUSE)
    ask_for_papers(event.id, now=now)
    made = []
    for given, family in (("Beatriz", "Cardoso"), ("Tariq", "Haidari")):
        said = {"given_name": given, "family_name": family, "country": "BR", "has_consented": True}
        answers = papers(b"%PDF-1.7 scan", now=now)
        guest = GuestDetails(email=f"{given.lower()}@papers.example", answers=answers, **said)
        made.append(registrations.register_guest(event, guest, now=now - timedelta(days=2), actor=GUEST))
    why, actor = "For the invitation letter", Actor("user", organiser.id, organiser.name)
    protected.reveal(made[0], ["passport", "scan"], why, now=now - timedelta(hours=5), actor=actor)
    protected.withdraw_consent(made[1], CONSENT, now=now - timedelta(days=1), actor=GUEST)
    unit_of_work.commit()
    return {
        "papers_number": str(made[0].number),
        "papers": tokens.link_token(made[0]),
        "papers_erased_number": str(made[1].number),
    }
