"""Changes of a programme in the reader's words and time zone: what was, and what is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from babel import Locale

from coopevents.i18n import (
    LANGUAGE_NAMES,
    _,
    _l,
    current_language,
    list_text,
    localized,
    ngettext,
    short_day_text,
    time_range_text,
)
from coopevents.schedule.comparing import Change, ChangeKind
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson
from coopevents.schedule.text_differences import Piece, differing_words
from coopevents.schedule.words import AUDIENCES, KINDS, ROLES
from coopevents.text import LocalizedText, has_han

WORDS = {
    ChangeKind.CANCELLED: (_l("Cancelled"), "trouble", "x-circle"),
    ChangeKind.DROPPED: (_l("Taken off"), "trouble", "dash-circle"),
    ChangeKind.REOPENED: (_l("Takes place after all"), "good", "arrow-counterclockwise"),
    ChangeKind.NEW: (_l("New"), "good", "plus-lg"),
    ChangeKind.MOVED: (_l("Moved"), "attention", "arrows-move"),
    ChangeKind.CHANGED: (_l("Changed"), "info", "pencil"),
}
"""The word, tone and icon of each kind, in the order in which a change with several is told."""

LABELS = {
    "title": _l("Title"),
    "text": _l("Text"),
    "kind": _l("Kind"),
    "track": _l("Track"),
    "people": _l("People"),
    "audience": _l("For whom"),
    "capacity": _l("Seats"),
    "takes_sign_ups": _l("Booking"),
    "languages": _l("Languages"),
    "cancellation_reason": _l("Reason"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was so and is so now; of a long text the ``pieces`` that differ."""

    label: str
    old: str = ""
    new: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change as a page shows it. ``badges`` are words with tone and icon; ``when`` is where it stands in time."""

    uid: str
    title: str
    other_title: str
    badges: tuple[tuple[str, str, str], ...]
    when: str
    rows: tuple[Row, ...]
    is_gone: bool
    sentence: str


def views_of(changes: Iterable[Change], zone: tzinfo, *, every_language: bool = False) -> list[ChangeView]:
    """The changes in words, in their order.

    Of a text in several languages the reader's own is shown, and others only when that one did not change; with
    ``every_language`` all that changed.
    """
    said = _Words(zone, every_language=every_language)
    return [said.view(each) for each in changes]


def counts_in_words(counts: Mapping[str, int]) -> str:
    """How many changed in which way: ``2 new, 1 moved and 3 changed``; empty when none did."""
    parts = {
        "new": ngettext("%(num)s new", "%(num)s new", counts.get("new", 0)),
        "moved": ngettext("%(num)s moved", "%(num)s moved", counts.get("moved", 0)),
        "changed": ngettext("%(num)s changed", "%(num)s changed", counts.get("changed", 0)),
        "cancelled": ngettext("%(num)s cancelled", "%(num)s cancelled", counts.get("cancelled", 0)),
        "reopened": ngettext(
            "%(num)s takes place after all", "%(num)s take place after all", counts.get("reopened", 0)
        ),
        "dropped": ngettext("%(num)s taken off", "%(num)s taken off", counts.get("dropped", 0)),
    }
    return list_text([str(words) for name, words in parts.items() if counts.get(name)])


class _Words:
    """The words of one page; names of languages are looked up once."""

    def __init__(self, zone: tzinfo, *, every_language: bool) -> None:
        self.zone, self.language, self.every_language = zone, current_language(), every_language
        self.language_names: Mapping[str, str] = Locale.parse(self.language).languages

    def view(self, change: Change) -> ChangeView:
        shown = change.shown
        is_gone = ChangeKind.DROPPED in change.kinds or shown.is_cancelled
        badges = tuple((str(word), tone, icon) for kind, (word, tone, icon) in WORDS.items() if kind in change.kinds)
        others = dict(shown.title.others(self.language))
        rows = tuple(self._rows(change))
        return ChangeView(
            uid=change.uid,
            title=localized(shown.title),
            other_title=others.get("zh_Hans_CN" if self.language != "zh_Hans_CN" else "en", ""),
            badges=badges,
            when=self._when(shown),
            rows=rows,
            is_gone=is_gone,
            sentence=self._sentence(localized(shown.title), badges, rows),
        )

    def _sentence(self, title: str, badges: tuple[tuple[str, str, str], ...], rows: Iterable[Row]) -> str:
        """The change in plain text: for feeds."""
        said = [f"{row.label}: {' → '.join(filter(None, (row.old, row.new)))}" for row in rows if not row.pieces]
        said += [
            f"{row.label}: {''.join(piece.text for piece in row.pieces if piece.fate != 'gone')}"
            for row in rows
            if row.pieces
        ]
        return f"{list_text([word for word, _tone, _icon in badges])} · {title}" + (
            f" – {'; '.join(said)}" if said else ""
        )

    def _rows(self, change: Change) -> Iterable[Row]:
        before, after = change.before, change.after
        if ChangeKind.DROPPED in change.kinds:
            return
        assert after is not None  # noqa: S101 - what was not dropped is there
        if ChangeKind.NEW in change.kinds or before is None:
            yield from self._rows_of_new(after)
            return
        if {"starts_at", "ends_at"} & set(change.fields):
            yield Row(_("Time"), self._when(before), self._when(after))
        if "place" in change.fields:
            yield Row(_("Place"), self._place(before), self._place(after))
        for field in change.fields:
            if field in LABELS:
                yield from self._row(field, before, after)
        if ChangeKind.CANCELLED in change.kinds and after.cancellation_reason:
            yield Row(_("Reason"), "", after.cancellation_reason)

    def _rows_of_new(self, after: ReleasedActivity) -> Iterable[Row]:
        if after.place:
            yield Row(_("Place"), "", self._place(after))
        if after.people:
            yield Row(_("People"), "", self._people(after))
        if after.is_cancelled and after.cancellation_reason:
            yield Row(_("Reason"), "", after.cancellation_reason)

    def _row(self, field: str, before: ReleasedActivity, after: ReleasedActivity) -> Iterable[Row]:
        label = str(LABELS[field])
        if field in {"title", "text"}:
            yield from self._texts(label, getattr(before, field), getattr(after, field), is_long=field == "text")
            return
        old, new = self._value(field, before), self._value(field, after)
        if old != new:
            yield Row(label, old, new)

    def _texts(self, label: str, old: LocalizedText, new: LocalizedText, *, is_long: bool) -> Iterable[Row]:
        """The text as this reader reads it, and in other languages by name."""
        differing = [each for each in {**old, **new} if old.get(each) != new.get(each)]
        read = {text.language_for(self.language) for text in (old, new)}
        if localized(old) != localized(new):
            yield self._text(label, localized(old), localized(new), is_long=is_long)
            differing = [each for each in differing if each not in read] if self.every_language else []
        for each in differing:
            named = f"{label} ({LANGUAGE_NAMES.get(each, each)})"
            yield self._text(named, old.get(each, ""), new.get(each, ""), is_long=is_long)

    def _text(self, label: str, old: str, new: str, *, is_long: bool) -> Row:
        return Row(label, pieces=differing_words(old, new)) if is_long else Row(label, old, new)

    def _value(self, field: str, each: ReleasedActivity) -> str:
        values: dict[str, Any] = {
            "kind": KINDS.get(each.kind, each.kind),
            "track": localized(each.track.name) if each.track else _("none"),
            "people": self._people(each) or _("nobody"),
            "audience": AUDIENCES.get(each.audience, each.audience),
            "capacity": str(each.capacity) if each.capacity is not None else _("no limit"),
            "takes_sign_ups": _("book a place") if each.takes_sign_ups else _("just come"),
            "languages": list_text([self.language_names.get(code, code) for code in each.languages]) or _("not said"),
            "cancellation_reason": each.cancellation_reason,
        }
        return str(values[field])

    def _when(self, each: ReleasedActivity) -> str:
        return (
            f"{short_day_text(each.starts_at, self.zone)}, {time_range_text(each.starts_at, each.ends_at, self.zone)}"
        )

    def _place(self, each: ReleasedActivity) -> str:
        if each.place is None:
            return str(_("no place"))
        return ", ".join(filter(None, (localized(each.place.name), localized(each.place.building))))

    def _people(self, each: ReleasedActivity) -> str:
        return list_text([f"{self._name(one)} ({ROLES.get(one.role, one.role)})" for one in each.people])

    def _name(self, person: ReleasedPerson) -> str:
        if self.language == "zh_Hans_CN" and has_han(person.original_name):
            return person.original_name
        return person.name or person.original_name
