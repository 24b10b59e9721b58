"""The registry of agreements at the desk: on the way to signature, each role through its own door, confidential ones
for those alone who work on them."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents.accounts.roles import Role
from coopevents.agreements import queries
from tests.blueprints.organiser.agreements import FORM, Office
from tests.desks import Desk


@pytest.fixture
def office(desk: Desk) -> Office:
    return Office(desk)


def test_an_agreement_goes_from_proposal_to_its_approval_for_signature(office: Office) -> None:
    number = office.propose()
    seen = [office.state(number)]
    office.add(number, "The text", "en", "final")
    office.add(number, "约定", "zh_Hans_CN", "translation")
    for who, deed, fields in (
        (office.officer, "submit", {}),
        (office.lead, "decide/unit", {"verb": "approve"}),
        (office.legal, "decide/legal", {"verb": "approve", "reason": "Clause 7 is as agreed."}),
        (office.officer, "freeze", {}),
        (office.colleague, "documents/2/check", {}),
        (office.head, "decide/office", {"verb": "approve"}),
    ):
        assert office.do(who, number, deed, **fields).status_code == 302
        seen.append(office.state(number))
    assert seen == [
        "proposal", "unit_approval", "legal_review", "negotiation", "frozen", "translations_checked", "approved"
    ]  # fmt: skip
    page = office.viewer.get(f"/desk/agreements/{number}").text
    assert all(each in page for each in ("Approved for signature", "Clause 7 is as agreed.", "TU Dublin", "Orla Byrne"))


def test_what_was_proposed_is_said_on_its_page_and_stands_in_the_form_again(office: Office) -> None:
    number = office.propose(**{"scope-en": "Two semesters abroad", "field": "engineering", "has_money": "y"})
    page = office.officer.get(f"/desk/agreements/{number}").text
    said = (
        "Two semesters abroad",
        "engineering",
        "English prevails",
        "5 years",
        "4 people a year",
        "Money is involved",
    )
    assert [each for each in said if each not in page] == []
    form = office.officer.get(f"/desk/agreements/{number}/edit").text
    assert all(each in form for each in ('value="Joint student training"', "Two semesters abroad", 'value="master"'))


WRONG: list[tuple[dict[str, object], str]] = [
    ({"title-en": "", "title-zh_Hans_CN": ""}, "Write this in at least one language."),
    ({"partners-0-partner": ""}, "Choose at least one partner."),
    ({"partners-0-partner": "99"}, "Choose at least one partner."),
    ({"languages": []}, "Choose at least one language of the text."),
    ({"prevailing": "fr"}, "The language that prevails has to be one of the languages of the text."),
    ({"originals": "0"}, "Write a number of originals from 1 to 40."),
    ({"term_years": ""}, "Write the last day, or for how many years it holds."),
    ({"term": "evergreen"}, "Write the day on which it is looked at again."),
    ({"is_confidential": "y", "is_public": "y"}, "A confidential agreement cannot be on the public list."),
]


def test_a_proposal_that_lacks_something_is_refused_at_its_field_with_everything_kept(office: Office) -> None:
    usual = {**FORM, "partners-0-partner": "1", "field": "ports"}
    for wrong, sentence in WRONG:
        answer = office.officer.post("/desk/agreements/new", {**usual, **wrong})
        assert (answer.status_code, sentence in answer.text, 'value="ports"' in answer.text) == (422, True, True), wrong
    assert office.count() == 0


def test_a_signatory_called_like_somebody_of_that_partner_is_that_person_of_the_register(office: Office) -> None:
    office.officer.post("/desk/people/new", {"given_name": "Orla", "family_name": "Byrne", "institution": "TU Dublin"})
    office.officer.post("/desk/people/new", {"given_name": "Guohua", "family_name": "Wang"})
    number = office.propose()
    with office.desk.app.app_context():
        agreement = queries.get_agreement(number)
        assert [(each.name, each.person_id) for each in agreement.signatories] == [
            ("Wang Guohua", 2),
            ("Orla Byrne", 1),
        ]
    page = office.officer.get(f"/desk/agreements/{number}/signatories").text
    assert '<option value="Guohua Wang"></option>' in page


def test_another_partner_gets_a_row_and_nothing_is_proposed_yet(office: Office) -> None:
    said = {**FORM, "partners-0-partner": "1", "partners-1-partner": "1", "more": "partners"}
    answer = office.officer.post("/desk/agreements/new", said)
    assert (answer.status_code, office.count()) == (200, 0)
    assert 'name="partners-2-partner"' in answer.text


def test_each_stage_is_decided_by_its_own_role_and_with_four_eyes(office: Office) -> None:
    number = office.propose()
    office.do(office.officer, number, "submit")
    refused = {
        "legal": office.do(office.legal, number, "decide/unit", verb="approve").status_code,
        "viewer": office.do(office.viewer, number, "decide/unit", verb="approve").status_code,
        "of another stage": office.do(office.legal, number, "decide/legal", verb="approve").status_code,
        "who submitted it": office.do(office.officer, number, "decide/unit", verb="approve").status_code,
    }
    assert refused == {"legal": 403, "viewer": 403, "of another stage": 409, "who submitted it": 409}
    assert office.state(number) == "unit_approval"


def test_sending_back_and_refusing_want_a_reason_that_everybody_reads(office: Office) -> None:
    number = office.propose()
    office.do(office.officer, number, "submit")
    silent = office.do(office.lead, number, "decide/unit", verb="return")
    assert (silent.status_code, office.state(number)) == (422, "unit_approval")
    assert "Give the reason" in silent.text
    office.do(office.lead, number, "decide/unit", verb="return", reason="The seats are missing.")
    assert office.state(number) == "proposal"
    office.do(office.officer, number, "submit")
    office.do(office.lead, number, "decide/unit", verb="decline", reason="We have no places.")
    assert office.state(number) == "abandoned"
    page = office.viewer.get(f"/desk/agreements/{number}").text
    assert "The seats are missing." in page
    assert "We have no places." in page


def test_what_was_changed_while_somebody_read_is_not_decided_unseen(office: Office) -> None:
    number = office.propose()
    office.do(office.officer, number, "submit")
    office.add(number, "Another text", "en", "final")
    answer = office.do(office.lead, number, "decide/unit", verb="approve", turn="1")
    assert (answer.status_code, office.state(number)) == (409, "unit_approval")
    assert "Look at it once more" in answer.text


def test_the_first_page_says_what_waits_for_whose_decision(office: Office) -> None:
    number = office.propose()
    office.do(office.officer, number, "submit")
    line = f'<a href="/desk/agreements/{number}">Decide for the unit: Joint student training</a>'
    shown = {name: line in getattr(office, name).get("/desk/").text for name in ("lead", "head", "officer", "legal")}
    assert shown == {"lead": True, "head": True, "officer": False, "legal": False}
    office.do(office.lead, number, "decide/unit", verb="approve")
    assert "Review legally: Joint student training" in office.legal.get("/desk/").text
    assert "Joint student training" in office.legal.get("/desk/agreements", waits="me").text


def test_a_confidential_agreement_is_seen_by_those_alone_who_work_on_it(office: Office, desk: Desk) -> None:
    number = office.propose(is_confidential="y", **{"title-en": "A secret laboratory"})
    office.add(number, "The text", "en", "final")
    paths = [f"/desk/agreements/{number}", f"/desk/agreements/{number}/documents/1"]
    stranger = desk.colleague(Role.ADMIN, scope_id=desk.other_unit_id)
    readers = {"officer": office.officer, "lead": office.lead, "legal": office.legal}
    assert {name: [who.get(each).status_code for each in paths] for name, who in readers.items()} == {
        name: [200, 200] for name in readers
    }
    partner = {
        name: "A secret laboratory" in getattr(office, name).get("/desk/partners/1").text for name in ("lead", "viewer")
    }
    assert partner == {"lead": True, "viewer": False}
    for who in (office.viewer, stranger):
        assert [who.get(each).status_code for each in paths] == [404, 404]
        listed = who.get("/desk/agreements").text
        assert "secret" not in listed
        assert "TU Dublin" not in listed
    assert stranger.post(f"/desk/agreements/{number}/submit").status_code == 404


def test_the_list_is_narrowed_by_words_state_type_country_and_partner(office: Office) -> None:
    office.officer.post("/desk/partners/new", {"name-en": "Rousse", "kind": "university", "country": "BG"})
    office.propose(**{"title-en": "With Dublin"})
    office.propose(**{"title-en": "With Rousse", "partners-0-partner": "2", "kind": "research"})
    office.do(office.officer, 2, "submit")
    wanted = [{"q": "rousse"}, {"state": "unit_approval"}, {"kind": "research"}, {"country": "BG"}, {"partner": "2"}]
    for query in wanted:
        text = office.viewer.get("/desk/agreements", **query).text
        assert ("With Rousse" in text, "With Dublin" in text) == (True, False), query
    assert "No agreement matches" in office.viewer.get("/desk/agreements", expires="90").text


def test_a_renewal_begins_with_everything_copied_but_its_days(office: Office) -> None:
    number = office.approve()
    office.do(office.officer, number, "signing/arrange", way="post")
    for signatory in ("1", "2"):
        office.officer.post(
            f"/desk/agreements/{number}/signing", office.signature(number, signatory=signatory, original="every")
        )
    assert office.state(number) == "signed"
    assert office.do(office.officer, number, "renew").location == "/desk/agreements/2/edit"
    with office.desk.app.app_context():
        new = queries.get_agreement(2)
        assert [each.name for each in new.signatories] == ["Wang Guohua", "Orla Byrne"]
        assert (new.predecessor_id, new.state, new.ends_on, new.term_years) == (number, "proposal", None, 5)
    again = office.do(office.officer, number, "amend")
    assert again.status_code == 409
    assert "is being renewed or amended already" in again.text


def test_an_ending_wants_its_reason_and_its_day(office: Office) -> None:
    number = office.propose()
    path = f"/desk/agreements/{number}/end/abandon"
    assert office.officer.post(path, {"reason": " "}).status_code == 422
    assert office.officer.get(f"/desk/agreements/{number}/end/terminate").status_code == 404
    assert office.officer.post(path, {"reason": "The partner went elsewhere."}).status_code == 302
    assert office.state(number) == "abandoned"
    assert "The partner went elsewhere." in office.viewer.get(f"/desk/agreements/{number}").text


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    number = office.propose()
    path, mine = f"/desk/agreements/{number}/edit", {**FORM, "partners-0-partner": "1"}
    version = str(office.read(number).version)
    office.colleague.post(path, {**mine, "version": version, "title-en": "Theirs"})
    answer = office.officer.post(path, {**mine, "version": version, "title-en": "Mine"})
    assert (answer.status_code, office.read(number).title["en"]) == (422, "Theirs")
    assert "A colleague changed this agreement while you were writing." in answer.text


def test_once_the_text_is_frozen_only_what_it_does_not_say_is_asked(office: Office) -> None:
    number = office.freeze()
    page = office.officer.get(f"/desk/agreements/{number}/edit").text
    assert ('name="title-en"' in page, 'name="is_public"' in page) == (False, True)
    said = {"title-en": "Another", "level": "unit", "is_public": "y", "ends_on": str(date(2030, 1, 1))}
    assert office.officer.post(f"/desk/agreements/{number}/edit", said).status_code == 302
    agreement = office.read(number)
    assert (agreement.title["en"], agreement.is_public, agreement.ends_on) == ("Joint student training", True, None)
