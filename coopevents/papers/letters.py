"""Invitation letters: a text of the office with what is known of a guest put in, in one or two languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.documents.typesetting import PDF, PNG, Paper
from coopevents.i18n import _, country_name, date_range_text, date_text, force_locale
from coopevents.issuing.letter_texts import MASK, PASSPORT, Wording, filled
from coopevents.papers.pieces import colours, in_each, piece, tag_of, words
from coopevents.papers.signed import Verification, letterhead, signature_drawing, verified_by
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText

TEMPLATE = "letter/letter.typ"


@dataclass(frozen=True)
class Invited:
    """What a letter may say: of the guest, of the passport by the keys of the answers, of the event and the stay."""

    name: str
    passport: Mapping[str, Any]
    institution: str
    position: str | LocalizedText
    event: LocalizedText
    starts_on: date
    ends_on: date
    venue: LocalizedText
    addressee: str
    stay_from: date | None
    stay_until: date | None


@dataclass(frozen=True)
class LetterSheet:
    """How a letter is set: its text, its languages and their arrangement, letterhead, signature, number, day."""

    wording: Wording
    languages: Sequence[str]
    is_side_by_side: bool
    office: Mapping[str, Any]
    signature: Upload | None
    verification: Verification
    written_at: datetime
    time_zone: str
    accent: str


def masked(keys: Sequence[str] = PASSPORT) -> dict[str, str]:
    """A passport of which nothing is shown."""
    return dict.fromkeys(keys, MASK)


def letter_of(invited: Invited, sheet: LetterSheet, *, is_preview: bool = False) -> Paper:
    """The letter; a preview is a picture of its first page."""
    languages, office = sheet.languages, LocalizedText(sheet.office.get("name") or {})
    written_on = sheet.written_at.astimezone(ZoneInfo(sheet.time_zone)).date()
    values = {
        **colours(sheet.accent),
        "is_side_by_side": sheet.is_side_by_side and len(languages) > 1,
        "office": letterhead(sheet.office, languages),
        "addressee": invited.addressee,
        "date": words(lambda: date_text(written_on), languages),
        "parts": [_part(invited, sheet.wording, office, each) for each in languages],
        "signature": signature_drawing(sheet.signature),
        **verified_by(sheet.verification, languages),
    }
    return Paper(
        template=TEMPLATE,
        format=PNG if is_preview else PDF,
        values=values,
        title=f"{in_each(lambda: _('Invitation letter'), languages)[0]['text']} {sheet.verification.number}",
        author=office.in_language(languages[0]),
        language=tag_of(languages[0]),
        written_at=sheet.written_at,
    )


def _part(invited: Invited, wording: Wording, office: LocalizedText, language: str) -> dict[str, Any]:
    with force_locale(language):
        said = _values(invited, office, language)
    text = wording.text.in_language(language)
    paragraphs = [
        [filled(line.strip(), said) for line in each.split("\n") if line.strip()] for each in text.split("\n\n")
    ]
    shown = wording.text.language_for(language) or language
    return {
        "lang": piece(shown, "")["lang"],
        "subject": filled(wording.subject.in_language(language), said),
        "paragraphs": [each for each in paragraphs if each],
    }


def _values(invited: Invited, office: LocalizedText, language: str) -> dict[str, str]:
    passport = {key: _passport_text(key, value) for key, value in invited.passport.items()}
    stay, position = "", invited.position
    if invited.stay_from and invited.stay_until:
        stay = date_range_text(invited.stay_from, invited.stay_until)
    return {
        **passport,
        "name": invited.name,
        "institution": invited.institution,
        "position": position.in_language(language) if isinstance(position, LocalizedText) else position,
        "event": invited.event.in_language(language),
        "days": date_range_text(invited.starts_on, invited.ends_on),
        "venue": (invited.venue or office).in_language(language),
        "stay": stay,
        "addressee": invited.addressee,
        "office": office.in_language(language),
    }


def _passport_text(key: str, value: Any) -> str:
    text = str(value)
    if text == MASK:
        return text
    if key == "nationality":
        return country_name(text)
    if key.endswith("_on"):
        try:
            return date_text(date.fromisoformat(text))
        except ValueError:
            return text
    return text
