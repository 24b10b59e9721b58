"""The two days of the delegation from Dublin: hosts, an interpreter, a car, lunch and dinner; sent to its guests."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents import config
from coopevents.delegations import arrivals, delegate_queries, itinerary, sending
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.models import Delegation
from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.places import queries as places
from coopevents.schedule import queries as schedules
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.releasing import preview
from coopevents.schedule.states import ActivityKind as K
from coopevents.schedule.states import ParticipantRole as R
from coopevents.text import LocalizedText

Row = tuple[int, str, str, K, tuple[str, str, str], tuple[tuple[str, R], ...]]
DAYS: tuple[Row, ...] = (
    (0, "08:30", "09:15", K.TRANSFER, ("From the hotel to the campus", "从酒店前往校园", "De l’hôtel au campus"), ()),
    (0, "09:30", "10:30", K.MEETING, ("Welcome by the president", "校长会见", "Accueil par le président"),
     (("zhou.minghua", R.HOST), ("shen.yulan", R.ATTENDEE), ("tang.jiayi", R.INTERPRETER))),
    (0, "10:45", "12:00", K.VISIT, ("Laboratories of computing", "计算机学院实验室", "Laboratoires d’informatique"),
     (("qian.haoran", R.HOST), ("tang.jiayi", R.INTERPRETER))),
    (0, "12:15", "13:30", K.MEAL, ("Lunch", "午餐", "Déjeuner"), (("gu.wenbo", R.HOST),)),
    (0, "18:00", "20:00", K.MEAL, ("Dinner given by the university", "学校晚宴", "Dîner offert par l’université"),
     (("shen.yulan", R.HOST), ("tang.jiayi", R.INTERPRETER))),
    (1, "09:30", "11:00", K.MEETING, ("Joint training: the next step", "联合培养：下一步", "Formation commune : la suite"),
     (("gu.wenbo", R.HOST), ("qian.haoran", R.ATTENDEE))),
    (1, "14:00", "14:45", K.TRANSFER, ("To the airport", "前往机场", "Vers l’aéroport"), ()),
)  # fmt: skip
"""Day, from, to, kind, title in three languages, who of ours."""


TODAY: tuple[Row, ...] = (
    (0, "09:30", "11:00", K.MEETING, ("Talk: metals from waste", "报告：废物中的金属", "Exposé : les métaux des déchets"),
     (("fang.lei", R.HOST),)),
    (0, "12:15", "13:30", K.MEAL, ("Lunch", "午餐", "Déjeuner"), (("fang.lei", R.HOST),)),
    (0, "14:00", "17:00", K.VISIT, ("Pilot plant", "中试基地", "Installation pilote"), (("wei.guanghui", R.GUIDE),)),
)  # fmt: skip


def plan_visits(
    desk: DemoDesk, known: DemoAcquaintances, delegations: Mapping[str, Delegation], *, now: datetime
) -> None:
    """The days of the two visits that are planned; of the one that is here today, the head has arrived."""
    plan_days(desk, known, delegations["coming"], DAYS, now=now)
    plan_days(desk, known, delegations["here"], TODAY, now=now)
    head = delegate_queries.list_delegates(delegations["here"].id)[0]
    arrivals.check_in(head, now=now, actor=desk.actor)


def plan_days(
    desk: DemoDesk, known: DemoAcquaintances, delegation: Delegation, rows: Sequence[Row], *, now: datetime
) -> None:
    """Plan the days of the visit and send the programme, a week ago."""
    when = now - timedelta(days=7)
    zone = ZoneInfo(config.in_force().default_time_zone)
    rooms = [each.id for each in places.list_places([desk.university.id]) if each.capacity]
    for day, begins, ends, kind, title, who in rows:
        on = delegation.arrives_on + timedelta(days=day)
        starts_at, ends_at = (datetime.combine(on, time.fromisoformat(each), zone) for each in (begins, ends))
        activity = ActivityDetails(
            kind=kind,
            title=LocalizedText(en=title[0], zh_Hans_CN=title[1], fr=title[2]),
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=rooms[0] if kind is K.MEETING else None,
            people=tuple(ParticipantDetails(known.people[key].id, role) for key, role in who),
        )
        itinerary.plan_item(delegation, ItemDetails(activity=activity), now=when, actor=desk.actor)
    schedule = schedules.get_schedule(delegation.schedule_id or 0)
    mark = preview(schedule, when).fingerprint
    sending.send_programme(delegation, expected=mark, now=when, actor=desk.actor)
