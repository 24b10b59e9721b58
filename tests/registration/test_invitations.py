"""Invitations: places held and freed, accepted on conditions, declined, passed on to a delegate, reminded, expired."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.mail import service as outbox
from coopevents.mail.models import OutboxMessage
from coopevents.registration import (
    erasing,
    gate_queries,
    holdings,
    invitation_privacy,
    invitation_queries,
    invitations,
    queries,
    replies,
    rules,
    seats,
    tokens,
)
from coopevents.registration import invitation_rules as refusals
from coopevents.registration.details import GuestDetails
from coopevents.registration.invitation_details import InvitationTerms, Invited
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_states import InvitationState as I
from coopevents.registration.replies import Delegate
from coopevents.registration.states import RegistrationState as S
from coopevents.text import LocalizedText
from tests.registration.conftest import ANNA, GUEST, NOW, OFFICER, Registrar, messages, registrar
from tests.registration.test_personal_data import places_of

__all__ = ["registrar"]
LAST_DAY = date(2026, 11, 28)
HELD = InvitationTerms(answer_by=LAST_DAY, keeps_place=True)
LEE = Invited(email="Lee@Example.org", given_name="Lee", family_name="Okafor", language="fr")


def draft(registrar: Registrar, terms: InvitationTerms = HELD, **said: object) -> Invitation:
    invited = replace(LEE, **said)  # type: ignore[arg-type]
    made = invitations.draft_invitation(registrar.event, invited, terms, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    return made


def invite(registrar: Registrar, terms: InvitationTerms = HELD, **said: object) -> Invitation:
    made = draft(registrar, terms, **said)
    registrar.do(invitations.send_invitation, made)
    return made


def accept(registrar: Registrar, invitation: Invitation, email: str = "lee@example.org", **said: object) -> S:
    details = GuestDetails(**{**ANNA.__dict__, "email": email, **said})
    made = replies.accept(invitation, details, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    return made.state


def taken(registrar: Registrar) -> int:
    return seats.seats_taken(registrar.event.id)


def test_a_draft_holds_nothing_a_sent_one_holds_its_place_and_accepting_takes_no_seat_more(
    registrar: Registrar,
) -> None:
    registrar.terms(capacity=1)
    invitation = draft(registrar)
    assert (invitation.email, taken(registrar)) == ("lee@example.org", 0)
    registrar.do(invitations.send_invitation, invitation)
    assert (invitation.state, taken(registrar)) == (I.SENT, 1)
    assert registrar.register("ben").state is S.WAITLISTED
    assert (accept(registrar, invitation), taken(registrar)) == (S.APPROVED, 1)
    assert (invitation.state, invitation.registration.number) == (I.ACCEPTED, 2)
    assert [kind for kind, address, _method in messages() if address == "lee@example.org"] == [
        "guest_invitation", "registration_confirmed",
    ]  # fmt: skip


def test_where_all_places_are_taken_none_is_held_and_many_are_told_who_was_skipped(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    first, second = draft(registrar), draft(registrar, email="mia@example.org")
    without = draft(registrar, replace(HELD, keeps_place=False), email="noa@example.org")
    outcome = invitations.send_many([first, second, without], now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    assert (outcome.done, [each.email for each, _why in outcome.skipped]) == ([first, without], ["mia@example.org"])
    assert (second.state, taken(registrar)) == (I.DRAFTED, 1)


def test_who_declines_says_why_and_the_place_goes_to_who_waits(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    invitation = invite(registrar)
    ben = registrar.register("ben")
    registrar.do(replies.decline, invitation, " On  leave ")
    assert (invitation.state, invitation.answer_reason, ben.state) == (I.DECLINED, "On  leave", S.APPROVED)
    with pytest.raises(refusals.InvitationIsAnswered):
        accept(registrar, invitation)


@pytest.mark.parametrize(("skips", "state"), [(True, S.APPROVED), (False, S.PENDING)])
def test_an_invitation_skips_approval_only_where_it_says_so(registrar: Registrar, skips: bool, state: S) -> None:
    registrar.terms(needs_approval=True)
    invitation = invite(registrar, replace(HELD, skips_approval=skips))
    assert accept(registrar, invitation) is state


def test_an_invited_guest_registers_while_registration_is_closed_to_others(registrar: Registrar) -> None:
    registrar.terms(is_offered=False)
    assert accept(registrar, invite(registrar)) is S.APPROVED


def test_without_a_held_place_who_is_invited_waits_like_others(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    invitation = invite(registrar, InvitationTerms())
    registrar.register("ben")
    assert accept(registrar, invitation) is S.WAITLISTED


def test_a_locked_invitation_registers_its_own_address_whatever_is_written(registrar: Registrar) -> None:
    locked = invite(registrar, replace(HELD, is_locked=True))
    accept(registrar, locked, "somebody@example.org")
    assert locked.registration.email == "lee@example.org"
    other = invite(registrar, email="mia@example.org")
    accept(registrar, other, "mia.private@example.org")
    assert other.registration.email == "mia.private@example.org"


def test_the_same_form_sent_twice_is_one_registration(registrar: Registrar) -> None:
    invitation = invite(registrar)
    accept(registrar, invitation, intention="once")
    assert accept(registrar, invitation, intention="once") is S.APPROVED
    assert taken(registrar) == 1


def test_a_delegate_gets_the_place_a_link_of_their_own_and_may_not_pass_it_on(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    minister = invite(registrar, is_vip=True, host_name="Wang Min")
    token = tokens.invitation_token(minister)
    delegate = Delegate(email="deputy@example.org", family_name="Sato", language="en")
    made = replies.name_delegate(minister, delegate, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    assert (minister.state, minister.holds_seat, made.holds_seat, taken(registrar)) == (I.DELEGATED, False, True, 1)
    assert (made.is_vip, made.host_name, made.is_locked) == (False, "Wang Min", True)
    assert tokens.invitation_token(made) != token
    assert messages()[-2:] == [
        ("delegate_named", "lee@example.org", ""), ("delegate_invitation", "deputy@example.org", ""),
    ]  # fmt: skip
    with pytest.raises(refusals.DelegateMayNotDelegate):
        registrar.do(replies.name_delegate, made, Delegate(email="third@example.org", family_name="Third"))
    registrar.do(replies.decline, made)
    assert messages()[-1] == ("delegate_declined", "lee@example.org", "")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"family_name": ""}, refusals.DelegateHasNoName),
        ({"email": "nobody"}, rules.EmailIsNotValid),
        ({"email": "lee@example.org"}, refusals.DelegateIsOneself),
        ({"email": "anna@example.org"}, refusals.IsRegisteredAlready),
        ({"email": "mia@example.org"}, refusals.IsInvitedAlready),
    ],
)
def test_not_everybody_can_be_a_delegate(registrar: Registrar, said: dict[str, str], refusal: type[Exception]) -> None:
    registrar.register("anna")
    invite(registrar, email="mia@example.org")
    invitation = invite(registrar)
    wanted = Delegate(**{"email": "deputy@example.org", "family_name": "Sato", **said})
    with pytest.raises(refusal):
        replies.name_delegate(invitation, wanted, now=registrar.later(), actor=GUEST)


def test_reception_knows_whom_to_call_for_a_vip(registrar: Registrar) -> None:
    invitation = invite(registrar, is_vip=True, host_name="Wang Min", host_phone="8123", protocol_note="Front row")
    accept(registrar, invitation)
    on_site = gate_queries.find_guest_on_site(invitation.registration_id)
    assert on_site is not None
    assert (on_site.host_name, on_site.host_phone, on_site.welcome_note) == ("Wang Min", "8123", "Front row")
    assert invitation.registration.is_vip


def test_one_reminder_goes_out_and_expiry_frees_the_place(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    invitation = invite(registrar)
    ben, ends = registrar.register("ben"), invitation.expires_at
    assert ends is not None
    assert invitation_queries.list_to_remind_of(NOW + timedelta(days=1)) == []
    assert invitation_queries.list_to_remind_of(ends - timedelta(days=3)) == [invitation.id]
    for _time in range(2):
        invitations.remind(invitation, now=ends - timedelta(days=3), actor=OFFICER)
        unit_of_work.commit()
    assert [kind for kind, *_rest in messages()].count("invitation_reminder") == 1
    assert not invitations.expire(invitation, now=ends - timedelta(minutes=1), actor=OFFICER)
    assert invitation_queries.list_expired(ends) == [invitation.id]
    assert invitations.expire(invitation, now=ends, actor=OFFICER)
    unit_of_work.commit()
    assert (invitation.state, ben.state) == (I.EXPIRED, S.APPROVED)
    with pytest.raises(refusals.AnswerIsTooLate):
        replies.decline(invitation, now=ends, actor=GUEST)


def test_an_answer_in_the_last_moment_is_too_late(registrar: Registrar) -> None:
    invitation = invite(registrar)
    with pytest.raises(refusals.AnswerIsTooLate):
        replies.decline(invitation, now=invitation.expires_at, actor=GUEST)  # type: ignore[arg-type]


def test_taking_back_is_silent_and_can_be_undone_or_is_told_and_cannot(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    invitation = invite(registrar)
    registrar.do(invitations.withdraw_invitation, invitation)
    assert (invitation.state, taken(registrar)) == (I.WITHDRAWN, 0)
    registrar.do(invitations.restore_invitation, invitation)
    assert (invitation.state, taken(registrar)) == (I.SENT, 1)
    invitations.withdraw_invitation(invitation, now=registrar.later(), actor=OFFICER, tells=True)
    unit_of_work.commit()
    assert messages()[-1] == ("invitation_withdrawn", "lee@example.org", "")
    with pytest.raises(refusals.InvitationIsAnswered):
        invitations.restore_invitation(invitation, now=registrar.later(), actor=OFFICER)


def test_a_withdrawal_is_undone_only_while_there_is_a_place(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    invitation = invite(registrar)
    registrar.do(invitations.withdraw_invitation, invitation)
    registrar.register("ben")
    with pytest.raises(refusals.NoPlaceToKeep):
        invitations.restore_invitation(invitation, now=registrar.later(), actor=OFFICER)


def test_handed_to_the_outbox_it_is_sent_when_a_colleague_lets_it_go_and_drafted_when_discarded(
    registrar: Registrar,
) -> None:
    kept, dropped = draft(registrar), draft(registrar, email="mia@example.org")
    invitations.send_many([kept, dropped], now=registrar.later(), actor=OFFICER, as_draft=True)
    unit_of_work.commit()
    assert (kept.state, taken(registrar)) == (I.WAITING, 2)
    first, second = db.session.query(OutboxMessage).order_by(OutboxMessage.id)
    outbox.approve(first, now=registrar.later(), actor=OFFICER)
    outbox.discard(second, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    assert (kept.state, dropped.state, taken(registrar)) == (I.SENT, I.DRAFTED, 1)


def test_sent_again_it_is_the_same_link_and_another_address_makes_it_worthless(registrar: Registrar) -> None:
    invitation = invite(registrar)
    token = tokens.invitation_token(invitation)
    registrar.do(invitations.send_again, invitation)
    assert [kind for kind, *_rest in messages()] == ["guest_invitation", "guest_invitation"]
    assert invitation_queries.find_by_token(token) is invitation
    registrar.do(invitations.change_invitation, invitation, replace(LEE, email="lee.new@example.org"), HELD)
    assert invitation_queries.find_by_token(token) is None


def test_one_address_is_invited_once_and_never_when_it_is_registered(registrar: Registrar) -> None:
    registrar.register("anna")
    invite(registrar)
    with pytest.raises(refusals.IsInvitedAlready):
        draft(registrar)
    with pytest.raises(refusals.IsRegisteredAlready):
        draft(registrar, email="anna@example.org")


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        (InvitationTerms(keeps_place=True), refusals.KeptPlaceNeedsADay),
        (InvitationTerms(answer_by=date(2026, 11, 20)), refusals.AnswerDayIsOver),
    ],
)
def test_conditions_that_cannot_hold_are_refused(
    registrar: Registrar, terms: InvitationTerms, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        draft(registrar, terms)


def test_a_cancelled_event_takes_every_invitation_back_and_says_so(registrar: Registrar) -> None:
    invitation = invite(registrar)
    registrar.do(lambda **said: invitations.cancel_invitations(registrar.event, **said))
    assert (invitation.state, messages()[-1][0]) == (I.WITHDRAWN, "invitation_withdrawn")


def test_the_message_speaks_the_guests_language_with_the_personal_words(registrar: Registrar) -> None:
    invite(registrar, replace(HELD, words=LocalizedText(en="Do come.", fr="Venez donc.")))
    (message,) = db.session.query(OutboxMessage)
    assert "Venez donc." in message.text_body
    assert "Do come." not in message.text_body
    assert tokens.invitation_token(db.session.query(Invitation).one()) in message.text_body


def test_unknown_and_mangled_tokens_open_nothing(registrar: Registrar) -> None:
    token = tokens.invitation_token(invite(registrar))
    for wrong in ("", token[:-1], token + "a", token[:-1] + ("a" if token[-1] != "a" else "b"), "x" * len(token)):
        assert invitation_queries.find_by_token(wrong) is None
    assert queries.find_by_link_token(token) is None


def test_what_is_kept_of_an_invitation_goes_with_the_guest_and_is_handed_out_without_notes(
    registrar: Registrar,
) -> None:
    invitation = invite(registrar, protocol_note="Marker-note", family_name="Marker")
    accept(registrar, invitation, "private@example.org", family_name="Marker")
    registration = invitation.registration
    held = {each.name: each.rows for each in holdings.holdings_of(registration)}
    assert held["invitation"][0]["email"] == "lee@example.org"
    assert "registration_invitation" not in held
    assert "Marker-note" not in str(held)
    erasing.erase_guest(registration, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    assert places_of("Marker") + places_of("lee@example.org") == []


def test_who_never_answered_can_have_it_erased_and_the_place_is_free(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    invitation = invite(registrar, family_name="Marker")
    ben = registrar.register("ben")
    registrar.do(invitation_privacy.erase_invitation, invitation)
    assert places_of("Marker") + places_of("lee@example.org") == []
    assert ben.state is S.APPROVED


def test_invitations_are_forgotten_three_months_after_the_event(registrar: Registrar) -> None:
    accepted = invite(registrar, email="mia@example.org")
    accept(registrar, accepted, "mia@example.org")
    invite(registrar, family_name="Marker")
    ends = datetime(2026, 12, 5, 12, tzinfo=UTC)
    assert invitation_privacy.forget_old(ends + timedelta(days=90)) == 0
    assert invitation_privacy.forget_old(ends + timedelta(days=91)) == 1
    unit_of_work.commit()
    assert places_of("Marker") == []
    assert db.session.query(Invitation).one().email == "mia@example.org"
