"""Lists that are looked at before they are taken over, and what they are held against."""

from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import delete, or_, select

from coopevents.db import db
from coopevents.partners import queries, service
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.exchange.plans import KnownInstitution, Plan, plan_list
from coopevents.partners.exchange.reading import read_list
from coopevents.partners.import_models import InstitutionImport
from coopevents.partners.models import Institution
from coopevents.refusals import NotFound
from coopevents.text import one_line

HELD_FOR = timedelta(days=1)


def hold_list(data: bytes, *, name: str, unit_id: int, user_id: int, now: datetime) -> InstitutionImport:
    """Keep a list until it was looked at; it takes the place of what the officer held before.

    Whatever anybody has held for more than a day is let go. Raises a Refusal for what is no list.
    """
    read_list(data)
    outdated = or_(InstitutionImport.user_id == user_id, InstitutionImport.sent_at < now - HELD_FOR)
    db.session.execute(delete(InstitutionImport).where(outdated))
    held = InstitutionImport(
        token=token_urlsafe(24), unit_id=unit_id, user_id=user_id, name=one_line(name)[:200], data=data, sent_at=now
    )
    db.session.add(held)
    db.session.flush()
    return held


def get_held(token: str, *, user_id: int) -> InstitutionImport:
    """The list that officer holds under the token. Raises NotFound for anybody and anything else."""
    query = select(InstitutionImport).where(InstitutionImport.token == token, InstitutionImport.user_id == user_id)
    held = db.session.scalar(query) if token.isascii() and "\x00" not in token else None
    if held is None:
        raise NotFound
    return held


def let_go(held: InstitutionImport) -> None:
    """The list was taken over, or is not wanted any more."""
    db.session.delete(held)


def plan_for(data: bytes, unit_ids: Collection[int]) -> Plan:
    """What taking the list over would do to the institutions of these units. Raises a Refusal."""
    return plan_list(read_list(data), known_institutions(unit_ids))


def known_institutions(unit_ids: Collection[int]) -> list[KnownInstitution]:
    """Every institution these units know, as plain values."""
    found = queries.list_institutions(unit_ids)
    tags = queries.tags_of_units(unit_ids)
    by_id = {each.id: each for each in found}
    return [
        KnownInstitution(each.id, _details_of(each, tags.get(each.id, [])), _name_of(by_id.get(each.parent_id or 0)))
        for each in found
    ]


def _details_of(institution: Institution, tags: Collection[str]) -> InstitutionDetails:
    said = {name: getattr(institution, name) for name in service.FIELDS}
    return InstitutionDetails(**{**said, "former_names": tuple(institution.former_names)}, tags=tuple(tags))


def _name_of(institution: Institution | None) -> str:
    return institution.name.in_language("en") if institution is not None else ""
