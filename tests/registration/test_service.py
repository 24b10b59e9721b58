"""Registering, waiting, deciding, leaving."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.approvals.rules import ReasonIsMissing
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.people.models import Person
from coopevents.registration import queries, rules, service
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from coopevents.text import LocalizedText
from tests.registration.conftest import ANNA, GUEST, NOW, OFFICER, Registrar, messages


def test_a_guest_has_a_place_a_number_and_a_message_with_the_event(registrar: Registrar) -> None:
    made = registrar.register()
    assert (made.state, made.number, made.privacy_version) == (S.APPROVED, 1, 1)
    assert made.person.family_name == "Müller"
    assert messages() == [("registration_confirmed", "anna@example.org", "REQUEST")]


def test_what_needs_approval_waits_and_holds_its_seat(registrar: Registrar) -> None:
    registrar.terms(needs_approval=True, capacity=1)
    assert registrar.register("anna").state is S.PENDING
    assert registrar.register("ben").state is S.WAITLISTED
    assert [kind for kind, _to, _method in messages()] == ["registration_received", "registration_waitlisted"]


def test_the_same_form_sent_five_times_is_one_registration_and_one_message(registrar: Registrar) -> None:
    made = {registrar.register(intention="one intention").id for _time in range(5)}
    assert len(made) == 1
    assert len(messages()) == 1
    assert queries.count_by_state(registrar.event.id) == {S.APPROVED: 1}


def test_an_address_registers_once_in_any_case_of_letters(registrar: Registrar) -> None:
    first = registrar.register()
    with pytest.raises(rules.EmailIsRegistered) as refused:
        service.register_guest(
            registrar.event, GuestDetails(**{**vars(ANNA), "email": "Anna@Example.ORG"}), now=NOW, actor=GUEST
        )
    assert refused.value.registration_id == first.id


def test_who_withdrew_may_register_again(registrar: Registrar) -> None:
    registrar.do(service.withdraw_registration, registrar.register())
    assert registrar.register().number == 2


@pytest.mark.parametrize(
    ("said", "refusal", "field"),
    [
        ({"email": "no address"}, rules.EmailIsNotValid, "email"),
        ({"has_consented": False}, rules.ConsentIsMissing, "has_consented"),
        ({"given_name": "", "family_name": " "}, rules.NameIsMissing, "family_name"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(
    registrar: Registrar, said: dict[str, object], refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        service.register_guest(registrar.event, GuestDetails(**{**vars(ANNA), **said}), now=NOW, actor=GUEST)
    assert refused.value.field == field
    assert db.session.query(Registration).count() == 0


def test_outside_the_window_the_refusal_names_the_moment(registrar: Registrar) -> None:
    opens, closes = NOW + timedelta(days=1), NOW + timedelta(days=2)
    registrar.terms(opens_at=opens, closes_at=closes)
    with pytest.raises(rules.RegistrationIsNotOpenYet) as early:
        service.register_guest(registrar.event, ANNA, now=NOW, actor=GUEST)
    assert "23 November 2026, 16:00" in str(early.value)
    with pytest.raises(rules.RegistrationIsClosed) as late:
        service.register_guest(registrar.event, ANNA, now=closes, actor=GUEST)
    assert "24 November 2026, 16:00" in str(late.value)
    assert service.register_guest(registrar.event, ANNA, now=opens, actor=GUEST).state is S.APPROVED


def test_a_full_event_without_a_waiting_list_refuses(registrar: Registrar) -> None:
    registrar.terms(capacity=1, has_waiting_list=False)
    registrar.register("anna")
    with pytest.raises(rules.EventIsFull):
        registrar.register("ben")


def test_a_seat_that_becomes_free_goes_to_who_waited_longest(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    anna, ben, carla = (registrar.register(name) for name in ("anna", "ben", "carla"))
    registrar.do(service.withdraw_registration, anna, "ill")
    assert [each.state for each in (anna, ben, carla)] == [S.WITHDRAWN, S.APPROVED, S.WAITLISTED]
    assert messages()[3:] == [
        ("registration_withdrawn", "anna@example.org", "CANCEL"),
        ("registration_promoted", "ben@example.org", "REQUEST"),
    ]
    registrar.do(service.cancel_registration, ben, "Another colleague comes in your place.")
    assert carla.state is S.APPROVED


def test_who_is_promoted_still_needs_the_approval_the_terms_ask_for(registrar: Registrar) -> None:
    registrar.terms(capacity=1, needs_approval=True)
    anna, ben = registrar.register("anna"), registrar.register("ben")
    registrar.do(service.decline_registration, anna, "Too late.")
    assert ben.state is S.PENDING
    assert messages()[-1] == ("registration_promoted", "ben@example.org", "")


def test_more_seats_go_to_who_waits_and_taken_seats_stay(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    guests = [registrar.register(name) for name in ("anna", "ben", "carla")]
    registrar.terms(capacity=2)
    assert [each.state for each in guests] == [S.APPROVED, S.APPROVED, S.WAITLISTED]
    with pytest.raises(rules.MoreSeatsAreTaken):
        service.change_terms(registrar.event, TermsDetails(capacity=1), now=NOW, actor=OFFICER)


def test_a_declined_guest_is_told_why_and_may_be_approved_after_all(registrar: Registrar) -> None:
    registrar.terms(needs_approval=True)
    anna = registrar.register()
    with pytest.raises(ReasonIsMissing):
        registrar.do(service.decline_registration, anna, "  ")
    unit_of_work.discard()
    registrar.do(service.decline_registration, anna, "No room left.")
    assert (anna.state, anna.state_reason) == (S.DECLINED, "No room left.")
    registrar.do(service.approve_registration, anna)
    assert (anna.state, anna.state_reason) == (S.APPROVED, "")


def test_approving_many_names_who_was_skipped_and_why(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    anna, ben, carla = (registrar.register(name) for name in ("anna", "ben", "carla"))
    registrar.do(service.withdraw_registration, carla)
    result = service.approve_many([anna, ben, carla], now=NOW, actor=OFFICER)
    assert result.done == []
    assert [(each.number, str(reason)) for each, reason in result.skipped] == [
        (1, "This is not possible while the state is “Confirmed”."),
        (2, "All places are taken."),
        (3, "This is not possible while the state is “Withdrawn”."),
    ]


def test_declining_many_frees_their_seats(registrar: Registrar) -> None:
    registrar.terms(capacity=2, needs_approval=True)
    anna, ben, carla, dan = (registrar.register(name) for name in ("anna", "ben", "carla", "dan"))
    result = service.decline_many([anna, ben], "Not this year.", now=NOW, actor=OFFICER)
    assert (result.done, result.skipped) == ([anna, ben], [])
    assert [each.state for each in (carla, dan)] == [S.PENDING, S.PENDING]


def test_a_guest_who_arrived_is_checked_in_and_a_slip_is_undone(registrar: Registrar) -> None:
    anna = registrar.register()
    registrar.do(service.check_in_guest, anna)
    assert anna.state is S.CHECKED_IN
    with pytest.raises(rules.StateForbids):
        registrar.do(service.check_in_guest, anna)
    registrar.do(service.undo_check_in, anna)
    assert anna.state is S.APPROVED


def test_changes_are_written_down_by_the_names_of_fields_alone(registrar: Registrar) -> None:
    anna = registrar.register()
    changed = GuestDetails(**{**vars(ANNA), "family_name": "Meyer", "answers": {"needs": "a ramp"}})
    registrar.do(service.change_registration, anna, changed)
    entry = db.session.query(AuditEntry).filter_by(fact="RegistrationChanged").one()
    assert entry.changes == {"fields": [None, ["family_name", "needs"]]}
    assert "Meyer" not in str([each.changes for each in db.session.query(AuditEntry)])


def test_a_known_person_is_not_rewritten_by_whoever_knows_the_address(registrar: Registrar) -> None:
    registrar.register()
    registrar.do(service.withdraw_registration, db.session.query(Registration).one())
    again = registrar.register(given_name="Mallory", family_name="Moll")
    assert db.session.query(Person).one().family_name == "Müller"
    assert again.name == "Mallory Moll"


def test_the_link_is_sent_again_once_in_ten_minutes(registrar: Registrar) -> None:
    anna = registrar.register()
    for _time in range(3):
        service.send_link_again(anna, now=NOW, actor=GUEST)
        unit_of_work.commit()
    assert messages()[1:] == [("registration_link", "anna@example.org", "")]


def test_the_office_registers_outside_the_window_and_without_approval(registrar: Registrar) -> None:
    registrar.terms(needs_approval=True, closes_at=NOW - timedelta(days=1))
    details = GuestDetails(**{**vars(ANNA), "has_consented": False})
    made = service.register_guest(registrar.event, details, now=NOW, actor=OFFICER, by_office=True)
    assert made.state is S.APPROVED


def test_a_new_privacy_text_counts_its_version_and_keeps_what_others_agreed_to(registrar: Registrar) -> None:
    anna = registrar.register()
    registrar.terms(privacy_text=LocalizedText(en="A new text."))
    ben = registrar.register("ben", privacy_version=2)
    assert (anna.privacy_version, ben.privacy_version) == (1, 2)
    assert registrar.register("carla", privacy_version=99).privacy_version == 2
