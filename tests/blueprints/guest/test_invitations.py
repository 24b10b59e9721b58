"""The page of whoever is invited, in a browser without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.registration import invitations, tokens
from coopevents.registration.invitation_details import InvitationTerms
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_states import InvitationState as I
from coopevents.registration.states import RegistrationState as S
from coopevents.text import LocalizedText
from tests.blueprints.guest.test_groups import MEMBER, Browser
from tests.registration.conftest import OFFICER, Registrar, registrar
from tests.registration.test_invitations import LEE, draft, invite

__all__ = ["registrar"]
TERMS = InvitationTerms(is_locked=True, words=LocalizedText(en="Do come.", fr="Venez donc."))


@pytest.fixture
def browser(context: Flask, registrar: Registrar) -> Browser:
    """Somebody who is invited to what is far ahead."""
    registrar.event.ends_on = date(2099, 12, 31)
    unit_of_work.commit()
    return Browser(context)


def the_invitation(address: str = "lee@example.org") -> Invitation:
    db.session.rollback()
    return db.session.query(Invitation).filter_by(email=address).one()


def address_of(invitation: Invitation) -> str:
    return f"/i/{tokens.invitation_token(invitation)}/"


def test_accepting_opens_the_form_filled_with_what_is_known_and_registers(
    browser: Browser, registrar: Registrar
) -> None:
    here = address_of(invite(registrar, TERMS, institution_name="Lakeview Polytechnic"))
    assert "Do come." in browser.get(here)
    form = browser.get(f"{here}accept")
    assert all(f'value="{text}"' in form for text in ("Lee", "Okafor", "lee@example.org", "Lakeview Polytechnic"))
    status, page = browser.send(f"{here}accept", f"{here}accept", {**MEMBER, "intention": "once"})
    made = the_invitation().registration
    assert (status, made.state, made.email) == (200, S.APPROVED, "lee@example.org")
    assert "Your place is confirmed" in page
    once_more = browser.get(here)
    assert "You have accepted" in once_more
    assert tokens.link_token(made) not in once_more
    assert browser.send(here, f"{here}link", {})[0] == 200


def test_what_is_wrong_stands_at_its_field(browser: Browser, registrar: Registrar) -> None:
    here = address_of(invite(registrar, TERMS))
    status, page = browser.send(f"{here}accept", f"{here}accept", {**MEMBER, "has_consented": ""})
    assert status == 422
    assert "Tick the box to agree" in page
    status, page = browser.send(f"{here}delegate", f"{here}delegate", {"email": "lee@example.org", "family_name": "X"})
    assert status == 422
    assert "This is your own address" in page


def test_declining_and_naming_a_delegate_each_answer_once(browser: Browser, registrar: Registrar) -> None:
    here = address_of(invite(registrar, TERMS))
    there = address_of(invite(registrar, TERMS, email="mia@example.org"))
    _status, page = browser.send(f"{here}decline", f"{here}decline", {"reason": "On leave"})
    assert "You do not come" in page
    assert (the_invitation().state, the_invitation().answer_reason) == (I.DECLINED, "On leave")
    deputy = {"given_name": "Ida", "family_name": "Holm", "email": "ida@example.org", "language": "fr"}
    _status, page = browser.send(f"{there}delegate", f"{there}delegate", deputy)
    assert "We have written to Ida Holm." in page
    own = browser.get(address_of(the_invitation("ida@example.org")))
    assert "named you to come instead" in own
    assert "Name the person" not in own
    for path in (f"{here}accept", f"{here}decline", f"{there}delegate"):
        assert browser.status(path) == 302
    assert browser.send(here, f"{here}decline", {})[0] == 422


def test_unknown_revoked_and_unsent_invitations_answer_alike(browser: Browser, registrar: Registrar) -> None:
    known, unsent = invite(registrar, TERMS), draft(registrar, TERMS, email="mia@example.org")
    here, mangled = address_of(known), f"/i/{'x' * len(tokens.invitation_token(known))}/"
    registrar.do(invitations.change_invitation, known, replace(LEE, email="new@example.org"), TERMS)
    for path in (here, mangled, address_of(unsent), f"{mangled}accept", f"{mangled}decline", f"{mangled}delegate"):
        assert browser.status(path) == 404


def test_an_invitation_taken_back_says_so_and_takes_no_answer(browser: Browser, registrar: Registrar) -> None:
    invitation = invite(registrar, TERMS)
    here = address_of(invitation)
    invitations.withdraw_invitation(invitation, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    assert "This invitation was taken back" in browser.get(here)
    assert browser.send(here, f"{here}accept", MEMBER)[0] == 422
