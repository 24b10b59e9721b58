"""Certificates of attendance: a name in every script it is written in, what was attended, and who says so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.documents.typesetting import PDF, PNG, Paper
from coopevents.i18n import _, country_name, current_language, date_range_text, date_text
from coopevents.papers.badges import MM, Room
from coopevents.papers.pieces import Piece, colours, in_each, pieces, tag_of, words
from coopevents.papers.signed import Verification, letterhead, localized_in, signature_drawing, verified_by
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText

TEMPLATE = "certificate/certificate.typ"
MOST_AT_ONCE = 1_000
WIDTH = 233 * MM
NAME = Room((36, 32, 28, 24, 21, 18, 15, 13), WIDTH, 17 * MM)
ORIGINAL = Room((22, 20, 18, 16, 14, 12, 11), WIDTH, 11 * MM)
INSTITUTION = Room((13, 12, 11, 10, 9), WIDTH, 11 * MM)
EVENT = Room((21, 18, 16, 14, 12, 11), WIDTH, 15 * MM)


@dataclass(frozen=True)
class Certificate:
    """One certificate: what was kept of it when it was issued, how it is verified, and its languages."""

    content: Mapping[str, Any]
    verification: Verification
    languages: Sequence[str]
    issued_at: datetime
    time_zone: str


def certificates_of(
    certificates: Sequence[Certificate], signatures: Mapping[str, Upload | None], *, is_preview: bool = False
) -> Paper:
    """The certificates in the order given, a page each; ``signatures`` by the ``signature_key`` in their content."""
    first = certificates[0]
    known: dict[Any, list[Piece]] = {}
    drawings = {key: signature_drawing(picture) for key, picture in signatures.items()}
    office = LocalizedText(first.content["office"]["name"])
    return Paper(
        template=TEMPLATE,
        format=PNG if is_preview else PDF,
        values={
            **colours(str(first.content.get("accent", ""))),
            "drawings": drawings,
            "papers": [_page(each, known) for each in certificates],
        },
        title=f"{in_each(lambda: _('Certificate of attendance'), first.languages)[0]['text']} "
        f"{first.verification.number}",
        author=office.in_language(first.languages[0]),
        language=tag_of(first.languages[0]),
        written_at=max(each.issued_at for each in certificates),
    )


def _page(certificate: Certificate, known: dict[Any, list[Piece]]) -> dict[str, Any]:
    """One certificate; what is the same on many is said once."""

    def said(key: Any, say: Callable[[], str], languages: Sequence[str] = certificate.languages) -> list[Piece]:
        place = key, tuple(languages)
        return known[place] if place in known else known.setdefault(place, words(say, languages))

    content, languages = certificate.content, certificate.languages
    names, event = content["names"], localized_in(content, "event")
    latin, original = _shown_names(names)
    first, last = date.fromisoformat(content["starts_on"]), date.fromisoformat(content["ends_on"])
    issued_on = certificate.issued_at.astimezone(ZoneInfo(certificate.time_zone)).date()
    institution = str(content.get("institution", ""))
    return {
        "heading": pieces(localized_in(content, "heading"), languages)
        or said("heading", lambda: _("Certificate of attendance")),
        "certifies": said("certifies", lambda: _("This is to certify that")),
        "name": latin,
        "original": original,
        "institution": institution,
        "country": said(
            ("country", content.get("country")), lambda: country_name(str(content.get("country", ""))), languages[:1]
        ),
        "took_part": said("took part", lambda: _("took part in")),
        "event": pieces(event, languages),
        "when": said((first, last), lambda: date_range_text(first, last)),
        "where": pieces(localized_in(content, "venue"), languages),
        "hours": said(content["minutes"], lambda: hours_text(int(content["minutes"]))) if content["minutes"] else [],
        "text": pieces(localized_in(content, "text"), languages),
        "issued": said(issued_on, lambda: date_text(issued_on)),
        "office": letterhead(content["office"], languages),
        "signature": str(content.get("signature_key", "")),
        "sizes": {
            "name": NAME.size_of(latin),
            "original": ORIGINAL.size_of(original),
            "institution": INSTITUTION.size_of(institution),
            "event": min((EVENT.size_of(each["text"]) for each in pieces(event, languages)), default=12),
        },
        **verified_by(certificate.verification, languages),
    }


def _shown_names(names: Mapping[str, str]) -> tuple[str, str]:
    latin = " ".join(filter(None, (names.get("title", ""), names.get("latin", "")))) if names.get("latin") else ""
    original = names.get("original", "")
    return (latin, original if original != latin else "") if latin else (original, "")


def hours_text(minutes: int) -> str:
    """So many hours attended, as the language writes them."""
    hours = f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
    if current_language() == "fr":
        hours = hours.replace(".", ",")
    return str(_("Hours attended: %(hours)s", hours=hours))
