"""What taking a list over would do, row by row, held against the register. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coopevents.i18n import _
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.exchange.reading import ReadList, ReadRow, Trouble
from coopevents.partners.likeness import Described, Likeness, Likenesses
from coopevents.partners.naming import plain
from coopevents.text import LocalizedText


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UNCHANGED = "unchanged"
    LIKE_KNOWN = "like_known"
    LIKE_ROW = "like_row"
    BAD = "bad"


class Choice(StrEnum):
    """What the officer wants with a row that is like something."""

    SKIP = "skip"
    FILL = "fill"
    ADD = "add"


FILLED = (
    "original_name", "acronym", "former_names", "city", "website", "partner_since", "latitude", "longitude",
)  # fmt: skip
_SAID = ("name", "kind", "country", "status", *FILLED)


@dataclass(frozen=True)
class KnownInstitution:
    """An institution of the register as plain values."""

    id: int
    details: InstitutionDetails
    parent: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """A row and what becomes of it. ``like`` says what it is like: an institution's id or, negative, a row's number.

    ``fills`` are the details the like one would have once what is empty there was filled; None when nothing would be.
    """

    read: ReadRow
    verdict: Verdict
    like: Likeness | None = None
    fills: InstitutionDetails | None = None
    parent_key: int | None = None

    @property
    def row(self) -> int:
        """Its number in the file."""
        return self.read.row


@dataclass(frozen=True)
class Plan:
    """Every row of a list in order; ``mark`` names exactly this plan."""

    rows: tuple[PlannedRow, ...]
    passed_over: tuple[str, ...]
    mark: str
    known: Mapping[int, KnownInstitution]

    def of(self, *verdicts: str) -> list[PlannedRow]:
        """The rows of these verdicts."""
        return [each for each in self.rows if each.verdict in verdicts]

    @property
    def countries(self) -> int:
        """How many countries and regions the new rows name."""
        return len({each.read.details.country for each in self.of(Verdict.NEW)})

    def row_number(self, number: int) -> PlannedRow | None:
        """The row of that number in the file."""
        return next((each for each in self.rows if each.row == number), None)


def plan_list(read: ReadList, register: Sequence[KnownInstitution]) -> Plan:
    """Hold a list against the register and against itself."""
    known = {each.id: each for each in register}
    looked_at = Likenesses()
    for each in register:
        looked_at.add(described(each.id, each.details))
    keys_by_name = _keys_by_name(read, register)
    rows: list[PlannedRow] = []
    for row in read.rows:
        planned = _planned(row, looked_at, known, {each.row: each for each in rows}, keys_by_name)
        rows.append(planned)
        if planned.verdict is not Verdict.BAD:
            looked_at.add(described(-row.row, row.details))
    said = repr([(each.row, each.verdict, each.read.details, each.like, each.fills, each.parent_key) for each in rows])
    return Plan(tuple(rows), read.passed_over, hashlib.sha256(said.encode()).hexdigest()[:32], known)


def described(key: int, details: InstitutionDetails) -> Described:
    """What is compared of an institution."""
    return Described(
        key=key,
        names=tuple(dict.fromkeys(filter(None, (*details.name.values(), details.original_name)))),
        country=details.country,
        city=details.city,
        acronym=details.acronym,
        former_names=details.former_names,
        website=details.website,
        parent_key=details.parent_id,
    )


def _planned(
    row: ReadRow,
    looked_at: Likenesses,
    known: Mapping[int, KnownInstitution],
    before: Mapping[int, PlannedRow],
    keys_by_name: Mapping[str, int],
) -> PlannedRow:
    if row.troubles:
        return PlannedRow(row, Verdict.BAD)
    parent = keys_by_name.get(plain(row.parent)) if row.parent else None
    if row.parent and (parent is None or parent == -row.row):
        return PlannedRow(replace(row, troubles=(_unknown_parent(row.parent),)), Verdict.BAD)
    alike = [each for each in looked_at.find(described(-row.row, row.details)) if each.one.key != parent]
    same = next((each for each in alike if each.one.key in known and _says_no_more(row, known[each.one.key])), None)
    if same is not None:
        return PlannedRow(row, Verdict.UNCHANGED, same, parent_key=parent)
    if not alike:
        return PlannedRow(row, Verdict.NEW, parent_key=parent)
    like = min(alike, key=lambda each: (each.one.key < 0, each.reason))
    is_known = like.one.key in known
    target = known[like.one.key].details if is_known else before[-like.one.key].read.details
    filled = fill(target, row.details)
    return PlannedRow(
        row,
        Verdict.LIKE_KNOWN if is_known else Verdict.LIKE_ROW,
        like,
        filled if filled != target else None,
        parent,
    )


def fill(target: InstitutionDetails, given: InstitutionDetails) -> InstitutionDetails:
    """The one with what it does not say taken from the other; nothing it says is changed."""
    gaps = {name: said for name in FILLED if (said := getattr(given, name)) and not getattr(target, name)}
    if target.latitude is not None or given.latitude is None:
        gaps.pop("latitude", None), gaps.pop("longitude", None)
    else:
        gaps |= {"latitude": given.latitude, "longitude": given.longitude}
    tags = given.tags if not target.tags and given.tags else target.tags
    return replace(target, name=LocalizedText({**given.name, **target.name}), tags=tags, **gaps)


def _says_no_more(row: ReadRow, known: KnownInstitution) -> bool:
    """Whether the row says nothing but what the register has; cells that are not there or empty say nothing."""
    given, has = row.details, known.details
    if any(getattr(given, name) and getattr(given, name) != getattr(has, name) for name in _SAID if name != "name"):
        return False
    if any(has.name.get(language) != text for language, text in given.name.items()):
        return False
    is_same_parent = not row.parent or plain(row.parent) == plain(known.parent)
    return is_same_parent and (not given.tags or sorted(given.tags) == sorted(has.tags or ()))


def _keys_by_name(read: ReadList, register: Sequence[KnownInstitution]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in read.rows:
        if not row.troubles:
            found |= {plain(name): -row.row for name in row.details.name.values() if plain(name) not in found}
    for each in register:
        found |= {plain(name): each.id for name in each.details.name.values()}
    return found


def _unknown_parent(said: str) -> Trouble:
    why = _("Neither the list nor the register has an institution of this name. Write its name as it stands there.")
    return Trouble(str(_("Belongs to")), said, why)
