"""Certificates of attendance: for who attended and for nobody else, one valid certificate each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.issuing import numbering, queries, withdrawing
from coopevents.issuing.attendance import Attendance, attendances
from coopevents.issuing.certificate_terms import terms_of
from coopevents.issuing.contents import certificate_said, initials_of, languages_for, names_of, new_code
from coopevents.issuing.details import CertificateDetails
from coopevents.issuing.facts import CertificateIssued
from coopevents.issuing.models import IssuedPaper
from coopevents.issuing.states import HoursRule, PaperKind, PaperState, Standing
from coopevents.refusals import Refusal
from coopevents.registration import queries as registrations
from coopevents.registration import seats
from coopevents.registration.models import Registration

KIND = PaperKind.CERTIFICATE


class CertificateCannotBe(Refusal):
    """There is nothing to issue: the guest did not come, or has a certificate already."""

    sentence = _l("There is no certificate to issue for this guest.")


@dataclass(frozen=True)
class Candidate:
    """A guest who had a place, what was noted of them, how they stand to a certificate, and their last one."""

    attendance: Attendance
    standing: Standing
    paper: IssuedPaper | None = None

    @property
    def registration(self) -> Registration:
        """The guest."""
        return self.attendance.registration

    def may_have_one(self, *, is_meant_alone: bool) -> bool:
        """Whether a certificate can be issued; where one was withdrawn, only by who means this guest alone."""
        if not self.attendance.has_come:
            return False
        again = is_meant_alone and self.standing is Standing.WITHDRAWN
        return again or self.standing in {Standing.READY, Standing.OUTDATED}


@dataclass
class Issued:
    """What became of many: the papers made, and who was left out with the reason."""

    done: list[IssuedPaper] = field(default_factory=list)
    skipped: list[tuple[Registration, Standing]] = field(default_factory=list)


def list_candidates(event: Event, only: Collection[int] | None = None) -> list[Candidate]:
    """Everybody who had a place, by name, with how they stand, in a fixed number of selects; of these registrations
    ``only``."""
    terms = terms_of(event.id)
    latest = {each.registration_id: each for each in queries.list_papers(event.id, KIND, only)}
    return [
        Candidate(each, _standing(each, latest.get(each.registration.id), terms), latest.get(each.registration.id))
        for each in attendances(event, terms.hours_rule, terms.event_minutes, only)
    ]


def _standing(attendance: Attendance, paper: IssuedPaper | None, terms: CertificateDetails) -> Standing:
    if paper is not None and paper.state is PaperState.ISSUED:
        is_same = paper.content.get("names") == names_of(attendance.registration)
        return Standing.ISSUED if is_same else Standing.OUTDATED
    if paper is not None:
        return Standing.WITHDRAWN
    if not attendance.has_come:
        return Standing.ABSENT
    if terms.hours_rule is HoursRule.ACTIVITIES and not attendance.minutes:
        return Standing.WITHOUT_HOURS
    return Standing.READY


def issue_many(
    event: Event, registration_ids: Collection[int], *, now: datetime, actor: Actor, tells: bool = True
) -> Issued:
    """Issue certificates to these guests where they may have one; a corrected name replaces the earlier certificate.

    Behind the lock of the event's seats, so that the same press twice makes each once.
    """
    registrations.lock_terms(event.id)
    wanted = frozenset(registration_ids)
    chosen = list_candidates(event, wanted)
    is_alone = len(wanted) == 1
    ready = [each for each in chosen if each.may_have_one(is_meant_alone=is_alone)]
    others = [each for each in chosen if not each.may_have_one(is_meant_alone=is_alone)]
    made = _make(event, ready, now=now, actor=actor)
    for paper in made:
        fact = CertificateIssued(
            at=now,
            actor=actor,
            subject=seats.subject_of(paper.registration),
            unit_id=event.unit_id,
            event_id=event.id,
            changes={"number": (None, paper.number)},
            tells=tells,
        )
        ledger.record(fact)
    return Issued(made, [(each.registration, each.standing) for each in others])


def issue_one(registration: Registration, *, now: datetime, actor: Actor, tells: bool = True) -> IssuedPaper:
    """Issue a certificate to one guest. Raises CertificateCannotBe."""
    issued = issue_many(registration.event, [registration.id], now=now, actor=actor, tells=tells)
    if not issued.done:
        raise CertificateCannotBe
    return issued.done[0]


def _make(event: Event, candidates: Sequence[Candidate], *, now: datetime, actor: Actor) -> list[IssuedPaper]:
    if not candidates:
        return []
    outdated = [each.paper for each in candidates if each.paper is not None and each.standing is Standing.OUTDATED]
    for paper in outdated:
        withdrawing.retire(paper, "", now=now, actor=actor)  # first: nobody has two that are valid
    office, terms, year = numbering.office_of(event), terms_of(event.id), numbering.year_of(event, now)
    serials = numbering.take_serials(event.unit_id, KIND, year, len(candidates))
    papers = [
        IssuedPaper(
            kind=KIND,
            state=PaperState.ISSUED,
            unit_id=event.unit_id,
            event_id=event.id,
            event=event,
            registration_id=each.registration.id,
            registration=each.registration,
            year=year,
            serial=serial,
            number=numbering.number_text(office, KIND, year, serial),
            code=new_code(),
            initials=initials_of(each.registration),
            languages=" ".join(languages_for(each.registration, event, terms.languages)),
            content=certificate_said(event, each.attendance, terms, office),
            prepared_at=now,
            issued_at=now,
            issued_by=actor.label,
        )
        for each, serial in zip(candidates, serials, strict=True)
    ]
    db.session.add_all(papers)
    db.session.flush()
    by_guest = {each.registration_id: each for each in papers}
    for old in outdated:
        old.replaced_by = by_guest[old.registration_id]
    db.session.flush()
    return papers
