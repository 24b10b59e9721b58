"""Invitation letters as papers: with everything in them for issuing, with the passport masked for looking."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response

from coopevents import links
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.issued_papers import signatures_of, verification_of
from coopevents.blueprints.uploads import present_store
from coopevents.documents.typesetting import Paper
from coopevents.issuing import letter_queries, letter_terms, numbering, passports
from coopevents.issuing.contents import languages_for, office_said
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.states import PaperKind
from coopevents.papers.letters import Invited, LetterSheet, letter_of, masked
from coopevents.papers.signed import Verification
from coopevents.refusals import NotFound
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.uploads import Upload


def letter_paper(letter: Letter, *, now: datetime, is_preview: bool = False) -> Paper:
    """The letter with what the guest answered about the passport; whoever asks for it writes that down."""
    return _paper(letter, passports.passport_of(letter.registration), now=now, is_preview=is_preview)


def masked_paper(letter: Letter, *, now: datetime) -> Paper:
    """A picture of the letter that shows nothing of the passport."""
    return _paper(letter, masked(), now=now, is_preview=True)


def _paper(letter: Letter, passport: Mapping[str, Any], *, now: datetime, is_preview: bool) -> Paper:
    event, guest, terms = letter.event, letter.registration, letter_terms.terms_of(letter.event_id)
    office = numbering.office_of(event)
    key = office.signature_key
    sheet = LetterSheet(
        wording=letter_terms.wording_of(event),
        languages=languages_for(guest, event, terms.languages),
        is_side_by_side=terms.is_side_by_side,
        office=office_said(event, office),
        signature=signatures_of({key})[key],
        verification=_verification(letter, now),
        written_at=now.replace(second=0, microsecond=0),
        time_zone=event.time_zone,
        accent=event.accent,
    )
    invited = Invited(
        name=guest.name,
        passport=passport,
        institution=guest.institution_name,
        position=guest.position,
        event=event.title,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        venue=event.venue,
        addressee=letter.addressee,
        stay_from=letter.stay_from,
        stay_until=letter.stay_until,
    )
    return letter_of(invited, sheet, is_preview=is_preview)


def _verification(letter: Letter, now: datetime) -> Verification:
    """What the letter is verified by; a draft has no number yet, and a code that is none."""
    if letter.paper is not None:
        return verification_of(letter.paper)
    event = letter.event
    prefix = numbering.number_text(numbering.office_of(event), PaperKind.LETTER, numbering.year_of(event, now), 0)
    return Verification(prefix.replace("0000", "…"), "draft", links.address_of("public_verifying.show", code="draft"))


def issued_file(letter: Letter, purpose: Purpose) -> Response:
    """The file of an issued letter. Raises NotFound when there is none, or it was erased."""
    key = letter_queries.file_key(letter.paper) if letter.paper is not None else None
    if key is None or letter.paper is None:
        raise NotFound
    upload: Upload = sealed_files.open_sealed(key, purpose, store=present_store())
    return file_download(f"{letter.paper.number}.pdf", upload)
