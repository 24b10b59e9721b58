"""A spreadsheet as rows of institutions: what each says, and what in it cannot be read. Pure."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask_babel.speaklater import LazyString

from coopevents.i18n import _, _l, list_text
from coopevents.partners import rules, words
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.exchange import columns
from coopevents.partners.exchange.countries import country_of, suggestions
from coopevents.partners.models import InstitutionKind
from coopevents.partners.naming import plain
from coopevents.partners.states import PartnerStatus
from coopevents.refusals import Refusal
from coopevents.schedule.exchange.tables import Read, lines_of, shown
from coopevents.text import LANGUAGES, LocalizedText, folded, one_line

MOST_ROWS = 2_000
HEAD_WITHIN = 20


class ListIsTooLong(Refusal):
    """More than is taken at once."""

    status = 413
    sentence = _l("This list is too long. Send at most 2,000 institutions at once.")


class ColumnsAreUnknown(Refusal):
    """Nothing says which column is which."""

    sentence = _l("No line names the columns. The first line has to: a name (“Name”, 名称, « Nom ») and a country.")


class ListIsEmpty(Refusal):
    """There is a head and nothing below."""

    sentence = _l("There is nothing below the names of the columns.")


@dataclass(frozen=True)
class Trouble:
    """What in a row cannot be read: in which column, as it stands there, why, and what to write instead."""

    column: str
    value: str
    words: str


@dataclass(frozen=True)
class ReadRow:
    """One row, by its number in the file. ``parent`` is the name of what it belongs to."""

    row: int
    details: InstitutionDetails
    parent: str = ""
    troubles: tuple[Trouble, ...] = ()

    @property
    def title(self) -> str:
        """The row's name as the office's language has it."""
        return self.details.name.in_language("en") or self.details.original_name


@dataclass(frozen=True)
class ReadList:
    """The rows below the headings; ``passed_over`` are headings that mean no column, ``used`` those that do."""

    rows: tuple[ReadRow, ...]
    passed_over: tuple[str, ...]
    used: Mapping[str, str] = field(default_factory=dict)


def read_list(data: bytes) -> ReadList:
    """The institutions in a workbook or a text. Raises a Refusal when it is no such list at all."""
    lines = lines_of(data)
    for number, line in enumerate(lines[:HEAD_WITHIN]):
        head = [shown(cell) for cell in line]
        keys = _columns_of(head)
        if set(columns.NAMES) & set(keys) and "country" in keys:
            return _below(number, head, keys, lines)
    raise ColumnsAreUnknown(field="file")


def _columns_of(head: Sequence[str]) -> list[str | None]:
    """Which column each heading means; the first that means one has it."""
    known, seen, keys = columns.keys_by_heading(), set[str](), []
    for name in head:
        key = known.get(folded(name)) or known.get(plain(name))
        keys.append(key if key not in seen else None)
        seen |= {key} if key else set()
    return keys


def _below(number: int, head: list[str], keys: list[str | None], lines: Sequence[Sequence[Read]]) -> ReadList:
    used = {key: name for name, key in zip(head, keys, strict=True) if key}
    rows = []
    for row, line in enumerate(lines[number + 1 :], start=number + 2):
        cells = {key: shown(cell) for key, cell in zip(keys, line, strict=False) if key}
        if any(cells.values()):
            rows.append(_read(row, cells, used))
    if len(rows) > MOST_ROWS:
        raise ListIsTooLong(field="file")
    if not rows:
        raise ListIsEmpty(field="file")
    passed_over = tuple(name for name, key in zip(head, keys, strict=True) if name and key is None)
    return ReadList(tuple(rows), passed_over, used)


def _read(row: int, cells: Mapping[str, str], used: Mapping[str, str]) -> ReadRow:
    reader = _Reader(cells, used)
    name = LocalizedText({language: reader.text(f"name_{language}", 300) for language in LANGUAGES})
    if not name and cells.get("original_name"):
        name = LocalizedText(en=reader.text("original_name", 300))
    if not name:
        named = next(each for each in columns.NAMES if each in used)
        reader.complain(named, _("A name is missing. Write one in any language."))
    details = InstitutionDetails(
        name=name,
        country=reader.country(),
        kind=reader.kind(name),
        status=PartnerStatus(reader.word("status", columns.statuses(), words.STATUSES, PartnerStatus.PARTNER)),
        partner_since=reader.year(),
        latitude=reader.degrees("latitude", 90),
        longitude=reader.degrees("longitude", 180),
        former_names=(cells.get("former_names", ""),),
        tags=(cells.get("tags", ""),) if "tags" in cells else None,
        original_name=reader.text("original_name", 300),
        acronym=reader.text("acronym", 40),
        city=reader.text("city", 120),
        website=reader.text("website", 300),
    )
    return reader.finished(row, _completed(details))


def _completed(details: InstitutionDetails) -> InstitutionDetails:
    site = details.website
    if site and "://" not in site and "." in site and " " not in site:
        details = replace(details, website=f"https://{site}")
    return rules.tidied(details)


class _Reader:
    """Reads the cells of one row and remembers what was wrong."""

    def __init__(self, cells: Mapping[str, str], used: Mapping[str, str]) -> None:
        self.cells, self.used = cells, used
        self.troubles: list[Trouble] = []

    def complain(self, key: str, why: str) -> None:
        self.troubles.append(Trouble(self.used.get(key, key), self.cells.get(key, ""), why))

    def text(self, key: str, longest: int) -> str:
        said = one_line(self.cells.get(key, ""))
        if len(said) > longest:
            self.complain(key, _("This is longer than %(most)s letters. Write it shorter.", most=longest))
        return said[:longest]

    def country(self) -> str:
        said = self.cells.get("country", "")
        found = country_of(said)
        if not said:
            self.complain("country", _("The country or region is missing. Write its name or its code of two letters."))
        elif not found:
            near = suggestions(said)
            meant = _("Did you mean %(names)s?", names=list_text(near)) if near else ""
            why = _("No country or region is called so. Write its name or its code of two letters, such as BG.")
            self.complain("country", f"{why} {meant}".strip())
        return found

    def kind(self, name: LocalizedText) -> InstitutionKind:
        return InstitutionKind(self.word("kind", columns.kinds(), words.KINDS, guessed_kind(name)))

    def word(self, key: str, meanings: Mapping[str, str], offered: Mapping[str, LazyString], otherwise: str) -> str:
        said = self.cells.get(key, "")
        found = meanings.get(folded(said)) if said else otherwise
        if found is None:
            why = _(
                "This word is not known. Write one of these: %(words)s.",
                words=list_text(list(map(str, offered.values()))),
            )
            self.complain(key, why)
        return found or otherwise

    def year(self) -> int | None:
        said = self.cells.get("partner_since", "")
        digits = said.removesuffix("年").strip()
        if len(digits) == 10 and digits[4] == "-":
            digits = digits[:4]
        if not said:
            return None
        if not (digits.isascii() and digits.isdigit() and 1800 <= int(digits[:9]) <= 2200):
            self.complain("partner_since", _("This is no year. Write four digits, such as 2019."))
            return None
        return int(digits)

    def degrees(self, key: str, most: int) -> float | None:
        said = self.cells.get(key, "")
        other = "longitude" if key == "latitude" else "latitude"
        if not said:
            if self.cells.get(other):
                self.complain(key, _("Half of the position is missing. Write both, or neither."))
            return None
        try:
            value = float(said.replace(",", ".").rstrip("°"))
        except ValueError:
            value = math.nan
        if not -most <= value <= most:
            why = _("This is no position. Write degrees between -%(most)s and %(most)s, such as 31.23.", most=most)
            self.complain(key, why)
            return None
        return value

    def finished(self, row: int, details: InstitutionDetails) -> ReadRow:
        if not self.troubles:
            try:
                rules.ensure_details_hold(details)
            except Refusal as refusal:
                self.complain(refusal.field or "", str(refusal))
        return ReadRow(row, details, one_line(self.cells.get("parent", "")), tuple(self.troubles))


_GUESSES: tuple[tuple[InstitutionKind, Callable[[str], bool]], ...] = tuple(
    (kind, lambda text, marks=marks: any(mark in text for mark in marks))  # type: ignore[misc]
    for kind, marks in (
        (InstitutionKind.UNIVERSITY, ("universit", "college", "hochschule", "polytechni", "大学", "学院")),
        (InstitutionKind.COMPANY, ("gmbh", " ltd", " inc", " ag", "公司", "集团")),
        (InstitutionKind.GOVERNMENT, ("ministr", "embassy", "consulate", "ambassade", "council", "使馆", "政府")),
        (InstitutionKind.INSTITUTE, ("institut", "laborator", "research", "研究")),
        (InstitutionKind.UNIVERSITY, ("school", "ecole", "academy", "academie")),
    )
)


def guessed_kind(name: LocalizedText) -> InstitutionKind:
    """What an institution of that name most probably is, when nobody says."""
    text = f" {folded(' '.join(name.values()))}"
    return next((kind for kind, is_meant in _GUESSES if is_meant(text)), InstitutionKind.ORGANISATION)
