"""A letter of thanks after a visit, on paper."""

from coopevents.delegations import thanking
from coopevents.delegations.after_models import ThanksLetter
from coopevents.delegations.recording import day_of
from coopevents.documents.typesetting import PDF, Paper
from coopevents.i18n import _, date_text, force_locale, localized
from coopevents.papers.pieces import colours, piece, pieces, tag_of, words
from coopevents.papers.visit_letters import TEMPLATE
from coopevents.text import LocalizedText


def thanks_of(letter: ThanksLetter, office: LocalizedText) -> Paper:
    """The letter as it was edited, in the guest's language and the office's; dated when it was sent, else written."""
    languages = [letter.language, *(each for each in letter.text if each != letter.language)]
    delegation, written_at = letter.delegation, letter.sent_at or letter.written_at
    with force_locale(letter.language):
        title, position = str(_("Thank you for your visit")), ""
        if letter.delegate is not None:
            position = localized(letter.delegate.office)
    addressee = (thanking.name_of(letter), position or delegation.contact_position, delegation.organisation)
    return Paper(
        template=TEMPLATE,
        format=PDF,
        values={
            **colours("indigo"),
            "office": pieces(office, languages),
            "addressee": [each for each in addressee if each],
            "number": delegation.number,
            "date": words(lambda: date_text(day_of(written_at)), languages),
            "parts": [_part(letter, each) for each in languages],
            "closing": words(lambda: _("With kind regards"), languages),
        },
        title=title,
        author=office.in_language(letter.language),
        language=tag_of(letter.language),
        written_at=written_at,
    )


def _part(letter: ThanksLetter, language: str) -> dict[str, object]:
    with force_locale(language):
        subject = str(_("Thank you for your visit"))
    paragraphs = [each.strip() for each in letter.text[language].split("\n\n")]
    return {
        "lang": piece(language, "")["lang"],
        "subject": subject,
        "paragraphs": [each for each in paragraphs if each],
    }
