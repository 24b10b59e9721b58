"""Visits to the demo office in the states that matter: asked for, asked back, being decided, planned, refused, over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.delegations import deciding, delegates, requesting, triage
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.demo import delegation_people
from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.facts import Actor
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText

Guest = tuple[str, str, str, str, str, DelegateRole, str]
REQUESTER = Actor("guest", None, "guest")
DUBLIN = (
    ("Prof", "Fiona", "Gallagher", "President", "校长", DelegateRole.HEAD, "vegetarian"),
    ("Dr", "Cormac", "O’Shea", "Vice President for Research", "科研副校长", DelegateRole.DEPUTY, ""),
    ("Dr", "Niamh", "Brennan", "Dean of Computing", "计算机学院院长", DelegateRole.MEMBER, ""),
    ("", "Declan", "Moore", "Head of International Office", "国际处处长", DelegateRole.MEMBER, "no nuts"),
    ("", "Siobhan", "Keane", "Office of the President", "校长办公室", DelegateRole.STAFF, ""),
)


@dataclass(frozen=True)
class Asked:
    """A request of the demo office: from which partner, by whom, how many days from today, and what for.

    ``or_in`` is another day that would do.
    """

    partner: str
    contact: str
    email: str
    in_days: int
    heads: int
    kind: VisitKind
    level: VisitLevel
    purpose: str
    lasts: int = 1
    or_in: int | None = None


NEW = Asked(
    "nordhafen", "Anke Petersen", "anke.petersen@nordhafen.example", 75, 4, VisitKind.INFORMATION, VisitLevel.UNIT,
    "Compare how both universities teach recycling technology, and look for a joint module.",
    or_in=82,
)  # fmt: skip
WAITING = Asked(
    "hanbit", "Seo-yeon Kim", "seoyeon.kim@hanbit.example", 120, 6, VisitKind.ACADEMIC, VisitLevel.DEAN,
    "A joint workshop on batteries with two laboratories.", lasts=2,
)  # fmt: skip
DECIDING = Asked(
    "valorne", "Camille Roussel", "camille.roussel@valdorne.example", 200, 9, VisitKind.ACCREDITATION,
    VisitLevel.LEADERSHIP, "Accreditation of the joint programme in environmental engineering.", lasts=3,
)  # fmt: skip
COMING = Asked(
    "tudublin", "Declan Moore", "declan.moore@tudublin.example", 6, 5, VisitKind.SIGNING, VisitLevel.LEADERSHIP,
    "Sign the agreement on joint student training in computer science and meet the students.", lasts=2,
)  # fmt: skip
REFUSED = Asked(
    "selatan", "Budi Hartono", "budi.hartono@selatan.example", 40, 20, VisitKind.COURTESY, VisitLevel.LEADERSHIP,
    "A courtesy call on the way to Beijing.",
)  # fmt: skip


HERE = Asked(
    "kitahama", "Yuko Arai", "yuko.arai@kitahama.example", 0, 3, VisitKind.ACADEMIC, VisitLevel.UNIT,
    "Compare methods of recovering metals, and plan a joint proposal.",
)  # fmt: skip
KITAHAMA = (
    ("Prof", "Kenji", "Morita", "Director", "所长", DelegateRole.HEAD, ""),
    ("Dr", "Yuko", "Arai", "Head of Laboratory", "实验室主任", DelegateRole.MEMBER, "no pork"),
    ("", "Sho", "Inoue", "Researcher", "研究员", DelegateRole.MEMBER, ""),
)


def receive(desk: DemoDesk, known: DemoAcquaintances, *, now: datetime) -> dict[str, Delegation]:
    """The visits, by what has become of them."""
    began = now - timedelta(days=20)
    by: dict[str, Any] = {"actor": desk.actor}
    new, waiting, decided, coming, refused, here = (
        request(desk, known, each, now=began) for each in (NEW, WAITING, DECIDING, COMING, REFUSED, HERE)
    )
    for each in (waiting, decided, coming, refused, here):
        triage.take_up(each, now=began + timedelta(hours=2), **by)
    triage.ask_back(waiting, "Which two laboratories would you like to see?", now=began + timedelta(hours=3), **by)
    deciding.submit_visit(decided, now=began + timedelta(days=1), **by)
    deciding.submit_visit(coming, now=began + timedelta(days=1), **by)
    for day in (2, 3):
        when = began + timedelta(days=day)
        deciding.decide_visit(coming, Verdict.APPROVE, now=when, actor=desk.actor, decider=Decider())
    deciding.submit_visit(here, now=began + timedelta(days=1), **by)
    deciding.decide_visit(here, Verdict.APPROVE, now=began + timedelta(days=2), actor=desk.actor, decider=Decider())
    name(desk, coming, DUBLIN, now=began + timedelta(days=4))
    name(desk, here, KITAHAMA, now=began + timedelta(days=4))
    delegation_people.settle(desk, coming, now=began + timedelta(days=5))
    reason = "The leadership is abroad that week, and a group of twenty cannot be received on the campus."
    deciding.decline_visit(refused, reason, now=began + timedelta(days=2), **by)
    return {"new": new, "waiting": waiting, "deciding": decided, "coming": coming, "refused": refused, "here": here}


def request(desk: DemoDesk, known: DemoAcquaintances, asked: Asked, *, now: datetime) -> Delegation:
    """A request from a partner of the demo office."""
    partner = known.institutions[asked.partner]
    days = _days(asked, asked.in_days, now)
    details = VisitDetails(
        contact=ContactDetails(name=asked.contact, email=asked.email),
        organisation=partner.name["en"],
        institution_id=partner.id,
        country=partner.country,
        kind=asked.kind,
        level=asked.level,
        purpose=asked.purpose,
        days=days,
        alternatives=() if asked.or_in is None else (_days(asked, asked.or_in, now),),
        head_count=asked.heads,
        languages=("en",),
    )
    return requesting.request_visit(details, unit_id=desk.office.id, now=now, actor=REQUESTER)


def _days(asked: Asked, in_days: int, now: datetime) -> Days:
    first: date = day_of(now) + timedelta(days=20 + in_days)
    return Days(first, first + timedelta(days=asked.lasts - 1))


def name(desk: DemoDesk, delegation: Delegation, guests: Sequence[Guest], *, now: datetime) -> None:
    """Name the guests of a visit."""
    domain = delegation.contact_email.partition("@")[2]
    for number, (title, given, family, office, in_chinese, role, diet) in enumerate(guests):
        person = PersonDetails(
            title=title,
            given_name=given,
            family_name=family,
            email=f"{given}.{family}@{domain}".lower().replace("’", ""),
            institution_id=delegation.institution_id,
            institution_name=delegation.organisation,
            position=office,
            country=delegation.country,
            language="en",
        )
        said = DelegateDetails(
            person=person,
            role=role,
            office=LocalizedText(en=office, zh_Hans_CN=in_chinese),
            phone=f"+00 555 01{number:02d}",
            diet=diet,
        )
        delegates.name_delegate(delegation, said, now=now, actor=desk.actor)
