"""Released programmes made by hand, for papers: everything that is awkward to set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from coopevents.accounts.models import Unit
from coopevents.events.models import Event, EventPage
from coopevents.events.states import EventKind, EventState
from coopevents.papers.booklet import Imprint
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson, ReleasedPlace, ReleasedProgramme
from coopevents.text import LocalizedText

BOTH = ("en", "zh_Hans_CN")
RELEASED_AT = datetime(2026, 11, 22, 14, 5, 9, tzinfo=UTC)
HALL = ReleasedPlace(
    id=1,
    name=LocalizedText(en="Grand Hall", zh_Hans_CN="大礼堂"),
    building=LocalizedText(en="Building 1", zh_Hans_CN="1号楼"),
    address=LocalizedText(en="2360 Jinhai Road", zh_Hans_CN="金海路2360号"),
    latitude=None,
    longitude=None,
    is_step_free=True,
)
DAI = ReleasedPerson(7, "Dr Ruolin Dai", "戴若琳", "speaker", "Dean", "Northern Polytechnic")
LAYLA = ReleasedPerson(8, "Layla Haddad", "ليلى حداد", "chair", "", "Al-Qamar University")
IMPRINT = Imprint(
    office=LocalizedText(en="Cooperation Office", zh_Hans_CN="国际处"),
    address="https://events.example.edu/e/week/programme",
    code="<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 4'><path d='M0 0h2v2H0z'/></svg>",
)


def event(**instead: Any) -> Event:
    """An event that is in no database."""
    values: dict[str, Any] = {
        "id": 1,
        "slug": "week",
        "state": EventState.PUBLISHED,
        "kind": EventKind.PARTNERSHIP_WEEK,
        "title": LocalizedText(en="Partnership Week", zh_Hans_CN="合作伙伴周"),
        "summary": LocalizedText(en="Two days of meetings."),
        "venue": LocalizedText(en="Main Campus", zh_Hans_CN="主校区"),
        "languages": "en zh_Hans_CN",
        "time_zone": "Asia/Shanghai",
        "starts_on": date(2027, 3, 1),
        "ends_on": date(2027, 3, 2),
        "accent": "jade",
        "cancellation_reason": "",
        "changed_at": RELEASED_AT,
        "unit": Unit(name=LocalizedText(en="International Office", zh_Hans_CN="国际处")),
    }
    pages = instead.pop("pages", [page("Visa", "签证", "Bring **the letter**.", "请携带**邀请函。**谢谢")])
    made = Event(**{**values, **instead})
    made.pages = pages
    return made


def page(title: str, chinese: str, text: str, chinese_text: str = "", *, is_published: bool = True) -> EventPage:
    """A practical page."""
    return EventPage(
        title=LocalizedText(en=title, zh_Hans_CN=chinese),
        text=LocalizedText(en=text, zh_Hans_CN=chinese_text),
        is_published=is_published,
    )


def activity(uid: str, starts_at: datetime, minutes: int = 60, **instead: Any) -> ReleasedActivity:
    """An entry; its title names it in English unless a title is given."""
    values: dict[str, Any] = {
        "uid": uid,
        "kind": "lecture",
        "track": None,
        "title": LocalizedText(en=f"Lecture {uid}", zh_Hans_CN=f"讲座{uid}"),
        "text": LocalizedText(),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=minutes),
        "place": HALL,
        "people": (DAI,),
        "audience": "public",
        "capacity": None,
        "takes_sign_ups": False,
        "languages": ("en",),
        "is_cancelled": False,
        "cancellation_reason": "",
        "sequence": 0,
        "changed_at": RELEASED_AT,
        "cancelled_at": None,
    }
    return ReleasedActivity(**{**values, **instead})


def programme(*activities: ReleasedActivity, number: int = 7, time_zone: str = "Asia/Shanghai") -> ReleasedProgramme:
    """A release of these."""
    ordered = tuple(sorted(activities, key=lambda each: (each.starts_at, each.uid)))
    return ReleasedProgramme(
        schedule_id=1, number=number, released_at=RELEASED_AT, time_zone=time_zone, activities=ordered
    )


def nine(days: int = 0, hours: float = 0) -> datetime:
    """Nine o'clock in Shanghai on the first day, or so much later."""
    return datetime(2027, 3, 1, 1, tzinfo=UTC) + timedelta(days=days, hours=hours)
