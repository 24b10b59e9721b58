"""Letters go from the guest through review to the guest, each step by whom and when it may be, issued once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.issuing import letter_queries, letter_terms, letters, queries
from coopevents.issuing.details import LetterDetails, LetterTermsDetails
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.letter_texts import USUAL, PlaceholderIsUnknown, Wording, filled
from coopevents.issuing.letters import LetterLacksAnswers, LettersAreNotOffered, LetterWentOn, NeedsOtherEyes
from coopevents.issuing.states import LetterState, PaperState
from coopevents.mail.models import OutboxMessage
from coopevents.registration import erasing, protected, purging
from coopevents.storage.models import StoredFile
from coopevents.storage.store import present_store
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk
from tests.issuing.conftest import AFTER, OFFICER, Issuing
from tests.issuing.passports import PASSPORT, ask_for_passports

GUEST = Actor("guest", 1, "Guest 1")
COLLEAGUE = Actor("user", 2, "Jin Yutong")
STAY = LetterDetails(addressee="Embassy in Berlin", stay_from=date(2026, 11, 29), stay_until=date(2026, 12, 5))
PDF = b"%PDF-1.7 a letter"


@pytest.fixture
def asked(issuing: Issuing) -> Issuing:
    """An office whose guest number 1 has answered everything about the passport."""
    ask_for_passports(issuing)
    issuing.guest("anna", comes=False, family_name="Müller", answers=PASSPORT)
    return issuing


def the_letter(issuing: Issuing) -> Letter:
    letter = letter_queries.find_live(issuing.registration(1).id)
    assert letter is not None
    return letter


def ask(issuing: Issuing, details: LetterDetails = STAY) -> None:
    with issuing.event():
        letters.ask_for_letter(issuing.registration(1), details, now=NOW, actor=GUEST)


def issue(issuing: Issuing, actor: Actor = OFFICER) -> None:
    with issuing.event():
        letters.give_number(the_letter(issuing), now=AFTER, actor=actor)
        unit_of_work.commit()
        letter = the_letter(issuing)
        letters.issue_letter(letter, letter.version, PDF, store=present_store(), now=AFTER, actor=actor)


def state_of(issuing: Issuing) -> LetterState:
    with issuing.event():
        return the_letter(issuing).state


def messages(issuing: Issuing) -> list[str]:
    with issuing.event():
        return [each.kind for each in db.session.query(OutboxMessage) if each.kind.startswith("letter")]


def test_a_letter_is_asked_for_sent_back_mended_approved_and_issued(asked: Issuing) -> None:
    ask(asked)
    with asked.event():
        letters.return_letter(the_letter(asked), "Which consulate?", now=NOW, actor=OFFICER)
    assert (state_of(asked), messages(asked)) == (LetterState.RETURNED, ["letter_returned"])
    ask(asked, LetterDetails(addressee="Consulate in Munich", stay_from=STAY.stay_from, stay_until=STAY.stay_until))
    with asked.event():
        letters.approve_letter(the_letter(asked), now=NOW, actor=OFFICER)
    issue(asked)
    assert messages(asked) == ["letter_returned", "letter_issued"]
    with asked.event():
        letter, paper = the_letter(asked), the_letter(asked).paper
        assert paper is not None
        assert (letter.state, letter.addressee) == (LetterState.ISSUED, "Consulate in Munich")
        assert (paper.number, paper.initials, paper.state) == ("IL-2026-0001", "A. M.", PaperState.ISSUED)
        assert queries.find_by_code(paper.code) is paper
        [reveal] = protected.list_reveals(letter.registration)
        assert reveal.reason == "For the letter IL-2026-0001"


def test_what_the_text_needs_must_be_answered_first(issuing: Issuing) -> None:
    ask_for_passports(issuing)
    issuing.guest("anna", comes=False)
    with issuing.event(), pytest.raises(LetterLacksAnswers) as refused:
        letters.ask_for_letter(issuing.registration(1), LetterDetails(), now=NOW, actor=GUEST)
    assert set(refused.value.missing) == {"passport_name", "passport_number", "nationality", "born_on", "stay"}


def test_guests_ask_only_where_letters_are_offered(asked: Issuing) -> None:
    with asked.event() as event:
        letter_terms.change_terms(event, LetterTermsDetails(is_offered=False), now=NOW, actor=OFFICER)
    with pytest.raises(LettersAreNotOffered):
        ask(asked)
    with asked.event():
        letters.begin_letter(asked.registration(1), STAY, now=NOW, actor=OFFICER)
    assert state_of(asked) is LetterState.DRAFT


def test_with_four_eyes_nobody_does_two_steps(asked: Issuing) -> None:
    with asked.event() as event:
        letter_terms.change_terms(event, LetterTermsDetails(is_offered=True), now=NOW, actor=OFFICER)
    with asked.event():
        letters.begin_letter(asked.registration(1), STAY, now=NOW, actor=OFFICER)
        letters.submit_letter(the_letter(asked), now=NOW, actor=OFFICER)
        with pytest.raises(NeedsOtherEyes):
            letters.approve_letter(the_letter(asked), now=NOW, actor=OFFICER)
        letters.approve_letter(the_letter(asked), now=NOW, actor=COLLEAGUE)
        with pytest.raises(NeedsOtherEyes):
            letters.give_number(the_letter(asked), now=NOW, actor=COLLEAGUE)
    issue(asked, OFFICER)
    assert state_of(asked) is LetterState.ISSUED


def test_a_number_stays_with_its_letter_and_what_changed_meanwhile_is_not_issued(asked: Issuing) -> None:
    ask(asked)
    with asked.event():
        letters.approve_letter(the_letter(asked), now=NOW, actor=OFFICER)
        first = letters.give_number(the_letter(asked), now=NOW, actor=OFFICER).number
        assert letters.give_number(the_letter(asked), now=NOW, actor=OFFICER).number == first == "IL-2026-0001"
        with pytest.raises(LetterWentOn):
            letters.issue_letter(the_letter(asked), 1, PDF, store=present_store(), now=NOW, actor=OFFICER)
    issue(asked)
    with asked.event(), pytest.raises(LetterWentOn):
        letters.approve_letter(the_letter(asked), now=NOW, actor=OFFICER)


def test_a_withdrawn_letter_is_no_longer_valid_and_another_can_be_asked_for(asked: Issuing) -> None:
    ask(asked)
    with asked.event():
        letters.approve_letter(the_letter(asked), now=NOW, actor=OFFICER)
    issue(asked)
    with asked.event():
        letters.withdraw_letter(the_letter(asked), "The visit was cancelled", now=AFTER, actor=OFFICER)
    ask(asked)
    with asked.event() as event:
        found = letter_queries.list_letters(event.id, limit=10)
        assert [each.state for each in found] == [LetterState.IN_REVIEW, LetterState.WITHDRAWN]
        assert [each.paper.state for each in found if each.paper] == [PaperState.WITHDRAWN]


def files_kept(issuing: Issuing) -> int:
    with issuing.event():
        return db.session.query(StoredFile).count()


def issued(issuing: Issuing) -> None:
    ask(issuing)
    with issuing.event():
        letters.approve_letter(the_letter(issuing), now=NOW, actor=OFFICER)
    issue(issuing)
    assert files_kept(issuing) == 1


def test_the_file_is_erased_with_the_answers_it_was_made_from(asked: Issuing) -> None:
    issued(asked)
    long_after = AFTER + timedelta(days=60)
    with asked.event():
        for due in purging.list_due(long_after):
            for _count in purging.purge(due, now=long_after):
                unit_of_work.commit()
    assert files_kept(asked) == 0
    with asked.event():
        paper = the_letter(asked).paper
        assert paper is not None
        assert (paper.state, paper.file_id) == (PaperState.ISSUED, None)


def test_nothing_is_left_of_a_letter_when_the_guest_is_erased(asked: Issuing) -> None:
    issued(asked)
    with asked.event():
        erasing.erase_guest(asked.registration(1), now=AFTER, actor=GUEST)
    assert files_kept(asked) == 0
    with asked.event() as event:
        assert letter_queries.list_letters(event.id, limit=10) == []


def test_texts_name_what_cannot_be_put_in(desk: Desk, issuing: Issuing) -> None:
    def keep(event: Event, text: str) -> None:
        wording = Wording(LocalizedText(en="Visit"), LocalizedText(en=text))
        letter_terms.keep_text(event, None, "Short", wording, now=NOW, actor=OFFICER)

    with issuing.event() as event:
        keep(event, "Dear {name}, welcome to {event}.")
        with pytest.raises(PlaceholderIsUnknown) as refused:
            keep(event, "Dear {nmae}")
        assert str(refused.value) == "Nothing can be put in for {nmae}."
        [template] = letter_queries.list_templates(desk.unit_id)
        letter_terms.change_terms(event, LetterTermsDetails(template_id=template.id), now=NOW, actor=OFFICER)
        assert letter_terms.wording_of(event).placeholders("en") == {"name", "event"}


def test_braces_in_what_is_put_in_stay_braces() -> None:
    assert filled("Dear {name} of {institution}", {"name": "{institution}"}) == ["Dear ", "{institution}", " of "]
    assert USUAL.placeholders("en") == USUAL.placeholders("zh_Hans_CN") == USUAL.placeholders("fr")
