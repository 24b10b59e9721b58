"""What the papers of a visit are made from: the delegation, its people in their order, what was released."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coopevents.accounts import queries as accounts
from coopevents.delegations import delegate_queries, reading, travel_queries
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate, TravelLeg
from coopevents.delegations.people_states import DelegateRole, Direction, Means
from coopevents.delegations.reading_values import Itinerary, ItineraryLine
from coopevents.documents.typesetting import PDF, Paper
from coopevents.papers.pieces import Piece, colours, piece
from coopevents.papers.visit_words import ARABIC, paper_tag
from coopevents.text import LocalizedText, has_han

ACCENT = "indigo"


@dataclass(frozen=True)
class VisitGuest:
    """A delegate as papers name one. ``names`` are Latin letters and the own script."""

    delegate_id: int
    person_id: int
    title: str
    given_name: str
    family_name: str
    original_name: str
    office: LocalizedText
    biography: LocalizedText
    role: DelegateRole

    @property
    def latin(self) -> str:
        """The name in Latin letters with its title, else as it is."""
        name = " ".join(filter(None, (self.title, self.given_name, self.family_name)))
        return name if self.given_name or self.family_name else self.original_name


@dataclass(frozen=True)
class VisitLeg:
    """How they come or go; ``travellers`` are named only when it is not everybody."""

    direction: Direction
    means: Means
    number: str
    origin: str
    destination: str
    at: datetime
    travellers: tuple[str, ...]


@dataclass(frozen=True)
class VisitValues:
    """A visit as its papers say it; ``contact`` is the colleague who looks after it, with an address."""

    delegation_id: int
    number: str
    organisation: LocalizedText
    country: str
    first_day: date
    last_day: date
    host: LocalizedText
    guests: tuple[VisitGuest, ...]
    itinerary: Itinerary
    contact: tuple[str, str]
    time_zone: str
    written_at: datetime
    legs: tuple[VisitLeg, ...] = ()

    @property
    def lines(self) -> tuple[ItineraryLine, ...]:
        """What stands on the programme, cancelled lines included."""
        return tuple(each for each in self.itinerary.lines if not each.activity.is_dropped)

    @property
    def head(self) -> VisitGuest | None:
        """Who leads the delegation, else the first of it."""
        return next((each for each in self.guests if each.role is DelegateRole.HEAD), next(iter(self.guests), None))


@dataclass(frozen=True)
class VisitChoice:
    """How a paper of a visit is wanted: in one language or two, on which paper."""

    languages: tuple[str, ...]
    size: str = "a4"


def values_of(delegation: Delegation, *, delegate: Delegate | None = None, time_zone: str) -> VisitValues:
    """The visit as it was released: whole, or with one delegate's lines only."""
    itinerary = reading.of_one_delegate(delegate) if delegate is not None else reading.of_delegation(delegation)
    delegates = delegate_queries.list_delegates(delegation.id, is_coming=True)
    legs = travel_queries.list_legs_of(delegate) if delegate is not None else travel_queries.list_legs(delegation.id)
    names = {each.id: _guest(each).latin for each in delegates}
    officer = accounts.find_user(delegation.officer_id) if delegation.officer_id else None
    known = delegation.institution.name if delegation.institution is not None else LocalizedText()
    return VisitValues(
        delegation_id=delegation.id,
        number=delegation.number,
        organisation=known or LocalizedText(en=delegation.organisation),
        country=delegation.country,
        first_day=delegation.arrives_on,
        last_day=delegation.leaves_on,
        host=accounts.get_unit(delegation.unit_id).name,
        guests=tuple(_guest(each) for each in delegates),
        itinerary=itinerary,
        contact=(officer.name, officer.email) if officer else ("", ""),
        time_zone=itinerary.time_zone if itinerary.numbers else time_zone,
        legs=tuple(_leg(each, names) for each in legs),
        written_at=max(filter(None, (itinerary.released_at, delegation.changed_at))),
    )


def visit_paper(
    template: str, name: str, values: dict[str, Any], visit: VisitValues, choice: VisitChoice, *, author: str
) -> Paper:
    """A PDF of the visit; ``name`` says what paper it is."""
    first = choice.languages[0]
    return Paper(
        template=template,
        format=PDF,
        values={**colours(ACCENT), "size": choice.size, **values},
        title=f"{name} – {visit.organisation.in_language(first)}",
        author=author,
        language=paper_tag(first),
        written_at=visit.written_at,
    )


def names_of(latin: str, original: str, languages: tuple[str, ...]) -> list[Piece]:
    """A name as the languages of the paper write it: the own script beside Latin letters, none twice.

    A paper in Chinese alone has a Chinese name in its own script alone.
    """
    is_chinese = has_han(original)
    own = piece("zh" if is_chinese else ARABIC, original)
    if not original or original == latin:
        return [piece("en", latin)]
    if is_chinese and languages[0] == "zh_Hans_CN":
        return [own] if len(languages) == 1 else [own, piece("en", latin)]
    return [own, piece("en", latin)] if languages[0] == ARABIC and not is_chinese else [piece("en", latin), own]


def _leg(leg: TravelLeg, names: dict[int, str]) -> VisitLeg:
    there = tuple(names[each.delegate_id] for each in leg.travellers if each.delegate_id in names)
    return VisitLeg(leg.direction, leg.means, leg.number, leg.origin, leg.destination, leg.at, there)


def _guest(delegate: Delegate) -> VisitGuest:
    person = delegate.person
    return VisitGuest(
        delegate.id,
        person.id,
        person.title,
        person.given_name,
        person.family_name,
        person.original_name,
        delegate.office or LocalizedText(en=person.position),
        person.biography,
        delegate.role,
    )
