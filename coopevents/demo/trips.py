"""Trips of the demo office's own people: a group back from abroad, single trips in every state, two programmes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.mobility import approving, programmes, reporting, service
from coopevents.mobility.details import ProgrammeDetails, TravellerDetails, TripDetails
from coopevents.mobility.models import Programme, Trip
from coopevents.mobility.recording import day_of
from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose
from coopevents.text import LocalizedText

GROUP = (
    ("Wang", "Lihua", "王丽华"), ("Chen", "Yiming", "陈一鸣"), ("Liu", "Sitong", "刘思彤"), ("Zhao", "Ruoxi", "赵若曦"),
    ("Sun", "Haoran", "孙浩然"), ("Zhou", "Zihan", "周子涵"), ("Wu", "Jiaqi", "吴佳琪"), ("Xu", "Tianyu", "徐天宇"),
    ("Zhu", "Mengyao", "朱梦瑶"), ("Hu", "Bowen", "胡博文"), ("Guo", "Xinyi", "郭欣怡"), ("Lin", "Junjie", "林俊杰"),
    ("He", "Yutong", "何雨桐"), ("Luo", "Ziqian", "罗子谦"),
)  # fmt: skip
LATE = 3
"""So many of the group have not handed in their reports though the day has passed."""
REPORT = (
    "Two weeks of courses on the circular economy, three visits to companies, a project on sorting plastics with "
    "students of the host. We would like to go on with the project in spring."
)


@dataclass(frozen=True)
class Single:
    """A trip of one person: who, as what, where to, what for, in how many days from today, and how far it gets."""

    name: tuple[str, str, str]
    role: TravellerRole
    title: str
    partner: str
    purpose: TripPurpose
    in_days: int
    lasts: int
    becomes: str
    is_invited: bool = False
    companions: str = ""


SINGLES = (
    Single(
        ("Qian", "Weimin", "钱伟民"), TravellerRole.TEACHER, "Keynote on recycling of composites", "nordhafen",
        TripPurpose.INVITED_CONFERENCE, 25, 5, "approved", is_invited=True, companions="Qian Lan, spouse",
    ),
    Single(
        ("Shen", "Yue", "沈悦"), TravellerRole.STAFF, "Talks on the renewal of the exchange", "hanbit",
        TripPurpose.VISIT, 18, 3, "submitted",
    ),
    Single(
        ("Fang", "Zhiyuan", "方志远"), TravellerRole.STUDENT, "Exchange semester in Dublin", "tudublin",
        TripPurpose.EXCHANGE, -40, 120, "away",
    ),
    Single(
        ("Tang", "Min", "唐敏"), TravellerRole.TEACHER, "Short course on accreditation", "valorne",
        TripPurpose.SHORT_COURSE, 60, 6, "planned",
    ),
)  # fmt: skip


def travel(desk: DemoDesk, known: DemoAcquaintances, *, now: datetime) -> dict[str, Trip]:
    """The trips, by what has become of them."""
    exchange, _dual = _offer_programmes(desk, known, now=now)
    trips = {each.becomes: _go(desk, known, each, exchange, now=now) for each in SINGLES}
    return {**trips, "group": _send_group(desk, known, now=now)}


def _offer_programmes(desk: DemoDesk, known: DemoAcquaintances, *, now: datetime) -> tuple[Programme, Programme]:
    year, by = day_of(now).year, {"unit_id": desk.office.id, **_acting(desk, now)}
    exchange = ProgrammeDetails(
        name=LocalizedText(en="Exchange with Dublin", zh_Hans_CN="都柏林交换项目", fr="Échange avec Dublin"),
        kind=ProgrammeKind.EXCHANGE,
        partner_ids=frozenset({known.institutions["tudublin"].id}),
        authority="Office of International Cooperation",
        levels="Bachelor’s, master’s",
        seats=12,
        coordinator="Shen Yue",
        enrolments={year - 2: 6, year - 1: 9, year: 11},
    )
    dual = ProgrammeDetails(
        name=LocalizedText(
            en="Dual degree in environmental engineering", zh_Hans_CN="环境工程双学位项目",
            fr="Double diplôme en génie de l’environnement",
        ),
        kind=ProgrammeKind.DUAL_DEGREE,
        partner_ids=frozenset({known.institutions["valorne"].id}),
        authority="Shanghai Municipal Education Commission",
        approved_on=day_of(now).replace(year=year - 3, day=1),
        expires_on=day_of(now).replace(day=1) + timedelta(days=240),
        levels="Master’s",
        seats=30,
        coordinator="Qian Weimin",
        enrolments={year - 3: 18, year - 2: 24, year - 1: 27, year: 30},
    )  # fmt: skip
    return programmes.add_programme(exchange, **by), programmes.add_programme(dual, **by)


def _go(desk: DemoDesk, known: DemoAcquaintances, one: Single, exchange: Programme, *, now: datetime) -> Trip:
    began = now - timedelta(days=70)
    partner, first = known.institutions[one.partner], day_of(now) + timedelta(days=one.in_days)
    details = TripDetails(
        title=one.title,
        purpose=one.purpose,
        country=partner.country,
        starts_on=first,
        ends_on=first + timedelta(days=one.lasts - 1),
        is_invited=one.is_invited,
        institution_id=partner.id,
        host=partner.name["en"],
        funding="Host pays the stay" if one.is_invited else "University",
        cost="CNY 18,000",
        programme_id=exchange.id if one.purpose is TripPurpose.EXCHANGE else None,
    )
    trip = service.plan_trip(details, unit_id=desk.school.id, now=began, actor=desk.actor)
    _add(desk, trip, one.name, one.role, one.companions, now=began)
    if one.becomes != "planned":
        when = now - timedelta(days=2) if one.becomes == "submitted" else began
        approving.submit_trip(trip, now=when, actor=desk.actor)
    if one.becomes in {"approved", "away"}:
        _approve(desk, trip, now=began)
    if one.becomes == "away":
        reporting.follow_calendar(trip, now=now, actor=desk.actor)
    return trip


def _send_group(desk: DemoDesk, known: DemoAcquaintances, *, now: datetime) -> Trip:
    """Fourteen came back six weeks ago; three of them still owe their reports."""
    began, partner = now - timedelta(days=100), known.institutions["rousse"]
    last = day_of(now) - timedelta(days=42)
    details = TripDetails(
        title="Summer school on the circular economy",
        purpose=TripPurpose.SHORT_COURSE,
        country=partner.country,
        starts_on=last - timedelta(days=13),
        ends_on=last,
        is_invited=True,
        institution_id=partner.id,
        host=partner.name["en"],
        funding="University and host",
        cost="CNY 196,000",
    )
    trip = service.plan_trip(details, unit_id=desk.office.id, now=began, actor=desk.actor)
    for number, name in enumerate(GROUP):
        role = TravellerRole.STUDENT if number > 1 else TravellerRole.TEACHER
        _add(desk, trip, name, role, "", now=began)
    approving.submit_trip(trip, now=began, actor=desk.actor)
    _approve(desk, trip, now=began)
    back = now - timedelta(days=41)
    reporting.follow_calendar(trip, now=back, actor=desk.actor)
    for each in trip.travellers[:-LATE]:
        reporting.hand_in_report(each, REPORT, now=back + timedelta(days=3), actor=desk.actor)
    return trip


def _approve(desk: DemoDesk, trip: Trip, *, now: datetime) -> None:
    for day in (1, 2):
        when = now + timedelta(days=day)
        approving.decide_trip(trip, Verdict.APPROVE, now=when, actor=desk.actor, decider=Decider())


def _add(
    desk: DemoDesk, trip: Trip, name: tuple[str, str, str], role: TravellerRole, companions: str, *, now: datetime
) -> None:
    family, given, original = name
    address = f"{given}.{family}@sspu.example".lower()
    service.add_traveller(
        trip, TravellerDetails(family, role, given, original, address, companions=companions), **_acting(desk, now)
    )


def _acting(desk: DemoDesk, now: datetime) -> dict[str, Any]:
    return {"now": now, "actor": desk.actor}
