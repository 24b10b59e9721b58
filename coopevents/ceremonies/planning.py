"""Planning a ceremony: for which agreements, on which activity; and what becomes of it when that is cancelled."""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.agreements import signing
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import DRAFTING, AgreementState, SigningWay
from coopevents.ceremonies import casting, queries, rules, shows
from coopevents.ceremonies.details import CeremonyDetails, NewActivity, PlannedCeremony
from coopevents.ceremonies.facts import (
    CeremonyCancelled,
    CeremonyChanged,
    CeremonyPlanned,
    CeremonyReopened,
    TabletLinksReplaced,
)
from coopevents.ceremonies.models import Ceremony, CeremonyAgreement, CeremonyDesk
from coopevents.ceremonies.states import OVER, CeremonyState
from coopevents.db import db
from coopevents.facts import Actor, Changes, Fact, Subject, changed_fields
from coopevents.registration.tokens import new_reference
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as schedule
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.states import ActivityKind, ActivityState
from coopevents.text import cleaned


def plan_ceremony(planned: PlannedCeremony, *, time_zone: str, now: datetime, actor: Actor) -> Ceremony:
    """Plan a ceremony for agreements that are approved for signature; they are scheduled from then on.

    Their signatories come with them, and a run of show and a kit from the template. ``time_zone`` is the one of the
    unit's own schedule, should it be the first ceremony outside any event. Raises a refusal when it cannot be.
    """
    agreements = queries.list_agreements(planned.agreement_ids)
    rules.ensure_may_be_signed_in_one(agreements)
    _ensure_in_no_other(agreements)
    activity = _activity_for(planned, time_zone, now, actor)
    ceremony = Ceremony(
        unit_id=planned.unit_id, activity_id=activity.id, activity=activity, reference=new_reference(),
        created_at=now, changed_at=now,
    )  # fmt: skip
    _say(ceremony, planned.details)
    for position, agreement in enumerate(agreements):
        ceremony.agreements.append(CeremonyAgreement(agreement=agreement, position=position))
        _schedule_agreement(agreement, now, actor)
    db.session.add(ceremony)
    db.session.flush()
    casting.take_over(ceremony)
    shows.begin_with(ceremony, planned.template)
    db.session.flush()
    casting.keep_in_step(ceremony, now=now, actor=actor)
    numbers = ", ".join(each.number for each in agreements)
    record(CeremonyPlanned, ceremony, now, actor, changes={"agreements": (None, numbers)})
    return ceremony


