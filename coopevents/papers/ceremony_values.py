"""What the papers of a ceremony are made from: plain values, gathered elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from coopevents.ceremonies.placing import Adjusted, Row
from coopevents.ceremonies.plates import Named
from coopevents.ceremonies.protocol_rules import Rule
from coopevents.ceremonies.seating import AideSpot
from coopevents.ceremonies.standing import Standing
from coopevents.text import LocalizedText


class CeremonyRole(StrEnum):
    """What somebody does at a ceremony."""

    SIGNATORY = "signatory"
    AIDE = "aide"
    WITNESS = "witness"
    INTERPRETER = "interpreter"
    MASTER_OF_CEREMONIES = "master_of_ceremonies"
    PHOTOGRAPHER = "photographer"
    PRESS = "press"
    GUEST = "guest"


@dataclass(frozen=True)
class Attendant:
    """Somebody at a ceremony; ``party`` is the key of the party they come with, "" for none."""

    named: Named
    role: CeremonyRole
    party: str = ""

    @property
    def key(self) -> str:
        """What names them on the plan."""
        return self.named.key


@dataclass(frozen=True)
class CeremonyParty:
    """A party; ``signatory`` is the key of who signs for it, ``language`` its own, ``country`` its ISO 3166-1 code."""

    key: str
    institution: LocalizedText
    country: str
    is_host: bool
    signatory: str
    language: str = ""


@dataclass(frozen=True)
class AgreementToSign:
    """An agreement; ``parties`` and ``languages`` in the order of its text; ``signatories`` by party where they differ
    from who signs for the party otherwise."""

    number: str
    title: LocalizedText
    parties: Sequence[str]
    languages: Sequence[str]
    signatories: Mapping[str, str] = field(default_factory=dict)
    summary: LocalizedText = field(default_factory=LocalizedText)


@dataclass(frozen=True)
class ScriptCue:
    """A line of the run of show; ``is_public`` ones stand on the programme too."""

    starts_at: datetime
    minutes: float
    title: LocalizedText
    who: LocalizedText = field(default_factory=LocalizedText)
    text: LocalizedText = field(default_factory=LocalizedText)
    media: str = ""
    is_public: bool = True


@dataclass(frozen=True)
class KitLine:
    """A thing of the kit with its owner."""

    what: LocalizedText
    count: int = 1
    owner: str = ""
    due_on: date | None = None
    is_done: bool = False
    note: str = ""


@dataclass(frozen=True)
class PlacedPart:
    """One part of the plan: as the rules say, as it is to be, and the rules, the most telling one first."""

    adjusted: Adjusted[Any]
    rules: Sequence[Rule]
    swaps: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Placements:
    """Where everybody is placed, by which rules (in the order in which they are printed), and who was moved by hand.

    ``parts`` says the same part by part, for whoever changes it by hand.
    """

    seats: Row
    aides: Mapping[str, AideSpot] = field(default_factory=dict)
    standing: Standing | None = None
    flags_behind: Row | None = None
    rules: Sequence[Rule] = ()
    moved: frozenset[str] = frozenset()
    parts: Mapping[str, PlacedPart] = field(default_factory=dict)


@dataclass(frozen=True)
class CeremonyValues:
    """A ceremony, whole."""

    title: LocalizedText
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: LocalizedText
    host: LocalizedText
    parties: Sequence[CeremonyParty]
    people: Sequence[Attendant]
    agreements: Sequence[AgreementToSign]
    cues: Sequence[ScriptCue]
    kit: Sequence[KitLine]
    placements: Placements
    changed_at: datetime
    accent: str = "indigo"
    press_contact: str = ""

    def party(self, key: str) -> CeremonyParty:
        """The party of that key; StopIteration for none."""
        return next(each for each in self.parties if each.key == key)

    def person(self, key: str) -> Attendant:
        """The person of that key; StopIteration for none."""
        return next(each for each in self.people if each.key == key)


@dataclass(frozen=True)
class PaperChoice:
    """How a paper is wanted: one language or two, beside or below one another, and the sheet."""

    languages: tuple[str, ...]
    is_side_by_side: bool = True
    size: str = "a4"
