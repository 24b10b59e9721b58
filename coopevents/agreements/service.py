"""Proposing an agreement and changing what is said of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coopevents.agreements import queries, rules
from coopevents.agreements.details import AgreementDetails, SeatsDetails, SignatoryDetails
from coopevents.agreements.facts import AgreementChanged, AgreementProposed
from coopevents.agreements.models import Agreement, AgreementParty, AgreementSeats, AgreementUnit, Signatory
from coopevents.agreements.numbering import day_of, take_number
from coopevents.agreements.recording import record
from coopevents.agreements.states import AgreementState, Succession, TermKind
from coopevents.agreements.turning import note_text_changed
from coopevents.db import db
from coopevents.facts import Actor, changed_fields
from coopevents.partners import queries as partners
from coopevents.refusals import NotFound
from coopevents.text import LocalizedText, cleaned, one_line, search_key

PLAIN_FIELDS = (
    "kind", "level", "title", "scope", "field", "prevailing", "originals", "term", "term_years", "notice_days",
    "effective_on", "ends_on", "review_on", "has_money", "is_confidential", "is_public", "responsible_id", "note",
)  # fmt: skip


def propose_agreement(
    details: AgreementDetails,
    *,
    unit_id: int,
    now: datetime,
    actor: Actor,
    follows: tuple[Agreement, Succession] | None = None,
) -> Agreement:
    """A new proposal of the unit, with the unit's next number of the year.

    Raises a Refusal that names the field; NotFound for a partner nobody knows.
    """
    details = tidied(details)
    rules.ensure_details_hold(details)
    _ensure_known(details)
    agreement = Agreement(
        unit_id=unit_id,
        number=take_number(unit_id, day_of(now).year),
        state=AgreementState.PROPOSAL,
        state_since=now,
        created_at=now,
        changed_at=now,
    )
    if follows is not None:
        agreement.predecessor_id, agreement.succession = follows[0].id, follows[1]
    _fill(agreement, details)
    record(AgreementProposed, agreement, now=now, actor=actor, changes={"number": (None, agreement.number)})
    return agreement


def change_agreement(
    agreement: Agreement, details: AgreementDetails, *, now: datetime, actor: Actor, seen: int | None = None
) -> None:
    """Let the agreement be as the details say; ``seen`` is the version that was looked at.

    Raises a Refusal that names the field, ChangedMeanwhile, TextIsFrozen for what the frozen text says, SignedAlready
    for signatories once somebody has signed. What the text does not say may be put right even when it is over.
    """
    agreement = queries.lock_agreement(agreement.id)
    details = tidied(details)
    rules.ensure_details_hold(details)
    _ensure_known(details)
    if seen is not None and seen != agreement.version:
        raise rules.ChangedMeanwhile
    changes = changed_fields(_said(as_details(agreement)), _said(details))
    if not changes:
        return
    is_signing = bool(queries.list_signatures([agreement.id]))
    rules.ensure_may_change(agreement.state, changes, is_signing=is_signing)
    _fill(agreement, details)
    agreement.changed_at = now
    if any(name in rules.FROZEN_FIELDS for name in changes):
        note_text_changed(agreement, now=now)
    record(AgreementChanged, agreement, now=now, actor=actor, changes=changes)


def as_details(agreement: Agreement) -> AgreementDetails:
    """The agreement as a caller would bring it."""
    institutions = {party.id: party.institution_id for party in agreement.parties}
    plain = {name: getattr(agreement, name) for name in PLAIN_FIELDS}
    return AgreementDetails(
        **plain,
        partner_ids=tuple(each.institution_id for each in agreement.parties),
        unit_ids=tuple(sorted(each.unit_id for each in agreement.units)),
        languages=tuple(agreement.languages.split()),
        signatories=tuple(
            SignatoryDetails(
                id=each.id,
                institution_id=institutions[each.party_id] if each.party_id is not None else None,
                person_id=each.person_id,
                name=each.name,
                original_name=each.original_name,
                office=each.office,
                rank=each.rank,
                has_power_of_attorney=each.has_power_of_attorney,
            )
            for each in agreement.signatories
        ),
        seats=tuple(
            SeatsDetails(direction=each.direction, level=each.level, seats=each.seats) for each in agreement.seats
        ),
    )


def _seats_of(agreement: Agreement) -> tuple[SeatsDetails, ...]:
    return tuple(SeatsDetails(direction=each.direction, level=each.level, seats=each.seats) for each in agreement.seats)


def tidied(details: AgreementDetails) -> AgreementDetails:
    """The same without what its term does not know, without white space and without anything twice."""
    is_evergreen = details.term is TermKind.EVERGREEN
    return replace(
        details,
        field=one_line(details.field)[:120],
        note=cleaned(details.note),
        partner_ids=tuple(dict.fromkeys(details.partner_ids)),
        unit_ids=tuple(sorted(set(details.unit_ids))),
        languages=tuple(dict.fromkeys(details.languages)),
        ends_on=None if is_evergreen else details.ends_on,
        term_years=None if is_evergreen else details.term_years,
        review_on=details.review_on if is_evergreen else None,
        notice_days=0 if details.term is TermKind.FIXED else details.notice_days,
        signatories=tuple(_tidied_signatory(each) for each in details.signatories),
        seats=tuple(replace(each, level=one_line(each.level)[:80]) for each in details.seats),
    )


def _tidied_signatory(signatory: SignatoryDetails) -> SignatoryDetails:
    name, original_name = one_line(signatory.name)[:200], one_line(signatory.original_name)[:200]
    return replace(signatory, name=name, original_name=original_name)


def _ensure_known(details: AgreementDetails) -> None:
    if len(partners.list_by_ids(details.partner_ids)) != len(details.partner_ids):
        raise NotFound


def _said(details: AgreementDetails) -> dict[str, Any]:
    """What can differ, as plain values: the history reads them, and so does what may change when."""
    return {name: getattr(details, name) for name in PLAIN_FIELDS} | {
        "parties": list(details.partner_ids),
        "units": list(details.unit_ids),
        "languages": " ".join(details.languages),
        "signatories": [_said_of_signatory(each) for each in details.signatories],
        "seats": [f"{each.direction.value} {each.level} {each.seats}" for each in details.seats],
    }


def _said_of_signatory(each: SignatoryDetails) -> str:
    said = each.name, each.original_name, *each.office.values(), each.institution_id, each.rank, each.person_id
    return " · ".join(str(part) for part in said if part) + (" (PoA)" if each.has_power_of_attorney else "")


def _fill(agreement: Agreement, details: AgreementDetails) -> None:
    for name in PLAIN_FIELDS:
        setattr(agreement, name, getattr(details, name))
    agreement.languages = " ".join(details.languages)
    _fill_parties(agreement, details)
    kept = {each.unit_id: each for each in agreement.units}
    agreement.units = [kept.get(unit_id) or AgreementUnit(unit_id=unit_id) for unit_id in details.unit_ids]
    if details.seats != _seats_of(agreement):
        agreement.seats = [
            AgreementSeats(direction=each.direction, level=each.level, seats=each.seats) for each in details.seats
        ]
    agreement.search_key = key_of(agreement)
    db.session.add(agreement)
    db.session.flush()
    _fill_signatories(agreement, details)
    db.session.flush()


def _fill_parties(agreement: Agreement, details: AgreementDetails) -> None:
    gone = {each.id for each in agreement.parties if each.institution_id not in details.partner_ids}
    if any(each.party_id in gone for each in agreement.signatories):
        agreement.signatories = [each for each in agreement.signatories if each.party_id not in gone]
        db.session.flush()  # before the parties, whose going would take them along unseen
    kept = {each.institution_id: each for each in agreement.parties}
    known = {each.id: each for each in partners.list_by_ids(details.partner_ids)}
    agreement.parties = [kept.get(each) or AgreementParty(institution=known[each]) for each in details.partner_ids]
    for position, party in enumerate(agreement.parties):
        party.position = position


def _fill_signatories(agreement: Agreement, details: AgreementDetails) -> None:
    kept = {each.id: each for each in agreement.signatories}
    parties: dict[int | None, int | None] = {each.institution_id: each.id for each in agreement.parties}
    signatories = []
    for position, said in enumerate(details.signatories):
        signatory = kept.get(said.id or 0) or Signatory()
        signatory.party_id = parties.get(said.institution_id)
        signatory.person_id, signatory.name, signatory.original_name = said.person_id, said.name, said.original_name
        signatory.office, signatory.rank, signatory.position = said.office, said.rank, position
        signatory.has_power_of_attorney = said.has_power_of_attorney
        signatories.append(signatory)
    agreement.signatories = signatories


def key_of(agreement: Agreement) -> str:
    """What a search looks in: number, title, field and the partners in every language."""
    names: list[LocalizedText] = [agreement.title, *(each.institution.name for each in agreement.parties)]
    texts = [text for name in names for text in name.values()]
    return search_key(agreement.number, agreement.field, *texts)[:1500]