def change_ceremony(ceremony: Ceremony, details: CeremonyDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew what is said about it besides time, place and people."""
    rules.ensure_is_open(ceremony.state)
    before = _said_of(ceremony)
    _say(ceremony, details)
    changes = changed_fields(before, _said_of(ceremony))
    if changes:
        touch(ceremony, now)
        record(CeremonyChanged, ceremony, now, actor, changes=changes)


def add_agreement(ceremony: Ceremony, agreement: Agreement, *, now: datetime, actor: Actor) -> None:
    """Let one more agreement be signed in it."""
    rules.ensure_is_open(ceremony.state)
    rules.ensure_may_be_signed_in_one([agreement])
    _ensure_in_no_other([agreement])
    ceremony.agreements.append(CeremonyAgreement(agreement=agreement, position=len(ceremony.agreements)))
    _schedule_agreement(agreement, now, actor)
    casting.take_over(ceremony)
    touch(ceremony, now)
    casting.keep_in_step(ceremony, now=now, actor=actor)
    record(CeremonyChanged, ceremony, now, actor, changes={"agreements": (None, agreement.number)})


def drop_agreement(ceremony: Ceremony, agreement_id: int, *, now: datetime, actor: Actor) -> None:
    """Let an agreement not be signed in it after all; it waits again. Raises NothingToSign for the last one."""
    rules.ensure_is_open(ceremony.state)
    dropped = [each for each in ceremony.agreements if each.agreement_id == agreement_id]
    if not dropped:
        return
    if len(ceremony.agreements) == len(dropped):
        raise rules.NothingToSign
    for each in dropped:
        _take_out(ceremony, each, now, actor)
        _unschedule_agreement(each.agreement, now, actor)


def follow_registry(agreement_id: int, *, now: datetime, actor: Actor) -> None:
    """The registry says that an agreement is not to be signed at a ceremony any more: it is in none any more.

    A ceremony that is left with nothing to sign stays as it is; its page says so.
    """
    for ceremony in queries.list_of_agreement(agreement_id):
        for each in [one for one in ceremony.agreements if one.agreement_id == agreement_id]:
            is_arranged = each.agreement.signing_way is SigningWay.CEREMONY
            if not is_arranged or each.agreement.state in DRAFTING | {AgreementState.ABANDONED}:
                _take_out(ceremony, each, now, actor)


def _take_out(ceremony: Ceremony, dropped: CeremonyAgreement, now: datetime, actor: Actor) -> None:
    ceremony.agreements.remove(dropped)
    casting.let_go(ceremony, dropped.agreement, now=now, actor=actor)
    touch(ceremony, now)
    record(CeremonyChanged, ceremony, now, actor, changes={"agreements": (dropped.agreement.number, None)})


def follow_cancelled(activity_id: int, *, now: datetime, actor: Actor) -> None:
    """The activity was cancelled: so is its ceremony, and what was to be signed in it waits again, approved."""
    ceremony = queries.find_by_activity(activity_id)
    if ceremony is None or ceremony.state in OVER:
        return
    ceremony.state = CeremonyState.CANCELLED
    for each in ceremony.agreements:
        _unschedule_agreement(each.agreement, now, actor)
    touch(ceremony, now)
    record(CeremonyCancelled, ceremony, now, actor)


def follow_reopened(activity_id: int, *, now: datetime, actor: Actor) -> None:
    """The activity takes place after all: so does its ceremony, with those agreements that are still free for it."""
    ceremony = queries.find_by_activity(activity_id)
    if ceremony is None or ceremony.state is not CeremonyState.CANCELLED:
        return
    ceremony.state = CeremonyState.PLANNED
    for each in list(ceremony.agreements):
        if each.agreement.state is AgreementState.APPROVED:
            _schedule_agreement(each.agreement, now, actor)
        else:
            ceremony.agreements.remove(each)
    touch(ceremony, now)
    record(CeremonyReopened, ceremony, now, actor)


def replace_links(ceremony: Ceremony, *, now: datetime, actor: Actor) -> None:
    """Let every link of its tablets be worthless from now on; new ones work."""
    ceremony.link_version += 1
    touch(ceremony, now)
    record(TabletLinksReplaced, ceremony, now, actor)


def touch(ceremony: Ceremony, now: datetime) -> None:
    """Note that it changed, and write it out."""
    ceremony.changed_at = now
    db.session.flush()


def record(
    kind: type[Fact], ceremony: Ceremony, now: datetime, actor: Actor, *, changes: Changes | None = None
) -> None:
    """Write down what happened to a ceremony."""
    about: dict[str, Any] = {"at": now, "actor": actor, "unit_id": ceremony.unit_id, "changes": changes or {}}
    ledger.record(kind(subject=Subject("ceremony", ceremony.id), **about))


def _activity_for(planned: PlannedCeremony, time_zone: str, now: datetime, actor: Actor) -> Activity:
    if planned.new_activity is not None:
        return _new_activity(planned.unit_id, planned.new_activity, time_zone, now, actor)
    activity = db.session.get(Activity, planned.activity_id or 0)
    if activity is None or queries.find_by_activity(activity.id) is not None:
        raise rules.ActivityIsNoCeremony(field="activity")
    rules.ensure_carries(activity)
    return activity


def _new_activity(unit_id: int, new: NewActivity, time_zone: str, now: datetime, actor: Actor) -> Activity:
    on = schedules.get_schedule(new.schedule_id) if new.schedule_id else _desk(unit_id, time_zone, now, actor)
    details = ActivityDetails(
        kind=ActivityKind.CEREMONY,
        title=new.title,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        place_id=new.place_id,
        state=ActivityState.PUBLIC,
    )
    return schedule.plan_activity(on, details, now=now, actor=actor)


def _desk(unit_id: int, time_zone: str, now: datetime, actor: Actor) -> Schedule:
    found = queries.find_desk_schedule(unit_id)
    if found is not None:
        return found
    opened = schedule.open_schedule(unit_id=unit_id, time_zone=time_zone, now=now, actor=actor)
    db.session.add(CeremonyDesk(unit_id=unit_id, schedule_id=opened.id))
    db.session.flush()
    schedule.open_to_public(opened, now=now, actor=actor)
    return opened


def _ensure_in_no_other(agreements: list[Agreement]) -> None:
    for each in queries.list_ceremonies_of_agreements([agreement.id for agreement in agreements]):
        if each.state not in OVER:
            taken = {one.agreement_id for one in each.agreements}
            number = next(one.number for one in agreements if one.id in taken)
            sentence = rules.AgreementHasAnotherCeremony.sentence
            raise rules.AgreementHasAnotherCeremony(sentence % {"number": number}, field="agreements")


def _schedule_agreement(agreement: Agreement, now: datetime, actor: Actor) -> None:
    if agreement.state is AgreementState.SCHEDULED and agreement.signing_way is not SigningWay.CEREMONY:
        signing.call_signing_off(agreement, now=now, actor=actor)
    if agreement.state is AgreementState.APPROVED:
        signing.arrange_signing(agreement, SigningWay.CEREMONY, now=now, actor=actor)


def _unschedule_agreement(agreement: Agreement, now: datetime, actor: Actor) -> None:
    if agreement.state is AgreementState.SCHEDULED:
        signing.call_signing_off(agreement, now=now, actor=actor)


def _say(ceremony: Ceremony, details: CeremonyDetails) -> None:
    ceremony.level, ceremony.languages = details.level, " ".join(details.languages)
    ceremony.note = cleaned(details.note)[:2000]


def _said_of(ceremony: Ceremony) -> dict[str, Any]:
    return {"level": ceremony.level, "languages": ceremony.languages, "note": ceremony.note}
