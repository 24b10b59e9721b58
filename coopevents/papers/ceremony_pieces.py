"""What all papers of a ceremony share: whose it is, when and where, and people as each language writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.ceremonies.plates import name_in
from coopevents.documents.typesetting import PDF, Paper
from coopevents.i18n import _, date_time_text, day_text, time_range_text
from coopevents.papers.ceremony_values import Attendant, CeremonyValues, PaperChoice
from coopevents.papers.pieces import Piece, colours, in_each, piece, pieces, tag_of, words
from coopevents.text import LocalizedText


def ceremony_paper(
    template: str, name: str, values: Mapping[str, Any], ceremony: CeremonyValues, choice: PaperChoice
) -> Paper:
    """A PDF of the ceremony: the template's values beside those of the frame; ``name`` says what paper it is."""
    first = choice.languages[0]
    return Paper(
        template=template,
        format=PDF,
        values={**frame(ceremony, choice), **values},
        title=f"{name} – {ceremony.title.in_language(first)}",
        author=ceremony.host.in_language(first),
        language=tag_of(first),
        written_at=ceremony.changed_at,
    )


def frame(ceremony: CeremonyValues, choice: PaperChoice) -> dict[str, Any]:
    """What stands on every paper of a ceremony."""
    languages, zone = choice.languages, ZoneInfo(ceremony.time_zone)
    return {
        **colours(ceremony.accent),
        "size": choice.size,
        "is_beside": choice.is_side_by_side and len(languages) > 1,
        "title": pieces(ceremony.title, languages),
        "day": words(lambda: day_text(ceremony.starts_at, zone), languages),
        "time": time_range_text(ceremony.starts_at, ceremony.ends_at, zone),
        "where": pieces(ceremony.place, languages),
        "host": pieces(ceremony.host, languages),
        "as_of": words(lambda: _("As of %(when)s", when=date_time_text(ceremony.changed_at, zone)), languages),
    }


def names(person: Attendant, languages: Sequence[str]) -> list[Piece]:
    """The name as each language of the paper writes it and in its own script, each form once whatever its title."""
    plain = replace(person.named, title="")
    found: dict[str, Piece] = {}
    for each in languages:
        found.setdefault(name_in(plain, each), piece(each, name_in(person.named, each)))
    if plain.original_name:
        found.setdefault(plain.original_name, piece(languages[0], plain.original_name))
    return list(found.values())


def name_column(person: Attendant, languages: Sequence[str]) -> list[Piece]:
    """The name once for each language of the paper."""
    return [piece(each, name_in(person.named, each)) for each in languages]


def own_script(person: Attendant, languages: Sequence[str]) -> str:
    """The name in its own script where no language of the paper shows it."""
    original = person.named.original_name
    return "" if original in {name_in(person.named, each) for each in languages} else original


def offices(person: Attendant, languages: Sequence[str]) -> list[Piece]:
    """The office in the languages of the paper."""
    return pieces(LocalizedText(dict(person.named.offices)), languages)


def institutions(person: Attendant, languages: Sequence[str]) -> list[Piece]:
    """The institution in the languages of the paper."""
    return pieces(LocalizedText(dict(person.named.institutions)), languages)


def title_of(say: Any, choice: PaperChoice) -> str:
    """A paper's own name in its first language."""
    return str(in_each(say, choice.languages)[0]["text"])
