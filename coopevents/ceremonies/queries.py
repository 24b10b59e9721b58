"""Every select of ceremonies."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from coopevents.agreements.models import Agreement, AgreementParty
from coopevents.ceremonies.models import (
    Ceremony,
    CeremonyAgreement,
    CeremonyDesk,
    CeremonyPerson,
    Cue,
    HeardSignature,
    KitItem,
    LiveMark,
)
from coopevents.ceremonies.rules import SIGNABLE, CeremonyNotFound
from coopevents.ceremonies.states import OVER, CeremonyState
from coopevents.db import db
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.states import ActivityKind, ActivityState

T = TypeVar("T", CeremonyPerson, Cue, KitItem)
_AGREEMENTS = selectinload(Ceremony.agreements).selectinload(CeremonyAgreement.agreement)
_WHOLE = (
    selectinload(Ceremony.activity).selectinload(Activity.participants),
    _AGREEMENTS.options(
        selectinload(Agreement.parties).selectinload(AgreementParty.institution), selectinload(Agreement.signatories)
    ),
    selectinload(Ceremony.people).selectinload(CeremonyPerson.institution),
    selectinload(Ceremony.cues),
    selectinload(Ceremony.kit),
)


def get_ceremony(ceremony_id: int) -> Ceremony:
    """The ceremony with that id and everything about it.

    Raises CeremonyNotFound.
    """
    ceremony = db.session.scalar(select(Ceremony).where(Ceremony.id == ceremony_id).options(*_WHOLE))
    if ceremony is None:
        raise CeremonyNotFound
    return ceremony


def lock_ceremony(ceremony_id: int) -> Ceremony:
    """The ceremony, read anew, and nobody else changes it until the commit."""
    query = select(Ceremony).where(Ceremony.id == ceremony_id).with_for_update()
    ceremony = db.session.scalar(query.execution_options(populate_existing=True))
    if ceremony is None:
        raise CeremonyNotFound
    return ceremony


def find_by_reference(reference: str) -> Ceremony | None:
    """The ceremony that name stands for in the addresses of its tablets."""
    return db.session.scalar(select(Ceremony).where(Ceremony.reference == reference).options(*_WHOLE))


def find_by_activity(activity_id: int) -> Ceremony | None:
    """The ceremony that an activity is."""
    return db.session.scalar(select(Ceremony).where(Ceremony.activity_id == activity_id))


def map_by_activities(activity_ids: Collection[int]) -> dict[int, int]:
    """Which of these activities are ceremonies: their ids, by the activity's; one select."""
    query = select(Ceremony.activity_id, Ceremony.id).where(Ceremony.activity_id.in_(activity_ids))
    return {each.activity_id: each.id for each in db.session.execute(query)}


def list_ceremonies(unit_ids: Collection[int]) -> list[Ceremony]:
    """The ceremonies of these units, the latest first; those without a time before all others."""
    query = select(Ceremony).join(Activity).where(Ceremony.unit_id.in_(unit_ids))
    wanted = selectinload(Ceremony.activity), _AGREEMENTS.selectinload(Agreement.parties)
    query = query.options(*wanted, selectinload(Ceremony.kit))
    return list(
        db.session.scalars(query.order_by(Activity.starts_at.is_not(None), Activity.starts_at.desc(), Ceremony.id))
    )


def list_ceremonies_of_agreements(agreement_ids: Collection[int]) -> list[Ceremony]:
    """The ceremonies that are not cancelled in which these agreements are, or were, to be signed."""
    wanted = CeremonyAgreement.agreement_id.in_(agreement_ids), Ceremony.state != CeremonyState.CANCELLED
    query = select(Ceremony).where(Ceremony.id.in_(select(CeremonyAgreement.ceremony_id).where(wanted[0])), wanted[1])
    return list(db.session.scalars(query.options(selectinload(Ceremony.activity), _AGREEMENTS)))


def list_signable(unit_ids: Collection[int]) -> list[Agreement]:
    """The agreements of these units that are approved for signature and in no ceremony that is still to come."""
    taken = select(CeremonyAgreement.agreement_id).join(Ceremony).where(Ceremony.state.not_in(OVER))
    query = select(Agreement).where(
        Agreement.unit_id.in_(unit_ids), Agreement.state.in_(SIGNABLE), Agreement.id.not_in(taken)
    )
    query = query.options(
        selectinload(Agreement.parties).selectinload(AgreementParty.institution), selectinload(Agreement.signatories)
    )
    return list(db.session.scalars(query.order_by(Agreement.number)))


