"""What the demo office does not have of itself: the rare states whose pages must be looked at all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopevents.accounts import credentials, invitations, sealing, tokens
from coopevents.accounts import queries as account_queries
from coopevents.accounts import second_factor as codes
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.models import OneTimeLink, Unit, User
from coopevents.accounts.roles import Role, UnitKind
from coopevents.db import db
from coopevents.demo.signing_in import EMAIL
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.feeds.programmes import find_programme
from coopevents.mail import service as outbox
from coopevents.mail.messages import Message
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.people import queries as people
from coopevents.places import queries as places
from coopevents.registration import open_agendas
from coopevents.registration import service as registrations
from coopevents.registration import tokens as links
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
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

REFUSED = "550 5.1.1 <{email}>: Recipient address rejected: User unknown in local recipient table"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"


@dataclass(frozen=True)
class Readers:
    """The accounts whose pages are looked at, and the secret of the one with a second step."""

    organiser: User
    viewer: User
    newcomer: User
    careful: User


def add_corners(now: datetime) -> tuple[dict[str, str], Readers]:
    """Add them to the demo office; returns the values that the table of pages names with ``$``."""
    organiser = account_queries.find_user_by_email(EMAIL)
    assert organiser is not None
    university = account_queries.find_unit_by_slug("sspu")
    office = account_queries.find_unit_by_slug("cooperation")
    assert university is not None
    assert office is not None
    week = _event("partnership-week")
    _odd_events(office, now)
    readers = Readers(organiser, *_colleagues(university, now))
    names = {
        **_guests(week, now),
        **_programme(week, now),
        **_drafts(week, now),
        **_secrets(readers.viewer, university, week, now),
    }
    return {**names, **_messages(now), "unit": str(office.id), "monday": str(week.starts_on)}, readers


def _event(slug: str) -> Event:
    event = event_queries.find_event_by_slug(slug)
    assert event is not None
    return event


def _odd_events(office: Unit, now: datetime) -> None:
    """One cancelled, one bare, one that opens later, one that is full and keeps no waiting list."""
    first = now.date() + timedelta(days=50)
    cancelled = _visit(office, "cancelled-visit", "Visit of the University of Rousse", first, TermsDetails(), now)
    reason = "The delegation’s flights were cancelled. We are looking for a new date."
    events.cancel_event(cancelled, reason, now=now, actor=THE_HOUSE)
    _visit(office, "bare-visit", "Delegation", first, TermsDetails(is_offered=False), now)
    later = TermsDetails(opens_at=now + timedelta(days=20))
    _visit(office, "later-visit", "A visit whose registration opens later", first, later, now)
    full = TermsDetails(capacity=0, has_waiting_list=False)
    _visit(office, "full-visit", "A visit without a place left", first, full, now)


def _visit(office: Unit, slug: str, title: str, first: date, terms: TermsDetails, now: datetime) -> Event:
    details = EventDetails(
        kind=EventKind.DELEGATION_VISIT,
        title=LocalizedText(en=title),
        slug=slug,
        starts_on=first,
        ends_on=first,
        time_zone="Asia/Shanghai",
        accent="azure",
    )
    event = events.create_event(details, unit_id=office.id, now=now, actor=THE_HOUSE)
    registrations.open_registration(event, terms, now=now, actor=THE_HOUSE)
    events.publish_event(event, now=now, actor=THE_HOUSE)
    return event


def _colleagues(university: Unit, now: datetime) -> tuple[User, User, User]:
    """One who only reads, one of a university without anything yet, one with a second step."""
    name = LocalizedText(en="A university that begins", zh_Hans_CN="新大学", fr="Une université qui débute")
    empty = accounts.create_unit(kind=UnitKind.UNIVERSITY, slug="begins", name=name, now=now, actor=THE_HOUSE)

    def somebody(email: str, name: str, unit: Unit, role: Role) -> User:
        user = accounts.create_user(email=email, name=name, now=now, actor=THE_HOUSE)
        accounts.grant_role(user, role, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        return user

    viewer = somebody("viewer@office.example", "Yiran Gu", university, Role.UNIT_VIEWER)
    newcomer = somebody("newcomer@begins.example", "Nour Haddad", empty, Role.ADMIN)
    careful = somebody("careful@office.example", "Carla Sommer", university, Role.OFFICER)
    db.session.flush()
    secret = codes.new_secret()
    first = codes.code_at(secret, codes.step_at(now))
    credentials.turn_on_second_factor(careful, secret, first, now=now, actor=THE_HOUSE)
    return viewer, newcomer, careful


def _guests(week: Event, now: datetime) -> dict[str, str]:
    """A guest in each state, with the personal link; one has a long name, one an address that is known."""
    wanted = {
        "approved": RegistrationState.APPROVED,
        "asked": RegistrationState.PENDING,
        "waiting": RegistrationState.WAITLISTED,
        "declined": RegistrationState.DECLINED,
        "withdrawn": RegistrationState.WITHDRAWN,
    }
    found: dict[str, str] = {}
    for name, state in wanted.items():
        guest = db.session.query(Registration).filter_by(event_id=week.id, state=state).first()
        assert guest is not None
        found |= {name: links.link_token(guest), f"{name}_number": str(guest.number)}
    lectures = _event("visiting-scholars")
    known = GuestDetails(email="known@elsewhere.example", family_name="Novák", given_name="Ada", has_consented=True)
    confirmed = registrations.register_guest(lectures, known, now=now, actor=THE_HOUSE)
    long = GuestDetails(
        email="a.person.with.a.very.long.address.indeed@international-relations.university.example",
        family_name=LONG_NAME,
        given_name="Maximiliana Bernadette",
        original_name="مَكْسِيمِيلْيَانَا",
        institution_name="Hochschule für angewandte Wissenschaften und Ressourcenwirtschaftsingenieurwesen",
        country="DE",
        has_consented=True,
    )
    registrations.register_guest(week, long, now=now, actor=THE_HOUSE)
    return {**found, "number": found["approved_number"], "confirmed": links.link_token(confirmed)}


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


def _programme(week: Event, now: datetime) -> dict[str, str]:
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


def _drafts(week: Event, now: datetime) -> dict[str, str]:
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


def _secrets(viewer: User, university: Unit, week: Event, now: datetime) -> dict[str, str]:
    """Links that are sent: an invitation, a reset; and the grants whose pages can be opened."""
    scope = Scope.unit(university.id)
    invited = invitations.invite_colleague(
        email="invited@office.example", name="Jiaqi Fang", role=Role.OFFICER, scope=scope, now=now, actor=THE_HOUSE
    )
    event_scope = Scope.event(week.id, week.unit_id)
    helper = invitations.invite_colleague(
        email="helper@office.example",
        name="Lea Marchetti",
        role=Role.RECEPTION,
        scope=event_scope,
        now=now,
        actor=THE_HOUSE,
    )
    reset = tokens.new_token()
    link = OneTimeLink(
        purpose=credentials.PURPOSE,
        user_id=viewer.id,
        token_hash=tokens.hash_of(reset),
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    db.session.add(link)
    db.session.flush()
    return {
        "invitation": invited.token,
        "reset": reset,
        "colleague": str(viewer.grants[0].id),
        "member": str(helper.user.grants[0].id),
    }


def _messages(now: datetime) -> dict[str, str]:
    """One message that went out, one that nobody takes, one that is tried again later."""
    sent, failed, later = db.session.query(OutboxMessage).filter(OutboxMessage.event_id.is_not(None)).limit(3)
    sent.state, sent.sent_at, sent.attempts = MessageState.SENT, now, 1
    let_fail(failed)
    later.attempts, later.last_error = 4, "451 4.7.1 Greylisted, try again later"
    later.due_at = now + timedelta(hours=3)
    return {"sent": str(sent.id), "failed": str(failed.id), "draft_message": str(_draft(sent, now).id)}


def _draft(like: OutboxMessage, now: datetime) -> OutboxMessage:
    """A draft that waits for approval, about a change nobody released."""
    message = Message(
        kind="programme_changed",
        to_email="elitsa.petkova@rousse.example",
        to_name="Elitsa Petkova",
        language="en",
        subject="Another time: Salon on water",
        text_body="Dear Elitsa Petkova,\n\nthe salon begins half an hour later.\n",
        html_body="<p>Dear Elitsa Petkova,</p><p>the salon begins half an hour later.</p>",
        event_id=like.event_id,
        unit_id=like.unit_id,
    )
    return outbox.draft_message(message, key="corner-draft", due_at=now, needs_approval=True, now=now)


def let_fail(message: OutboxMessage) -> None:
    """Make it a message whose recipient's server does not know the address."""
    message.state, message.attempts = MessageState.FAILED, 1
    message.last_error = REFUSED.format(email=message.to_email)


def sealed(secret: str) -> str:
    """A secret as a reader's cookie holds it."""
    return sealing.seal(secret)
