"""Every select of registrations, except the organisers' list."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import String, bindparam, delete, func, insert, select, text, union_all, update
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.refusals import NotFound
from coopevents.registration import seat_queries, tokens
from coopevents.registration.models import LIVE, AgendaPick, Registration, RegistrationTerms, RegistrationWord
from coopevents.registration.states import HOLDING_A_SEAT, IS_LIVE, RegistrationState

IS_LIVE_NOW = text(LIVE.text)
"""In the words of the index that lets an address have one live registration, so that every database uses it."""

# What is asked while others wait for seats is put together once, not for every guest.
_TERMS_LOCKED = (
    select(RegistrationTerms)
    .where(RegistrationTerms.event_id == bindparam("event_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_FOLLOWING_NUMBER = (
    update(RegistrationTerms)
    .where(RegistrationTerms.event_id == bindparam("of_event"))
    .values(last_number=RegistrationTerms.last_number + 1)
    .returning(RegistrationTerms.last_number)
    .execution_options(synchronize_session=False)
)
_MADE_OF_A_FORM_OR_LIVE = union_all(
    select(Registration.id).where(Registration.intention == bindparam("intention", type_=String)),
    select(Registration.id).where(
        Registration.event_id == bindparam("event_id"), Registration.email == bindparam("email"), IS_LIVE_NOW
    ),
).subquery()
_RIVALS = select(Registration).where(Registration.id.in_(select(_MADE_OF_A_FORM_OR_LIVE.c.id)))


def find_terms(event_id: int) -> RegistrationTerms | None:
    """The terms on which an event registers people."""
    return db.session.get(RegistrationTerms, event_id)


def get_terms(event_id: int) -> RegistrationTerms:
    """The terms on which an event registers people.

    Raises NotFound.
    """
    terms = find_terms(event_id)
    if terms is None:
        raise NotFound
    return terms


def lock_terms(event_id: int) -> RegistrationTerms:
    """The terms, fresh and locked until the commit: nobody else gives away a seat of this event meanwhile.

    On SQLite the transaction that may write has been the only one since its first statement. Raises NotFound.
    """
    terms = db.session.scalar(_TERMS_LOCKED, {"event_id": event_id})
    if terms is None:
        raise NotFound
    return terms


def refresh_state(registration: Registration) -> None:
    """Read again where a registration stands: somebody else may have moved it before the lock."""
    db.session.refresh(registration, ["state"])


def take_number(event_id: int) -> int:
    """The next number of a registration of this event; no other registration gets it."""
    return int(db.session.execute(_FOLLOWING_NUMBER, {"of_event": event_id}).scalar_one())


def count_by_state(event_id: int) -> Mapping[RegistrationState, int]:
    """How many registrations are in which state; states nobody is in are left out."""
    return seat_queries.tally(event_id).by_state


def count_in_state(event_id: int, state: RegistrationState) -> int:
    """How many registrations are in that state."""
    wanted = Registration.event_id == event_id, Registration.state == state
    return db.session.scalar(select(func.count()).select_from(Registration).where(*wanted)) or 0


def find_rivals(event_id: int, email: str, intention: str | None) -> list[Registration]:
    """What keeps somebody from registering anew: the registration made of this form, for whatever event and address,
    and the live one of this address; one statement."""
    return list(db.session.scalars(_RIVALS, {"event_id": event_id, "email": email, "intention": intention}))


def find_by_intention(intention: str) -> Registration | None:
    """The registration that was made of this form, for whatever event and address."""
    return db.session.scalar(select(Registration).where(Registration.intention == intention))


def find_live_by_email(event_id: int, email: str) -> Registration | None:
    """The registration an address has for an event and that keeps it from a second one."""
    wanted = Registration.event_id == event_id, Registration.email == email, IS_LIVE_NOW
    return db.session.scalar(select(Registration).where(*wanted))


def find_live_of_person(event_id: int, person_id: int) -> Registration | None:
    """The registration by which a person comes, or wishes to come, to an event; the newest, should there be several."""
    wanted = Registration.event_id == event_id, Registration.person_id == person_id, Registration.state.in_(IS_LIVE)
    query = select(Registration).where(*wanted).order_by(Registration.number.desc()).limit(1)
    return db.session.scalar(query)


def list_of_people(event_id: int, person_ids: Collection[int]) -> list[Registration]:
    """The registrations these people have, or had, for an event."""
    wanted = Registration.event_id == event_id, Registration.person_id.in_(person_ids)
    return list(db.session.scalars(select(Registration).where(*wanted).order_by(Registration.number)))


def get_registration(event_id: int, number: int) -> Registration:
    """The registration with that number of that event.

    Raises NotFound.
    """
    wanted = Registration.event_id == event_id, Registration.number == number
    registration = db.session.scalar(select(Registration).where(*wanted))
    if registration is None:
        raise NotFound
    return registration


def get_by_id(registration_id: int) -> Registration:
    """The registration with that id, its event loaded with it.

    Raises NotFound.
    """
    registration = db.session.get(Registration, registration_id, options=[joinedload(Registration.event)])
    if registration is None:
        raise NotFound
    return registration


def list_numbered(event_id: int, numbers: Collection[int]) -> list[Registration]:
    """The registrations of an event with these numbers, in their order."""
    wanted = Registration.event_id == event_id, Registration.number.in_(list(numbers))
    return list(db.session.scalars(select(Registration).where(*wanted).order_by(Registration.number)))


def list_with_ids(ids: Collection[int]) -> list[Registration]:
    """The registrations with these ids, by number."""
    return list(db.session.scalars(select(Registration).where(Registration.id.in_(ids)).order_by(Registration.number)))


def find_by_reference(reference: str) -> Registration | None:
    """The registration with that reference, its event loaded with it."""
    query = select(Registration).where(Registration.reference == reference)
    return db.session.scalar(query.options(joinedload(Registration.event).joinedload(Event.schedule)))


def find_by_link_token(token: str) -> Registration | None:
    """The registration whose personal page the token opens; None for a wrong or replaced one."""
    registration = _find_by_token(token)
    return registration if registration is not None and tokens.opens_link(registration, token) else None


def find_by_agenda_token(token: str) -> Registration | None:
    """The registration whose personal calendar the token opens; None for a wrong or replaced one."""
    registration = _find_by_token(token)
    return registration if registration is not None and tokens.opens_agenda(registration, token) else None


def _find_by_token(token: str) -> Registration | None:
    reference = tokens.reference_in(token)
    return find_by_reference(reference) if reference is not None else None


def list_waiting(event_id: int, *, limit: int | None = None) -> list[Registration]:
    """Who waits for a seat, the first to get one first."""
    wanted = Registration.event_id == event_id, Registration.state == RegistrationState.WAITLISTED
    query = select(Registration).where(*wanted).order_by(Registration.number)
    return list(db.session.scalars(query.limit(limit), execution_options={"populate_existing": True}))


def list_picks(registration_id: int) -> frozenset[str]:
    """The uids of the activities on a personal agenda."""
    query = select(AgendaPick.activity_uid).where(AgendaPick.registration_id == registration_id)
    return frozenset(db.session.scalars(query))


def find_pick(registration_id: int, uid: str) -> AgendaPick | None:
    """One activity on a personal agenda."""
    wanted = AgendaPick.registration_id == registration_id, AgendaPick.activity_uid == uid
    return db.session.scalar(select(AgendaPick).where(*wanted))


def list_seated(event_id: int) -> list[Registration]:
    """Everybody who holds a seat, by number."""
    wanted = Registration.event_id == event_id, Registration.state.in_(HOLDING_A_SEAT)
    return list(db.session.scalars(select(Registration).where(*wanted).order_by(Registration.number)))


def list_who_picked(event_id: int, uids: Iterable[str]) -> dict[int, frozenset[str]]:
    """Which of these activities stand on whose agenda, for everybody who holds a seat."""
    query = select(AgendaPick.registration_id, AgendaPick.activity_uid).join(
        Registration, Registration.id == AgendaPick.registration_id
    )
    wanted = Registration.event_id == event_id, Registration.state.in_(HOLDING_A_SEAT)
    picked: dict[int, set[str]] = {}
    for registration_id, uid in db.session.execute(query.where(*wanted, AgendaPick.activity_uid.in_(list(uids)))):
        picked.setdefault(registration_id, set()).add(uid)
    return {registration_id: frozenset(each) for registration_id, each in picked.items()}


def replace_words(registration: Registration, words: Iterable[str]) -> None:
    """Let the registration be found by these words and no others."""
    db.session.execute(delete(RegistrationWord).where(RegistrationWord.registration_id == registration.id))
    add_words(registration, words)


def add_words(registration: Registration, words: Iterable[str]) -> None:
    """Let a new registration be found by these words."""
    rows = [
        {"event_id": registration.event_id, "word": word, "registration_id": registration.id} for word in sorted(words)
    ]
    db.session.execute(insert(RegistrationWord), rows)
