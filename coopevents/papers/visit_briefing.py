"""The briefing pack of a visit, for those of ours who receive it: never for guests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from coopevents.agreements.models import Agreement
from coopevents.agreements.words import STATES
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_values import ItineraryLine
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import Piece, piece
from coopevents.papers.portraits import portrait_drawing
from coopevents.papers.visit_documents import Item, Section, document_of
from coopevents.papers.visit_values import VisitChoice, VisitGuest, VisitValues, names_of
from coopevents.papers.visit_words import day_words, days_words, texts, words
from coopevents.schedule.words import ROLES
from coopevents.storage.uploads import Upload


@dataclass(frozen=True)
class Briefed:
    """What the pack tells besides the visit itself: earlier visits, agreements the reader may know of, what to say in
    each meeting by the activity's uid, the minutes of last time, each with what it was, and what was agreed then and is
    not done yet, each with who sees to it and until when; photographs by the delegate's id."""

    delegation: Delegation
    earlier: Sequence[Delegation] = ()
    agreements: Sequence[Agreement] = ()
    points: Mapping[str, str] | None = None
    minutes: Sequence[tuple[str, str]] = ()
    still_open: Sequence[tuple[str, str]] = ()
    photos: Mapping[int, Upload] = field(default_factory=dict)


def briefing_of(visit: VisitValues, briefed: Briefed, choice: VisitChoice, imprint: Imprint) -> Paper:
    """The pack: the visit, who comes, what was, what stands between us, what to say where."""
    languages, asked = choice.languages, briefed.delegation
    facts = [
        (words(lambda: _("Purpose"), languages), asked.purpose),
        (words(lambda: _("Expected result"), languages), asked.result),
        (words(lambda: _("Whom they wish to meet"), languages), asked.wishes),
        (words(lambda: _("Other stops of the journey"), languages), asked.other_stops),
        (words(lambda: _("Who pays what"), languages), asked.paying),
        (words(lambda: _("What they told of our history"), languages), asked.history),
    ]
    sections = [
        Section(words(lambda: _("Our guests"), languages), _guests(visit, briefed.photos, languages)),
        Section(
            words(lambda: _("Earlier visits"), languages), tuple(_visit(each, languages) for each in briefed.earlier)
        ),
        Section(
            words(lambda: _("Agreements with them"), languages),
            tuple(_agreement(each, languages) for each in briefed.agreements),
        ),
        Section(
            words(lambda: _("Minutes of last time"), languages),
            tuple(Item(title=(piece("zh_Hans_CN", what),), paragraphs=(text,)) for what, text in briefed.minutes),
        ),
        Section(
            words(lambda: _("Still open from last time"), languages),
            tuple(Item(title=(piece("zh_Hans_CN", what),), paragraphs=(who,)) for what, who in briefed.still_open),
        ),
        Section(
            words(lambda: _("Programme and talking points"), languages),
            tuple(_line(each, visit, briefed.points or {}, languages) for each in visit.lines),
        ),
    ]
    return document_of(words(lambda: _("Briefing pack"), languages), facts, sections, visit, choice, imprint)


def _guests(visit: VisitValues, photos: Mapping[int, Upload], languages: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(_guest(each, photos.get(each.delegate_id), languages) for each in visit.guests)


def _guest(guest: VisitGuest, photo: Upload | None, languages: tuple[str, ...]) -> Item:
    biography = tuple(each["text"] for each in texts(guest.biography, languages))
    names = names_of(guest.latin, guest.original_name, languages)
    return Item(names, texts(guest.office, languages), biography, portrait_drawing(photo))


def _visit(delegation: Delegation, languages: tuple[str, ...]) -> Item:
    when = days_words(delegation.arrives_on, delegation.leaves_on, languages)
    told = tuple(filter(None, (delegation.purpose, delegation.result)))
    return Item(title=when, about=(piece("en", delegation.number),), paragraphs=told)


def _agreement(agreement: Agreement, languages: tuple[str, ...]) -> Item:
    state = words(lambda: str(STATES[agreement.state]), languages)
    ends = day_words(agreement.ends_on, languages[:1]) if agreement.ends_on else []
    return Item(title=texts(agreement.title, languages), about=[piece("en", agreement.number), *state, *ends])


def _line(line: ItineraryLine, visit: VisitValues, points: Mapping[str, str], languages: tuple[str, ...]) -> Item:
    zone, activity = ZoneInfo(visit.time_zone), line.activity
    starts_at, ends_at = activity.starts_at.astimezone(zone), activity.ends_at.astimezone(zone)
    about: list[Piece] = [*day_words(starts_at, languages[:1]), piece("en", f"{starts_at:%H:%M}–{ends_at:%H:%M}")]
    about += texts(activity.place.name, languages[:1]) if activity.place is not None else []
    people = [f"{each.name} ({_role(each.role, languages)})" for each in activity.people]
    return Item(
        title=texts(activity.title, languages),
        about=about,
        paragraphs=tuple(filter(None, ("; ".join(people), points.get(activity.uid, "")))),
    )


def _role(role: str, languages: tuple[str, ...]) -> str:
    return str(words(lambda: str(ROLES.get(role, role)), languages[:1])[0]["text"])
