"""Certificates are for who attended, state the hours there were, and are valid one at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents.db import db
from coopevents.issuing import certificate_terms, certificates, queries, withdrawing
from coopevents.issuing.certificates import CertificateCannotBe
from coopevents.issuing.contents import code_typed, initials_of
from coopevents.issuing.details import CertificateDetails
from coopevents.issuing.states import HoursRule, PaperKind, PaperState, Standing
from coopevents.issuing.withdrawing import IsNotValid, WithdrawalNeedsReason
from coopevents.mail.models import OutboxMessage
from coopevents.registration.models import Registration
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from tests.issuing.conftest import AFTER, OFFICER, Issuing

MORNING = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)


def standings(issuing: Issuing) -> dict[str, Standing]:
    with issuing.event() as event:
        return {each.registration.given_name: each.standing for each in certificates.list_candidates(event)}


def issue_all(issuing: Issuing, **more: bool) -> tuple[list[str], dict[str, Standing]]:
    """The numbers issued, and who was left out."""
    with issuing.event() as event:
        everybody = [each.registration.id for each in certificates.list_candidates(event)]
        issued = certificates.issue_many(event, everybody, now=AFTER, actor=OFFICER, **more)
        return [each.number for each in issued.done], {guest.given_name: why for guest, why in issued.skipped}


def test_only_who_attended_gets_one_and_the_others_are_named_with_the_reason(issuing: Issuing) -> None:
    both, entrance, _absent = issuing.guest("both"), issuing.guest("entrance"), issuing.guest("absent", comes=False)
    activity_only = issuing.guest("activity", comes=False)
    issuing.activity("Opening", MORNING, 90, both, activity_only)
    assert (both, entrance) == (1, 2)
    assert standings(issuing) == {
        "Both": Standing.READY,
        "Entrance": Standing.WITHOUT_HOURS,
        "Absent": Standing.ABSENT,
        "Activity": Standing.READY,
    }
    numbers, left_out = issue_all(issuing)
    assert numbers == ["CA-2026-0001", "CA-2026-0002"]
    assert left_out == {"Entrance": Standing.WITHOUT_HOURS, "Absent": Standing.ABSENT}
    assert issue_all(issuing)[0] == []


def test_hours_are_those_of_the_activities_and_what_was_at_the_same_time_counts_once(issuing: Issuing) -> None:
    number = issuing.guest("ada")
    issuing.activity("Opening", MORNING, 90, number)
    issuing.activity("Second hall", MORNING + timedelta(minutes=60), 60, number)
    cancelled = issuing.activity("Cancelled", MORNING + timedelta(days=1), 60, number)
    with issuing.event() as event:
        activity = schedules.get_activity(event.schedule_id, cancelled)
        scheduling.cancel_activity(activity, "Ill", now=AFTER, actor=OFFICER)
    with issuing.event() as event:
        [candidate] = certificates.list_candidates(event)
        assert candidate.attendance.minutes == 120


def test_everybody_who_came_may_be_given_the_hours_of_the_event(issuing: Issuing) -> None:
    issuing.guest("ada")
    issuing.guest("absent", comes=False)
    with issuing.event() as event:
        terms = CertificateDetails(hours_rule=HoursRule.EVENT, event_minutes=450)
        certificate_terms.change_terms(event, terms, now=AFTER, actor=OFFICER)
    issue_all(issuing)
    with issuing.event() as event:
        papers = queries.list_papers(event.id, PaperKind.CERTIFICATE)
        assert [(each.content["minutes"], each.initials) for each in papers] == [(450, "A. G.")]


def test_a_corrected_name_makes_a_new_certificate_and_the_old_one_is_withdrawn(issuing: Issuing) -> None:
    number = issuing.guest("ada")
    issuing.activity("Opening", MORNING, 90, number)
    issue_all(issuing)
    with issuing.event():
        issuing.registration(number).family_name = "Lovelace"
    assert standings(issuing) == {"Ada": Standing.OUTDATED}
    issue_all(issuing)
    with issuing.event() as event:
        first, second = queries.list_papers(event.id, PaperKind.CERTIFICATE)
        assert (first.state, first.replaced_by_id) == (PaperState.WITHDRAWN, second.id)
        assert (second.state, second.content["names"]["latin"]) == (PaperState.ISSUED, "Ada Lovelace")
    assert standings(issuing) == {"Ada": Standing.ISSUED}


def test_a_withdrawn_one_comes_back_only_for_who_means_that_guest(issuing: Issuing) -> None:
    number, other = issuing.guest("ada"), issuing.guest("grace")
    issuing.activity("Opening", MORNING, 90, number, other)
    issue_all(issuing)
    with issuing.event() as event:
        paper = queries.list_papers(event.id, PaperKind.CERTIFICATE)[0]
        with pytest.raises(WithdrawalNeedsReason):
            withdrawing.withdraw(paper, " ", now=AFTER, actor=OFFICER)
        withdrawing.withdraw(paper, "She left after the opening", now=AFTER, actor=OFFICER)
        with pytest.raises(IsNotValid):
            withdrawing.withdraw(paper, "Again", now=AFTER, actor=OFFICER)
    assert issue_all(issuing) == ([], {"Ada": Standing.WITHDRAWN, "Grace": Standing.ISSUED})
    with issuing.event():
        made = certificates.issue_one(issuing.registration(number), now=AFTER, actor=OFFICER)
        assert made.number == "CA-2026-0003"
        with pytest.raises(CertificateCannotBe):
            certificates.issue_one(issuing.registration(other), now=AFTER, actor=OFFICER)


def test_guests_are_written_to_unless_the_office_says_no(issuing: Issuing) -> None:
    issuing.activity("Opening", MORNING, 90, issuing.guest("ada"))
    issue_all(issuing, tells=True)
    issuing.activity("Second", MORNING, 90, issuing.guest("grace"))
    issue_all(issuing, tells=False)
    with issuing.event():
        sent = [each for each in db.session.query(OutboxMessage) if each.kind == "certificate_issued"]
        assert [(each.to_email, "CA-2026-0001" in each.text_body) for each in sent] == [("ada@guest.example", True)]


@pytest.mark.parametrize(
    ("given", "family", "original", "initials"),
    [
        ("Anna-Katharina", "Müller", "", "A. K. M."),
        ("", "", "张伟", "张."),
        ("", "Öz", "", "Ö."),
        ("", "", "عبد الرحمن", "ع."),
    ],
)
def test_strangers_are_told_initials_only(given: str, family: str, original: str, initials: str) -> None:
    assert initials_of(Registration(given_name=given, family_name=family, original_name=original)) == initials


def test_a_code_may_be_typed_in_capitals_and_groups() -> None:
    assert code_typed(" ABCD-efgh 2345–67ij\x00") == "abcdefgh234567ij"