def list_agreements(agreement_ids: Collection[int]) -> list[Agreement]:
    """These agreements with their parties and signatories, in the order in which they are named."""
    order = {each: number for number, each in enumerate(agreement_ids)}
    query = (
        select(Agreement)
        .where(Agreement.id.in_(agreement_ids))
        .options(
            selectinload(Agreement.parties).selectinload(AgreementParty.institution),
            selectinload(Agreement.signatories),
        )
    )
    return sorted(db.session.scalars(query), key=lambda each: order[each.id])


def list_free_activities(schedule_ids: Collection[int], *, since: datetime) -> list[Activity]:
    """The activities of the kind *ceremony* on these schedules, from then on, that carry no ceremony yet."""
    carrying = select(Ceremony.activity_id)
    query = select(Activity).where(
        Activity.schedule_id.in_(schedule_ids),
        Activity.kind == ActivityKind.CEREMONY,
        Activity.state != ActivityState.CANCELLED,
        Activity.ends_at >= since,
        Activity.id.not_in(carrying),
    )
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.id)))


def find_desk_schedule(unit_id: int) -> Schedule | None:
    """The schedule of a unit's ceremonies outside any event, once there is one."""
    query = select(Schedule).join(CeremonyDesk, CeremonyDesk.schedule_id == Schedule.id)
    return db.session.scalar(query.where(CeremonyDesk.unit_id == unit_id))


def get_person(ceremony_id: int, person_id: int) -> CeremonyPerson:
    """Somebody in that ceremony, by the number of their row. Raises CeremonyNotFound."""
    return _of(CeremonyPerson, ceremony_id, person_id)


def get_cue(ceremony_id: int, cue_id: int) -> Cue:
    """A line of that ceremony's run of show. Raises CeremonyNotFound."""
    return _of(Cue, ceremony_id, cue_id)


def get_kit_item(ceremony_id: int, item_id: int) -> KitItem:
    """A thing of that ceremony's kit. Raises CeremonyNotFound."""
    return _of(KitItem, ceremony_id, item_id)


def list_marks(ceremony_id: int, run: int) -> list[LiveMark]:
    """What tablets said in one run, by their moments."""
    query = select(LiveMark).where(LiveMark.ceremony_id == ceremony_id, LiveMark.run == run)
    return list(db.session.scalars(query.order_by(LiveMark.at, LiveMark.key)))


def last_run(ceremony_id: int) -> int:
    """The number of the latest run of a ceremony; 0 before the first."""
    return db.session.scalar(select(func.max(LiveMark.run)).where(LiveMark.ceremony_id == ceremony_id)) or 0


def find_known_keys(keys: Collection[str]) -> set[str]:
    """Which of these keys of marks are written down already."""
    return set(db.session.scalars(select(LiveMark.key).where(LiveMark.key.in_(keys))))


def map_heard(keys: Collection[str]) -> dict[str, HeardSignature]:
    """Of these keys of touches that tell of a signature, those that are written down already."""
    query = select(HeardSignature).where(HeardSignature.key.in_(keys))
    return {each.key: each for each in db.session.scalars(query)}


def list_refused(ceremony_id: int) -> list[HeardSignature]:
    """What tablets told of signatures that was not recorded, the latest first."""
    wanted = HeardSignature.ceremony_id == ceremony_id, HeardSignature.refusal != ""
    return list(db.session.scalars(select(HeardSignature).where(*wanted).order_by(HeardSignature.at.desc())))


def list_of_agreement(agreement_id: int) -> list[Ceremony]:
    """The ceremonies that are not over in which an agreement is to be signed."""
    query = select(Ceremony).join(CeremonyAgreement).where(CeremonyAgreement.agreement_id == agreement_id)
    return list(db.session.scalars(query.where(Ceremony.state.not_in(OVER)).options(*_WHOLE)))


def _of(model: type[T], ceremony_id: int, row_id: int) -> T:
    row = db.session.scalar(select(model).where(model.id == row_id, model.ceremony_id == ceremony_id))
    if row is None:
        raise CeremonyNotFound
    return row
