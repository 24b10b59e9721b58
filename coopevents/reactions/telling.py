"""What the worker does for those who wait to hear of a release: read, write, keep, let go.

Reading and writing touch nothing, so that composing five hundred messages keeps nobody from the database; keeping is
short and looks first whether what was written is still what is wanted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coopevents import links
from coopevents.delegations import delegate_queries, reading_links
from coopevents.delegations.reading_words import Reader as Whose
from coopevents.delegations.reading_words import ReaderKind
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.mail import service as mail
from coopevents.mail.messages import Message
from coopevents.mail.models import OutboxMessage
from coopevents.reactions.programme_letters import Reader, Tidings, letter_to
from coopevents.registration import queries, tokens
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE, RegistrationState
from coopevents.reports.affected import Affected, people_affected_on
from coopevents.reports.occasions import Occasion, occasion_of
from coopevents.schedule import notices
from coopevents.schedule import queries as schedules
from coopevents.schedule.comparing import compare
from coopevents.schedule.notices import Unwritten
from coopevents.schedule.releases import programme_of

Written = Sequence[tuple[Unwritten, Message | None]]


@dataclass(frozen=True)
class Situation:
    """All that is needed to write to those of one schedule who know the same release; nothing of it asks the database.

    Without ``tidings`` there is nothing to tell to anybody.
    """

    waiting: Sequence[Unwritten]
    tidings: Tidings | None
    readers: Mapping[int, Reader]
    needs_approval: bool


def read(schedule_id: int, since_number: int) -> Situation:
    """How things stand for those who know this release and wait to hear of later ones."""
    waiting = notices.list_unwritten(schedule_id, since_number)
    schedule, occasion = schedules.get_schedule(schedule_id), occasion_of(schedule_id)
    known, latest = schedules.find_release(schedule_id, since_number), schedules.find_latest_release(schedule_id)
    if occasion is None or known is None or latest is None or not schedule.is_open:
        return Situation(waiting, None, {}, schedule.holds_notices)
    before, after = programme_of(known), programme_of(latest)
    comments = notices.list_comments(schedule_id, since=since_number, until=latest.number)
    wanted = {each.person_id for each in waiting}
    affected = [each for each in people_affected_on(occasion, compare(before, after)) if each.person_id in wanted]
    return Situation(
        waiting,
        Tidings.of(occasion, after, comments),
        _readers(occasion, affected),
        schedule.holds_notices,
    )


def write(situation: Situation, chunk: Iterable[Unwritten]) -> Written:
    """A message for each of them; None for whom nothing is left to be told."""
    tidings, readers = situation.tidings, situation.readers
    return [
        (each, letter_to(readers[each.person_id], tidings) if tidings and each.person_id in readers else None)
        for each in chunk
    ]


def keep(situation: Situation, written: Written, *, now: datetime) -> None:
    """Put what was written into the outbox as drafts, unless a further release came meanwhile."""
    locked = notices.lock_unwritten(each for each, _message in written)
    for unwritten, message in written:
        notice = locked.get(unwritten.id)
        if notice is None:
            continue
        if message is None:
            notices.drop([notice], now=now)
            continue
        draft: OutboxMessage = mail.draft_message(
            message,
            key=f"programme-changed-{notice.id}",
            due_at=notice.due_at,
            needs_approval=situation.needs_approval,
            now=now,
        )
        notice.message_id, notice.written_number = draft.id, notice.until_number


def _readers(occasion: Occasion, affected: Sequence[Affected]) -> dict[int, Reader]:
    """Those who can be told, with their personal links."""
    if occasion.event is not None:
        return _readers_of_event(occasion.event, affected)
    if occasion.is_calendar:
        return _readers_of_calendar(occasion, affected)
    delegation = occasion.delegation
    guests = delegate_queries.list_delegates(delegation.id) if delegation is not None else []
    own = {each.person_id: Whose.delegate(each.id) for each in guests}
    whose = {each.person_id: own.get(each.person_id) or Whose.worker(each.person_id) for each in affected}
    secrets = reading_links.addresses_of(set(whose.values()))
    doors = {ReaderKind.DELEGATE: "guest_itinerary.show", ReaderKind.WORKER: "guest_itinerary.work"}
    return {
        person_id: Reader(each, links.address_of(doors[reader.kind], token=secrets[reader].page))
        for each in affected
        if each.can_be_told
        for person_id, reader in [(each.person_id, whose[each.person_id])]
    }


def _readers_of_calendar(occasion: Occasion, affected: Sequence[Affected]) -> dict[int, Reader]:
    """Those who can be told: guests of visits with their personal links, those of ours who are in it without one."""
    own = {who: Whose.delegate(number) for some in occasion.expected.values() for who, number in some.items()}
    secrets = reading_links.addresses_of(set(own.values()))
    pages = {who: links.address_of("guest_itinerary.show", token=secrets[reader].page) for who, reader in own.items()}
    return {each.person_id: Reader(each, pages.get(each.person_id, "")) for each in affected if each.can_be_told}


def _readers_of_event(event: Event, affected: Sequence[Affected]) -> dict[int, Reader]:
    """Those who can be told, with their personal links.

    When the whole event is cancelled, guests learn that with their registration, so only those without one are told.
    """
    registrations = queries.list_of_people(event.id, [each.person_id for each in affected])
    places = {each.id: each for each in registrations}
    guests: set[int] = set()
    if event.state is EventState.CANCELLED:
        had_a_place = {*IS_LIVE, RegistrationState.CANCELLED}
        guests = {each.person_id for each in registrations if each.state in had_a_place}
    return {
        each.person_id: Reader(each, _personal_link(places.get(each.registration_id or 0)))
        for each in affected
        if each.can_be_told and each.person_id not in guests
    }


def _personal_link(registration: Registration | None) -> str:
    if registration is None:
        return ""
    return links.address_of("guest_place.show", token=tokens.link_token(registration))
