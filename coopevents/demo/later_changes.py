"""What happened to the demo week after it was published: a second release, and a change nobody released yet."""

from datetime import datetime, timedelta

from coopevents.demo.office import DemoDesk
from coopevents.events.models import Event
from coopevents.schedule import queries
from coopevents.schedule import service as schedules
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText

VISIT, LUNCH = "City visit: Yu Garden and the old town", "Farewell lunch"
NOTE = LocalizedText(
    en="The buses need a little longer on Friday. Everything else stays as it is.",
    zh_Hans_CN="周五乘车时间略有延长，其他安排不变。",
    fr="Vendredi, les bus mettront un peu plus de temps. Le reste ne change pas.",
)
TEXT = LocalizedText(
    en="Meet at the east gate; bring water and comfortable shoes.",
    zh_Hans_CN="东门集合，请自备饮水，穿舒适的鞋子。",
    fr="Rendez-vous à la porte est ; prenez de l’eau et de bonnes chaussures.",
)


def change_week(desk: DemoDesk, event: Event, *, now: datetime) -> None:
    """Release a later start of Friday's visit without telling anybody; leave fewer seats at lunch unreleased."""
    planned = {each.title["en"]: each for each in queries.list_activities(event.schedule_id)}
    visit = planned[VISIT]
    _say(desk, visit, now, starts_at=visit.starts_at + timedelta(minutes=15), text=TEXT)
    schedules.release_schedule(
        event.schedule, now=now, actor=desk.actor, name="Later buses on Friday", comment=NOTE, tells=False
    )
    _say(desk, planned[LUNCH], now + timedelta(seconds=1), capacity=150)


def _say(desk: DemoDesk, activity: Activity, now: datetime, **anew: object) -> None:
    details = schedules.details_of(activity, **anew)
    schedules.change_activity(activity, details, expected_version=None, now=now, actor=desk.actor)
