"""The report on a visit: who came, what took place, what was agreed, what is to follow, what guests thought, what it
cost. As PDF and for Word."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from coopevents.delegations.budget import Total
from coopevents.delegations.feedback_summing import Average
from coopevents.delegations.feedback_words import ASPECTS
from coopevents.delegations.gift_words import PAYERS
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_values import ItineraryLine
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _, average_text, money_text, ngettext
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import Piece, piece
from coopevents.papers.portraits import photograph_drawing
from coopevents.papers.visit_documents import Item, Photograph, Section, document_of
from coopevents.papers.visit_values import VisitChoice, VisitValues, names_of
from coopevents.papers.visit_words import day_words, texts, words
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class Reported:
    """What the report tells besides the visit itself. ``attended`` are the ids of the delegates seen in each line, by
    the activity's uid, ``minutes`` what was noted of it; ``outcomes``, ``agreements`` and ``follow_ups`` are pairs of
    what it is and a line about it, ``quotes`` of what a guest let be quoted and their name, empty for none."""

    delegation: Delegation
    attended: Mapping[str, frozenset[int]] = field(default_factory=dict)
    minutes: Mapping[str, str] = field(default_factory=dict)
    outcomes: Sequence[tuple[str, str]] = ()
    agreements: Sequence[tuple[str, str]] = ()
    follow_ups: Sequence[tuple[str, str]] = ()
    averages: Sequence[Average] = ()
    quotes: Sequence[tuple[str, str]] = ()
    costs: Sequence[Total] = ()
    photos: Sequence["ReportedPhoto"] = ()


@dataclass(frozen=True)
class ReportedPhoto:
    """A photo chosen for the report, what it shows, and who took it."""

    upload: Upload
    caption: LocalizedText
    credit: str = ""


def report_of(visit: VisitValues, reported: Reported, choice: VisitChoice, imprint: Imprint) -> Paper:
    """The report; what did not take place is left out."""
    languages, asked = choice.languages, reported.delegation
    facts = [
        (words(lambda: _("Purpose"), languages), asked.purpose),
        (words(lambda: _("Expected result"), languages), asked.result),
        (words(lambda: _("Looked after by"), languages), visit.contact[0]),
    ]
    took_place = [each for each in visit.lines if not each.activity.is_cancelled]
    sections = [
        Section(words(lambda: _("Our guests"), languages), tuple(_guests(visit, languages))),
        Section(
            words(lambda: _("What took place"), languages),
            tuple(_line(each, visit, reported, languages) for each in took_place),
        ),
        Section(words(lambda: _("Outcomes"), languages), _pairs(reported.outcomes)),
        Section(words(lambda: _("Agreements that grew out of it"), languages), _pairs(reported.agreements)),
        Section(words(lambda: _("What follows"), languages), _pairs(reported.follow_ups)),
        Section(words(lambda: _("What our guests thought"), languages), _opinions(reported, languages)),
        Section(words(lambda: _("Costs"), languages), tuple(_cost(each, languages) for each in reported.costs)),
        Section(words(lambda: _("Photos"), languages), photographs=_photographs(reported.photos, languages)),
    ]
    return document_of(words(lambda: _("Report on the visit"), languages), facts, sections, visit, choice, imprint)


def _photographs(photos: Sequence[ReportedPhoto], languages: tuple[str, ...]) -> tuple[Photograph, ...]:
    drawn = [(photograph_drawing(each.upload), each) for each in photos]
    return tuple(
        Photograph(drawing, texts(each.caption, languages), _taken_by(each.credit, languages))
        for drawing, each in drawn
        if drawing
    )


def _taken_by(credit: str, languages: tuple[str, ...]) -> list[Piece]:
    return words(lambda: str(_("Photo: %(name)s", name=credit)), languages[:1]) if credit else []


def _guests(visit: VisitValues, languages: tuple[str, ...]) -> list[Item]:
    return [
        Item(names_of(each.latin, each.original_name, languages), texts(each.office, languages))
        for each in visit.guests
    ]


def _pairs(pairs: Sequence[tuple[str, str]]) -> tuple[Item, ...]:
    return tuple(
        Item(title=(piece("zh_Hans_CN", what),), paragraphs=(about,) if about else ()) for what, about in pairs
    )


def _opinions(reported: Reported, languages: tuple[str, ...]) -> tuple[Item, ...]:
    marks = [Item(words(partial(_asked, each), languages), _mean(each, languages)) for each in reported.averages]
    return (*marks, *(Item(_by(who, languages), paragraphs=(text,)) for text, who in reported.quotes))


def _asked(average: Average) -> str:
    return str(ASPECTS[average.aspect])


def _mean(average: Average, languages: tuple[str, ...]) -> list[Piece]:
    def say() -> str:
        mean = average_text(average.mean)
        return str(
            ngettext("%(mean)s of 5 (%(num)s answer)", "%(mean)s of 5 (%(num)s answers)", average.count, mean=mean)
        )

    return words(say, languages)


def _by(who: str, languages: tuple[str, ...]) -> list[Piece]:
    return [piece("zh_Hans_CN", who)] if who else words(lambda: _("A guest"), languages)


def _cost(total: Total, languages: tuple[str, ...]) -> Item:
    def say() -> str:
        planned, spent = (money_text(each, total.currency) for each in (total.planned, total.spent))
        return str(_("Planned %(planned)s, spent %(spent)s", planned=planned, spent=spent))

    return Item(words(lambda: str(PAYERS[total.payer]), languages), words(say, languages))


def _line(line: ItineraryLine, visit: VisitValues, reported: Reported, languages: tuple[str, ...]) -> Item:
    zone, activity = ZoneInfo(visit.time_zone), line.activity
    starts_at, ends_at = activity.starts_at.astimezone(zone), activity.ends_at.astimezone(zone)
    about: list[Piece] = [*day_words(starts_at, languages[:1]), piece("en", f"{starts_at:%H:%M}–{ends_at:%H:%M}")]
    ours = ", ".join(each.name for each in activity.people)
    came = reported.attended.get(activity.uid, frozenset())
    seen = ", ".join(each.latin for each in visit.guests if each.delegate_id in came)
    told = (
        _said(lambda: _("For us: %(names)s", names=ours), languages) if ours else "",
        _said(lambda: _("Came: %(names)s", names=seen), languages) if seen else "",
        reported.minutes.get(activity.uid, ""),
    )
    return Item(title=texts(activity.title, languages), about=about, paragraphs=tuple(filter(None, told)))


def _said(say: Callable[[], str], languages: tuple[str, ...]) -> str:
    return str(words(say, languages[:1])[0]["text"])
