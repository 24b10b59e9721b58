"""The letter about a visit that cannot be received: refused, or sent to somebody else."""

from collections.abc import Sequence
from typing import Any

from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitState
from coopevents.documents.typesetting import PDF, Paper
from coopevents.i18n import _, date_range_text, date_text, force_locale
from coopevents.papers.pieces import colours, piece, pieces, tag_of, words
from coopevents.text import LocalizedText

TEMPLATE = "visit_letter/letter.typ"


def letter_of(delegation: Delegation, office: LocalizedText, languages: Sequence[str]) -> Paper:
    """The letter, in one language or two; it says what the visit's page says, whenever it is set."""
    first = languages[0]
    with force_locale(first):
        title = f"{_('Your visit')} {delegation.number}"
    addressee = (delegation.contact_name, delegation.contact_position, delegation.organisation)
    written_on = day_of(delegation.state_since)
    return Paper(
        template=TEMPLATE,
        format=PDF,
        values={
            **colours("indigo"),
            "office": pieces(office, languages),
            "addressee": [each for each in addressee if each],
            "number": delegation.number,
            "date": words(lambda: date_text(written_on), languages),
            "parts": [_part(delegation, each) for each in languages],
            "closing": words(lambda: _("With kind regards"), languages),
        },
        title=title,
        author=office.in_language(first),
        language=tag_of(first),
        written_at=delegation.state_since,
    )


def _part(delegation: Delegation, language: str) -> dict[str, Any]:
    with force_locale(language):
        days = date_range_text(delegation.arrives_on, delegation.leaves_on)
        opening = [
            _("Dear %(name)s,", name=delegation.contact_name),
            _("Thank you for your wish to visit us (%(days)s).", days=days),
        ]
        if delegation.state is VisitState.REDIRECTED:
            said = [
                _("We have looked at it with care and believe that somebody else can help you better."),
                _("Please turn to: %(whom)s", whom=delegation.redirected_to),
            ]
        else:
            said = [_("We have looked at it with care. To our regret, we cannot receive your delegation this time.")]
        closing = _("We hope to meet you on another occasion.")
        subject = str(_("Your visit"))
    paragraphs = [*opening, *said, delegation.reason, closing]
    return {
        "lang": piece(language, "")["lang"],
        "subject": f"{subject} · {delegation.number}",
        "paragraphs": [str(each) for each in paragraphs if each],
    }
