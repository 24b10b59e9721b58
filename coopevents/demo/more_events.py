"""What else the demo office has on its desk: a lecture series, a summer school in preparation, a symposium that is over."""

from datetime import date, datetime, timedelta

from coopevents.demo.groups import register_group
from coopevents.demo.invitations import invite_people, set_quota
from coopevents.demo.letters import ask_for_letters
from coopevents.demo.office import DemoDesk
from coopevents.demo.papers import issue_papers
from coopevents.demo.partners import DemoAcquaintances
from coopevents.demo.week import ZONE, DemoPlaces, at, monday_of_next_week
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.registration import service as registrations
from coopevents.registration.details import TermsDetails
from coopevents.schedule import service as schedules
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText

LECTURES = (
    ("kwon.taeyang", "What a battery remembers", "电池的记忆", "Ce dont une batterie se souvient"),
    ("bellandi.giulia", "Design for repair", "为维修而设计", "Concevoir pour réparer"),
    ("khoury.omar", "Rivers without rain", "无雨之河", "Des rivières sans pluie"),
    ("morvan.yannick", "Graduate schools in two countries", "两国研究生院", "Des écoles doctorales dans deux pays"),
)


def plan_more(desk: DemoDesk, known: DemoAcquaintances, places: DemoPlaces, *, now: datetime) -> None:
    """Three more events."""
    monday = monday_of_next_week(now)
    _lecture_series(desk, known, places, monday, now)
    _summer_school(desk, monday, now)
    _symposium(desk, known, places, monday, now)


def _lecture_series(desk: DemoDesk, known: DemoAcquaintances, places: DemoPlaces, monday: date, now: datetime) -> None:
    first = monday + timedelta(days=15)
    event = _event(
        desk,
        EventKind.LECTURE_SERIES,
        LocalizedText(
            en="Visiting Scholars’ Lectures", zh_Hans_CN="访问学者讲座", fr="Conférences des chercheurs invités"
        ),
        "visiting-scholars",
        "jade",
        (first, first + timedelta(days=7 * (len(LECTURES) - 1))),
        now,
    )
    registrations.open_registration(event, TermsDetails(capacity=200), now=now, actor=desk.actor)
    for number, (key, en, zh, fr) in enumerate(LECTURES):
        day = first + timedelta(days=7 * number)
        details = ActivityDetails(
            kind=ActivityKind.LECTURE,
            title=LocalizedText(en=en, zh_Hans_CN=zh, fr=fr),
            starts_at=at(day, "15:00"),
            ends_at=at(day, "16:30"),
            place_id=places["salon"].id,
            people=(ParticipantDetails(known.people[key].id, ParticipantRole.SPEAKER),),
            languages=("en",),
        )
        schedules.plan_activity(event.schedule, details, now=now, actor=desk.actor)
    events.publish_event(event, now=now, actor=desk.actor)
    register_group(desk, event, now=now)
    ask_for_letters(desk, event, now=now)
    set_quota(desk, event, now=now)
    invite_people(desk, event, now=now)


def _summer_school(desk: DemoDesk, monday: date, now: datetime) -> None:
    first = monday + timedelta(days=7 * 30)
    title = LocalizedText(
        en="Summer School on Circular Economy",
        zh_Hans_CN="循环经济暑期学校",
        fr="École d’été sur l’économie circulaire",
    )
    days = (first, first + timedelta(days=11))
    event = _event(desk, EventKind.SUMMER_SCHOOL, title, "summer-school", "amber", days, now)
    opens_at = at(monday + timedelta(days=60), "09:00")
    terms = TermsDetails(opens_at=opens_at, capacity=40, needs_approval=True)
    registrations.open_registration(event, terms, now=now, actor=desk.actor)


def _symposium(desk: DemoDesk, known: DemoAcquaintances, places: DemoPlaces, monday: date, now: datetime) -> None:
    day = monday - timedelta(days=40)
    title = LocalizedText(
        en="Symposium on Resource Circulation",
        zh_Hans_CN="资源循环国际研讨会",
        fr="Colloque sur la circulation des ressources",
    )
    event = _event(desk, EventKind.SYMPOSIUM, title, "resource-symposium", "teal", (day, day), now - timedelta(days=90))
    terms = TermsDetails(closes_at=at(day, "09:00"), capacity=120)
    registrations.open_registration(event, terms, now=now - timedelta(days=90), actor=desk.actor)
    talk = ActivityDetails(
        kind=ActivityKind.LECTURE,
        title=LocalizedText(en="Metals that come back", zh_Hans_CN="回归的金属", fr="Des métaux qui reviennent"),
        starts_at=at(day, "09:30"),
        ends_at=at(day, "11:00"),
        place_id=places["auditorium"].id,
        people=(ParticipantDetails(known.people["hayashida.makoto"].id, ParticipantRole.SPEAKER),),
    )
    planned = schedules.plan_activity(event.schedule, talk, now=now - timedelta(days=80), actor=desk.actor)
    events.publish_event(event, now=now - timedelta(days=70), actor=desk.actor)
    issue_papers(desk, event, planned, now=now)


def _event(
    desk: DemoDesk,
    kind: EventKind,
    title: LocalizedText,
    slug: str,
    accent: str,
    days: tuple[date, date],
    now: datetime,
) -> Event:
    details = EventDetails(
        kind=kind,
        title=title,
        slug=slug,
        accent=accent,
        languages=("en", "zh_Hans_CN", "fr"),
        time_zone=ZONE,
        starts_on=days[0],
        ends_on=days[1],
        contact_email="week@office.example",
    )
    return events.create_event(details, unit_id=desk.school.id, now=now, actor=desk.actor)
