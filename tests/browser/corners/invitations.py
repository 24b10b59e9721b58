"""Invitations in every state, as the invited and the office see them."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents.facts import THE_HOUSE
from coopevents.registration import invitations, replies, tokens
from coopevents.registration.details import GuestDetails
from coopevents.registration.invitation_details import InvitationTerms, Invited
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.replies import Delegate
from tests.browser.corners.events import find_event


def add_invitations(now: datetime) -> dict[str, str]:
    """One of each: to be answered, locked, accepted, declined, passed on, taken back, expired, drafted."""
    lectures, ends = find_event("visiting-scholars"), (now + timedelta(days=4)).date()
    terms = InvitationTerms(answer_by=ends, keeps_place=True)

    def invite(name: str, **said: bool) -> Invitation:
        invited = Invited(email=f"{name.lower()}@elsewhere.example", given_name="Bo", family_name=name, **said)
        made = invitations.draft_invitation(lectures, invited, terms, now=now, actor=THE_HOUSE)
        invitations.send_invitation(made, now=now, actor=THE_HOUSE)
        return made

    names = ("Askeland", "Bergman", "Castellan", "Dahlgren", "Eriksen", "Falkner")
    sent, accepted, declined, delegated, withdrawn, expired = (invite(each) for each in names)
    guest = GuestDetails(email=accepted.email, family_name="Bergman", given_name="Bo", has_consented=True)
    replies.accept(accepted, guest, now=now, actor=THE_HOUSE)
    replies.decline(declined, "On leave", now=now, actor=THE_HOUSE)
    deputy = Delegate(email="deputy@elsewhere.example", given_name="Ida", family_name="Holm")
    made = replies.name_delegate(delegated, deputy, now=now, actor=THE_HOUSE)
    invitations.withdraw_invitation(withdrawn, now=now, actor=THE_HOUSE)
    later = expired.expires_at
    assert later is not None
    invitations.expire(expired, now=later, actor=THE_HOUSE)
    vip = Invited(email="vip@elsewhere.example", family_name="Ingmarsson", is_vip=True, host_name="Wang Min")
    draft = invitations.draft_invitation(lectures, vip, terms, now=now, actor=THE_HOUSE)
    tokens_of = {
        "invited": sent,
        "accepted_invitation": accepted,
        "declined_invitation": declined,
        "delegated_invitation": delegated,
        "delegates_invitation": made,
        "withdrawn_invitation": withdrawn,
        "expired_invitation": expired,
    }
    found = {name: tokens.invitation_token(each) for name, each in tokens_of.items()}
    ids = {"invitation_id": delegated, "withdrawn_invitation_id": withdrawn, "drafted_invitation_id": draft}
    return found | {name: str(each.id) for name, each in ids.items()}
