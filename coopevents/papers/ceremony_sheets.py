"""Signing sheets: a page for each original of each agreement, with the places to sign in the order of the alternat."""

from collections.abc import Sequence
from typing import Any

from babel import Locale

from coopevents.ceremonies.alternat import Copy, Originals, originals_of
from coopevents.ceremonies.protocol_words import rule_sources, rule_words
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _, current_language, list_text
from coopevents.papers.ceremony_pieces import ceremony_paper, names, offices, title_of
from coopevents.papers.ceremony_values import AgreementToSign, CeremonyValues, PaperChoice
from coopevents.papers.pieces import columns, pieces, words

TEMPLATE = "ceremony_sheets/sheets.typ"


def sheets_of(ceremony: CeremonyValues, choice: PaperChoice) -> Paper:
    """The sheets, agreement by agreement and original by original."""
    copies = [
        _sheet(ceremony, agreement, originals, copy, choice)
        for agreement in ceremony.agreements
        for originals in [originals_for(ceremony, agreement)]
        for copy in originals.copies
    ]
    values = {"copies": copies, "words": {"date": words(lambda: _("Place and date"), choice.languages)}}
    return ceremony_paper(TEMPLATE, title_of(lambda: _("Signing sheets"), choice), values, ceremony, choice)


def originals_for(ceremony: CeremonyValues, agreement: AgreementToSign) -> Originals:
    """The originals of an agreement: each party's own language first in its own."""
    own = {key: ceremony.party(key).language for key in agreement.parties}
    return originals_of(agreement.parties, agreement.languages, own)


def _sheet(
    ceremony: CeremonyValues, agreement: AgreementToSign, originals: Originals, copy: Copy, choice: PaperChoice
) -> dict[str, Any]:
    languages, count = choice.languages, len(originals.copies)

    def kept() -> str:
        keeper = ceremony.party(copy.keeper).institution.in_language(current_language())
        return str(_("This original is kept by %(institution)s.", institution=keeper))

    return {
        "number": agreement.number,
        "title": columns(agreement.title, languages),
        "original": words(lambda: _("Original %(number)s of %(count)s", number=copy.number, count=count), languages),
        "kept": words(kept, languages) if copy.keeper else [],
        "languages": words(lambda: _languages(copy.languages), languages) if copy.languages else [],
        "places": [_place(ceremony, agreement, key, choice) for key in copy.parties],
        "rule": words(lambda: rule_words(originals.rule), languages),
        "sources": rule_sources(originals.rule),
    }


def _languages(languages: Sequence[str]) -> str:
    names_of = [str(Locale.parse(each).get_language_name(current_language()) or each) for each in languages]
    return str(_("Texts in this order: %(languages)s.", languages=list_text(names_of)))


def _place(ceremony: CeremonyValues, agreement: AgreementToSign, key: str, choice: PaperChoice) -> dict[str, Any]:
    party = ceremony.party(key)
    person = ceremony.person(agreement.signatories.get(key, party.signatory))
    return {
        "institution": pieces(party.institution, choice.languages),
        "name": names(person, choice.languages),
        "office": offices(person, choice.languages),
    }
