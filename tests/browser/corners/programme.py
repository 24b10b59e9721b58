"""Activities, files, drafts and picks in rare states. What the day grid or the assistant may show is added here."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents.accounts import queries as account_queries
from coopevents.db import db
from coopevents.demo.signing_in import EMAIL
from coopevents.events import queries as event_queries
from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE
from coopevents.feeds.programmes import find_programme
from coopevents.people import queries as people
from coopevents.places import queries as places
from coopevents.registration import open_agendas
from coopevents.registration import tokens as links
from coopevents.registration.models import Registration
from coopevents.schedule import proposals
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from coopevents.schedule.assistant.drafting import draft
from coopevents.schedule.assistant.plain import plain_draft
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.exchange.holding import hold_import
from coopevents.schedule.models import Activity
from coopevents.schedule.proposal_problem import read_problem
from coopevents.schedule.proposal_wishes import Scope as WishScope
from coopevents.schedule.proposal_wishes import Wish
from coopevents.schedule.states import ActivityKind, ActivityState
from coopevents.text import LocalizedText


def add_to_programme(week: Event, now: datetime) -> dict[str, str]:
    """An activity with people on it, a draft, a page, a place, somebody, and a partner."""
    activities = schedules.list_activities(week.schedule_id)
    ceremony = next(each for each in activities if each.kind == ActivityKind.CEREMONY and len(each.participants) > 1)
    details = ActivityDetails(
        kind=ActivityKind.MEETING,
        title=LocalizedText(en="Meeting of the interpreters"),
        state=ActivityState.DRAFT,
        starts_at=ceremony.starts_at + timedelta(days=1),
        ends_at=ceremony.starts_at + timedelta(days=1, hours=1),
    )
    draft = scheduling.plan_activity(week.schedule, details, now=now, actor=THE_HOUSE)
    db.session.flush()
    page = event_queries.list_pages(week.id)[0]
    person = db.session.query(Registration).filter_by(event_id=week.id, number=1).one().person
    institution = db.session.query(Registration).filter(Registration.institution_id.is_not(None)).first()
    assert institution is not None
    place = places.get_place(ceremony.place_id or 0)
    told = people.map_availability([one.person_id for each in activities for one in each.participants])
    return {
        "held": _held_file(week, ceremony, now),
        "activity": str(ceremony.id),
        "uid": ceremony.uid,
        "tour": str(next(each.id for each in activities if each.takes_sign_ups)),
        "draft": str(draft.id),
        "lying": _lying_in_tray(week, now),
        "page": page.slug,
        "page_id": str(page.id),
        "track": str(ceremony.track_id),
        "open_agenda": _open_agenda(week, now),
        "track_slug": next(each.slug for each in schedules.list_tracks(week.schedule_id)),
        "place": str(ceremony.place_id),
        "speaker": str(ceremony.participants[0].person_id),
        "person": str(person.id),
        "campus": str(place.campus_id),
        "resource": str(next(one.resource_id for each in activities for one in each.resources)),
        "stated": str(next(one.person_id for each in activities for one in each.participants if one.person_id in told)),
        "institution": str(institution.institution_id),
    }


def _held_file(week: Event, ceremony: Activity, now: datetime) -> str:
    """A table that changes one activity, adds one, and has a row that nobody can read; the organiser looks at it."""
    organiser = account_queries.find_user_by_email(EMAIL)
    assert organiser is not None
    rows = [
        "uid;title_en;title_zh_Hans_CN;day;starts;ends;place;people",
        f"{ceremony.uid};{ceremony.title['en']} and welcome;;1;08:45;10:15;Hall of the Lake;",
        ";Night walk;夜游;2;23:00;01:00;Hall of the Lake;Guide: Inês Duarte (IST Lisboa)",
        ";Salon;;31.2.2026;late;;;",
    ]
    data = "\n".join(rows).encode()
    said = {"name": "programme.csv", "user_id": organiser.id, "language": "en", "now": now}
    return hold_import(week.schedule, data, **said).token


def _open_agenda(week: Event, now: datetime) -> str:
    """The link of an agenda without an account, with four activities on it."""
    begun, released = open_agendas.begin_agenda(week, now=now), find_programme(week.schedule)
    for each in (released.shown if released else ())[:4]:
        open_agendas.pick(begun, released, each.uid, now=now)
    return links.open_link_token(begun)


def _lying_in_tray(week: Event, now: datetime) -> str:
    details = ActivityDetails(kind=ActivityKind.LECTURE, title=LocalizedText(en="A lecture without a time"), length=45)
    activity = scheduling.plan_activity(week.schedule, details, now=now, actor=THE_HOUSE)
    return str(activity.id)


def add_drafts(week: Event, now: datetime) -> dict[str, str]:
    """A draft of the whole programme with something that has no place, and one of which nothing came."""
    too_large = ActivityDetails(kind=ActivityKind.LECTURE, title=LocalizedText(en="Concert on the roof"), capacity=4000)
    scheduling.plan_activity(week.schedule, too_large, now=now, actor=THE_HOUSE)
    offered = places.list_places([week.unit_id, week.unit.parent_id or 0])
    wish = Wish(scope=WishScope.FREE, place_ids=tuple(each.id for each in offered), keeps_near=False)
    read = read_problem(
        week.schedule, wish, offered=offered, first_day=week.starts_on, last_day=week.ends_on, picked={}
    )
    ready, failed = (proposals.ask_for_draft(week.schedule, wish, read, now=now, actor=THE_HOUSE) for _each in range(2))
    proposals.finish(ready, plain_draft(draft(read.problem, may_solve=False)), now=now)
    proposals.fail(failed, "the process that drafts ended without an answer", now=now)
    return {"ready_draft": str(ready.id), "failed_draft": str(failed.id)}
