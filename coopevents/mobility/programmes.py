"""Programmes with partners: added, changed, listed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.mobility import rules
from coopevents.mobility.details import ProgrammeDetails
from coopevents.mobility.facts import ProgrammeAdded, ProgrammeChanged, ProgrammeFact
from coopevents.mobility.models import Enrolment, Programme
from coopevents.partners import queries as partners
from coopevents.refusals import NotFound
from coopevents.text import one_line, search_key


def add_programme(details: ProgrammeDetails, *, unit_id: int, now: datetime, actor: Actor) -> Programme:
    """Raises ProgrammeHasNoName or ExpiresBeforeApproval."""
    rules.ensure_programme_holds(details)
    programme = Programme(unit_id=unit_id, created_at=now)
    _say(programme, details)
    db.session.add(programme)
    db.session.flush()
    _record(ProgrammeAdded, programme, now, actor)
    return programme


def change_programme(programme: Programme, details: ProgrammeDetails, *, now: datetime, actor: Actor) -> None:
    """Raises ProgrammeHasNoName or ExpiresBeforeApproval."""
    rules.ensure_programme_holds(details)
    _say(programme, details)
    db.session.flush()
    _record(ProgrammeChanged, programme, now, actor)


def get_programme(programme_id: int) -> Programme:
    """The programme with that id. Raises NotFound."""
    programme = db.session.get(Programme, programme_id)
    if programme is None:
        raise NotFound
    return programme


def list_programmes(unit_ids: Collection[int]) -> list[Programme]:
    """The programmes of these units with partners and enrolment, the first one first."""
    query = select(Programme).where(Programme.unit_id.in_(unit_ids)).order_by(Programme.id)
    return list(db.session.scalars(query.options(selectinload(Programme.partners), selectinload(Programme.enrolments))))


def _say(programme: Programme, details: ProgrammeDetails) -> None:
    programme.name, programme.kind = details.name, details.kind
    programme.authority, programme.levels = one_line(details.authority), one_line(details.levels)
    programme.coordinator, programme.seats = one_line(details.coordinator), details.seats
    programme.approved_on, programme.expires_on = details.approved_on, details.expires_on
    programme.partners = partners.list_by_ids(sorted(details.partner_ids))
    known = {each.year: each for each in programme.enrolments}
    for year, each in known.items():
        if year not in details.enrolments:
            programme.enrolments.remove(each)
    for year, students in sorted(details.enrolments.items()):
        if year in known:
            known[year].students = students
        else:
            programme.enrolments.append(Enrolment(year=year, students=students))
    programme.search_key = search_key(*details.name.values(), details.coordinator)[:1000]


def _record(kind: type[ProgrammeFact], programme: Programme, now: datetime, actor: Actor) -> None:
    subject = Subject("programme", programme.id)
    ledger.record(kind(at=now, actor=actor, subject=subject, unit_id=programme.unit_id, changes={}))
