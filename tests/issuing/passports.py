"""Guests with a passport in their confidential answers, as the house's own block asks for it."""

from __future__ import annotations

from dataclasses import replace

from coopevents.forms import service as asking
from coopevents.forms.blocks import block_named
from coopevents.forms.fields import Definition, FieldType
from coopevents.issuing import letter_terms
from coopevents.issuing.details import LetterTermsDetails
from coopevents.registration import event_forms
from tests.desks import NOW
from tests.issuing.conftest import OFFICER, Issuing

PASSPORT = {
    "needs_letter": "yes",
    "passport_consent": "yes",
    "passport_name": "MÜLLER ANNA",
    "passport_number": "C01X00T47",
    "nationality": "DE",
    "born_on": "1980-02-28",
    "passport_expires_on": "2031-05-01",
}


def ask_for_passports(issuing: Issuing, *, four_eyes: bool = False) -> None:
    """Let the event's form ask for the passport, the scan apart, and guests ask for letters."""
    block = block_named("passport")
    assert block is not None
    asked = tuple(each for each in block.questions if each.type is not FieldType.FILE)
    with issuing.event() as event:
        form = event_forms.get_form(event.id)
        definition = Definition((replace(block, questions=asked),))
        asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, definition, title=block.title, now=NOW)
        terms = LetterTermsDetails(is_offered=True, needs_four_eyes=four_eyes)
        letter_terms.change_terms(event, terms, now=NOW, actor=OFFICER)
