"""Proposing and changing agreements: numbers without gaps, what a field refuses, what the frozen text keeps."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.agreements import rules, service
from coopevents.agreements.details import SeatsDetails, SignatoryDetails
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import SeatDirection, TermKind
from coopevents.audit.models import AuditEntry
from coopevents.db import db, declare_intent
from coopevents.refusals import NotFound, Refusal
from coopevents.text import LocalizedText
from tests.agreements.conftest import START, Registry
from tests.databases import both_databases

YEAR = START.year


def test_a_proposal_keeps_everything_that_was_said(registry: Registry) -> None:
    details = registry.details(
        seats=(SeatsDetails(direction=SeatDirection.OUT, seats=3, level="bachelor"),),
        unit_ids=(registry.unit_id,),
        partner_ids=tuple(registry.partner_ids),
        term=TermKind.RENEWING,
        notice_days=90,
    )
    agreement = service.propose_agreement(details, unit_id=registry.unit_id, **registry.by())
    unit_of_work.commit()
    kept = service.as_details(registry.again(agreement))
    signatories = tuple(replace(each, id=None) for each in kept.signatories)
    assert replace(kept, signatories=signatories) == details
    assert (agreement.number, agreement.state) == (f"AG-{YEAR}-0001", S.PROPOSAL)


REFUSED: list[tuple[dict[str, Any], type[Refusal], str]] = [
    ({"title": LocalizedText()}, rules.TitleIsMissing, "title"),
    ({"partner_ids": ()}, rules.PartnerIsMissing, "partner_ids"),
    ({"languages": ()}, rules.LanguageIsMissing, "languages"),
    ({"prevailing": "fr"}, rules.PrevailingIsForeign, "prevailing"),
    ({"originals": 0}, rules.OriginalsAreOutOfReach, "originals"),
    ({"term_years": None}, rules.TermIsMissing, "ends_on"),
    ({"term_years": 0}, rules.YearsAreOutOfReach, "term_years"),
    ({"term": TermKind.RENEWING, "term_years": None}, rules.RenewalIsUnknown, "term_years"),
    ({"term": TermKind.RENEWING, "notice_days": -1}, rules.NoticeIsOutOfReach, "notice_days"),
    ({"term": TermKind.EVERGREEN}, rules.ReviewIsMissing, "review_on"),
    (
        {"effective_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)},
        rules.EndsBeforeItBegins,
        "ends_on",
    ),
    ({"is_confidential": True, "is_public": True}, rules.ConfidentialIsNotPublic, "is_public"),
    ({"signatories": (SignatoryDetails(name=" "),)}, rules.SignatoryIsNameless, "signatories-0-name"),
    (
        {"signatories": (SignatoryDetails(name="Eva", institution_id=987),)},
        rules.SignatoryIsAStranger,
        "signatories-0-institution_id",
    ),
    ({"seats": (SeatsDetails(direction=SeatDirection.IN, seats=0),)}, rules.SeatsAreOutOfReach, "seats-0-seats"),
]


def test_what_cannot_be_an_agreement_is_refused_at_its_field(registry: Registry) -> None:
    for said, refusal, field in REFUSED:
        with pytest.raises(refusal) as refused:
            registry.propose(**said)
        assert refused.value.field == field
    with pytest.raises(NotFound):
        registry.propose(partner_ids=(98_765,), signatories=())


def test_numbers_are_counted_by_unit_and_year_and_come_back_when_nothing_is_committed(registry: Registry) -> None:
    first = registry.propose()
    service.propose_agreement(registry.details(), unit_id=registry.unit_id, **registry.by())
    unit_of_work.discard()
    second = registry.propose()
    other = service.propose_agreement(registry.details(), unit_id=registry.desk.other_unit_id, **registry.by())
    later = service.propose_agreement(
        registry.details(), unit_id=registry.unit_id, now=START.replace(year=YEAR + 1), actor=registry.actor()
    )
    numbers = [each.number for each in (first, second, other, later)]
    assert numbers == [f"AG-{YEAR}-0001", f"AG-{YEAR}-0002", f"AG-{YEAR}-0001", f"AG-{YEAR + 1}-0001"]


@both_databases
def test_numbers_taken_at_once_have_neither_gaps_nor_doubles(registry: Registry) -> None:
    app, details, moment = registry.desk.app, registry.details(), registry.by()
    unit_of_work.commit()
    start = Barrier(6)

    def propose(_number: int) -> None:
        with app.app_context():
            declare_intent(is_reading=False)
            start.wait()
            service.propose_agreement(details, unit_id=registry.unit_id, **moment)
            unit_of_work.commit()
            db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(propose, range(6)))
    numbers = sorted(each.number for each in db.session.query(Agreement))
    assert numbers == [f"AG-{YEAR}-{serial:04d}" for serial in range(1, 7)]


def test_a_change_is_told_in_the_history_and_found_by_the_new_words(registry: Registry) -> None:
    agreement = registry.propose()
    details = replace(service.as_details(agreement), title=LocalizedText(en="Études d'été"))
    service.change_agreement(agreement, details, **registry.by(), seen=agreement.version)
    unit_of_work.commit()
    assert "etudes d'ete" in agreement.search_key
    assert "tu dublin" in agreement.search_key
    entry = db.session.query(AuditEntry).filter_by(fact="AgreementChanged").one()
    assert list(entry.changes) == ["title"]


def test_who_saves_what_a_colleague_changed_meanwhile_is_told(registry: Registry) -> None:
    agreement = registry.propose()
    seen, details = agreement.version, service.as_details(agreement)
    service.change_agreement(agreement, replace(details, note="By a colleague"), **registry.by(), seen=seen)
    unit_of_work.commit()
    with pytest.raises(rules.ChangedMeanwhile):
        service.change_agreement(agreement, replace(details, note="By me"), **registry.by(), seen=seen)


def test_a_kept_signatory_keeps_their_place_and_a_party_that_goes_takes_theirs_along(registry: Registry) -> None:
    agreement = registry.propose()
    ours = agreement.signatories[0]
    rousse = registry.partner_ids[1]
    details = replace(
        service.as_details(agreement),
        partner_ids=(rousse,),
        signatories=(
            SignatoryDetails(name="Petar Ivanov", institution_id=rousse),
            SignatoryDetails(id=ours.id, name="Wang Guohua", has_power_of_attorney=True),
        ),
    )
    service.change_agreement(agreement, details, **registry.by())
    unit_of_work.commit()
    after = registry.again(agreement).signatories
    assert [(each.name, each.has_power_of_attorney) for each in after] == [
        ("Petar Ivanov", False),
        ("Wang Guohua", True),
    ]
    assert after[1].id == ours.id


def test_of_a_confidential_agreement_the_history_tells_nothing_but_states(registry: Registry) -> None:
    agreement = registry.at(S.NEGOTIATION, is_confidential=True, note="Secret price")
    details = replace(service.as_details(agreement), title=LocalizedText(en="Something else"))
    service.change_agreement(agreement, details, **registry.by())
    unit_of_work.commit()
    told = {
        name for entry in db.session.query(AuditEntry).filter_by(subject_kind="agreement") for name in entry.changes
    }
    assert told == {"state"}
