"""Delegates' invitation letters as papers: complete for issuing, with the passport masked for looking."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopevents import config, links
from coopevents.accounts import queries as accounts
from coopevents.blueprints.issued_papers import signatures_of
from coopevents.delegations.people_models import Delegate
from coopevents.documents.typesetting import Paper
from coopevents.issuing import numbering, visit_letters
from coopevents.issuing.visit_letter_models import VisitLetter
from coopevents.issuing.visit_letter_texts import VISIT
from coopevents.papers.letters import Invited, LetterSheet, letter_of, masked
from coopevents.papers.signed import Verification
from coopevents.text import LocalizedText, full_name

ACCENT = "indigo"


def visit_letter_paper(letter: VisitLetter, delegate: Delegate, *, now: datetime) -> Paper:
    """The letter with the delegate's passport; whoever asks for it writes that down."""
    return _paper(letter, delegate, visit_letters.passport_of(delegate), now=now, is_preview=False)


def masked_visit_letter(letter: VisitLetter, delegate: Delegate, *, now: datetime) -> Paper:
    """A picture of the letter that shows nothing of the passport."""
    return _paper(letter, delegate, masked(), now=now, is_preview=True)


def office_said(unit_id: int) -> dict[str, Any]:
    """The letterhead and who signs, as plain data."""
    office = numbering.office_of_unit(unit_id)
    unit = next(each for each in accounts.list_units() if each.id == unit_id)
    names = ("address", "signatory", "position")
    return {"name": dict(office.name or unit.name), **{name: dict(getattr(office, name) or {}) for name in names}}


def _paper(
    letter: VisitLetter, delegate: Delegate, passport: Mapping[str, Any], *, now: datetime, is_preview: bool
) -> Paper:
    person, delegation = delegate.person, delegate.delegation
    languages = letter.languages.split()
    key = numbering.office_of_unit(letter.unit_id).signature_key
    number, code = letter.number or "…", letter.code or "draft"
    sheet = LetterSheet(
        wording=VISIT,
        languages=languages,
        is_side_by_side=True,
        office=office_said(letter.unit_id),
        signature=signatures_of({key})[key],
        verification=Verification(number, code, links.address_of("public_verifying.show", code=code)),
        written_at=now.replace(second=0, microsecond=0),
        time_zone=config.in_force().default_time_zone,
        accent=ACCENT,
    )
    invited = Invited(
        name=full_name(person.given_name, person.family_name) or person.original_name,
        passport=passport,
        institution=delegation.organisation,
        position=delegate.office or person.position,
        event=LocalizedText(),
        starts_on=delegation.arrives_on,
        ends_on=delegation.leaves_on,
        venue=LocalizedText(),
        addressee=letter.addressee,
        stay_from=letter.stay_from,
        stay_until=letter.stay_until,
    )
    return letter_of(invited, sheet, is_preview=is_preview)
