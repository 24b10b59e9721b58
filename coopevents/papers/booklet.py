"""The programme as a booklet: cover, how to use it, every day, people, places, practical pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.documents.typesetting import PDF, Paper
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.i18n import _, date_range_text, date_time_text, zone_text
from coopevents.papers.entries import Entries, Values
from coopevents.papers.indexes import people_of, places_of
from coopevents.papers.pieces import Piece, colours, in_each, pieces, tag_of, words
from coopevents.papers.prose import blocks
from coopevents.schedule.releases import ReleasedProgramme
from coopevents.text import LocalizedText

TEMPLATE = "booklet/booklet.typ"
SIZES = ("a5", "a4")
ARRANGEMENTS = ("stacked", "beside")


@dataclass(frozen=True)
class BookletChoice:
    """How a reader wants the booklet: in one language or two, on which paper, one language below the other or beside
    it, with descriptions, with practical pages."""

    languages: tuple[str, ...]
    size: str = "a5"
    arrangement: str = "stacked"
    has_texts: bool = True
    has_pages: bool = True


@dataclass(frozen=True)
class Imprint:
    """What a paper says of where it comes from: the office, the living programme's address, and that as a QR code."""

    office: LocalizedText
    address: str
    code: str


def booklet_of(event: Event, programme: ReleasedProgramme, choice: BookletChoice, imprint: Imprint) -> Paper:
    """The booklet of a released programme; needs a request or forced locale for its words."""
    languages, zone = choice.languages, ZoneInfo(event.time_zone)
    entries = Entries(programme.shown, languages, zone, has_texts=choice.has_texts)
    values = {
        **frame(event, programme, languages, imprint),
        "size": choice.size,
        "is_beside": choice.arrangement == "beside" and len(languages) > 1,
        "summary": pieces(event.summary, languages),
        "days": entries.days(),
        "people": people_of(entries),
        "places": places_of(entries),
        "pages": _pages(event, languages) if choice.has_pages else [],
        "hints": _hints(programme, entries),
        "words": _words(languages),
    }
    return paper_of(TEMPLATE, values, event, programme, languages, imprint)


def paper_of(
    template: str,
    values: Values,
    event: Event,
    programme: ReleasedProgramme,
    languages: Sequence[str],
    imprint: Imprint,
) -> Paper:
    """A PDF about an event, written when its programme was released."""
    return Paper(
        template=template,
        format=PDF,
        values=values,
        title=f"{event.title.in_language(languages[0])} – {in_each(lambda: _('Programme'), languages)[0]['text']}",
        author=imprint.office.in_language(languages[0]),
        language=tag_of(languages[0]),
        written_at=programme.released_at,
    )


def frame(event: Event, programme: ReleasedProgramme, languages: Sequence[str], imprint: Imprint) -> dict[str, Any]:
    """What every paper of an event shows: whose it is, what, when, where, and as of which release."""
    is_cancelled = event.state is EventState.CANCELLED
    return {
        **colours(event.accent),
        "title": pieces(event.title, languages),
        "dates": words(lambda: date_range_text(event.starts_on, event.ends_on), languages),
        "venue": pieces(event.venue, languages),
        "host": pieces(event.unit.name, languages),
        "office": pieces(imprint.office, languages),
        "as_of": as_of(event, programme, languages),
        "cancelled": words(lambda: _("This event is cancelled"), languages) if is_cancelled else [],
        "cancellation_reason": event.cancellation_reason if is_cancelled else "",
        "address": imprint.address,
        "code": imprint.code,
    }


def as_of(event: Event, programme: ReleasedProgramme, languages: Sequence[str]) -> list[Piece]:
    """Until when a paper is known to be true."""
    zone = ZoneInfo(event.time_zone)
    return words(
        lambda: _(
            "As of release %(number)s, %(when)s",
            number=programme.number,
            when=date_time_text(programme.released_at, zone),
        ),
        languages,
    )


def _hints(programme: ReleasedProgramme, entries: Entries) -> list[list[Piece]]:
    """How to read the booklet: only what occurs in it."""
    shown, zone, languages = programme.shown, entries.zone, entries.languages
    moment = shown[0].starts_at if shown else programme.released_at
    starts = [each.starts_at for each in shown]
    runs_past_midnight = any(
        each.starts_at.astimezone(zone).date() != each.ends_at.astimezone(zone).date() for each in shown
    )
    hints = [words(lambda: _("All times are local times: %(zone)s.", zone=zone_text(zone, moment)), languages)]
    if runs_past_midnight:
        hints.append(words(lambda: _("(+1) after a time means the day after."), languages))
    if len(set(starts)) < len(starts):
        hints.append(words(lambda: _("What begins at the same time stands together beside one line."), languages))
    if any(each.is_cancelled for each in shown):
        hints.append(words(lambda: _("What is struck through was cancelled; the reason stands with it."), languages))
    hints.append(
        words(lambda: _("Programmes change. The code leads to the programme as it is now, on your phone."), languages)
    )
    return hints


def _pages(event: Event, languages: Sequence[str]) -> list[Values]:
    return [
        {
            "title": pieces(page.title, languages),
            "texts": [{**each, "blocks": blocks(each["text"])} for each in pieces(page.text, languages)],
        }
        for page in event.pages
        if page.is_published
    ]


def _words(languages: Sequence[str]) -> dict[str, list[Piece]]:
    """The booklet's own words."""
    return {
        "programme": words(lambda: _("Programme"), languages),
        "contents": words(lambda: _("Contents"), languages),
        "how_to": words(lambda: _("How to use this booklet"), languages),
        "people": words(lambda: _("People"), languages),
        "places": words(lambda: _("Places"), languages),
        "practical": words(lambda: _("Good to know"), languages),
        "cancelled": in_each(lambda: _("Cancelled"), languages),
        "nothing": words(lambda: _("The programme is being prepared"), languages),
    }
