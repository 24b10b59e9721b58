"""The entries of a released programme as papers show them: by day, by the time they begin, in their languages."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale

from coopevents.calendars.zones import change_between, happens_twice
from coopevents.i18n import _, current_language, day_text
from coopevents.papers.pieces import Piece, columns, in_each, piece, words
from coopevents.papers.prose import blocks
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson, both_names
from coopevents.schedule.states import Audience
from coopevents.schedule.words import AUDIENCES, KINDS, ROLES
from coopevents.text import LocalizedText

Values = dict[str, Any]


class Entries:
    """Makes the entries of one paper; each is known by its number in the order of the programme."""

    def __init__(
        self, activities: Iterable[ReleasedActivity], languages: Sequence[str], zone: ZoneInfo, *, has_texts: bool
    ) -> None:
        self.languages, self.zone, self._has_texts = tuple(languages), zone, has_texts
        self.activities = sorted(activities, key=self._by_time_and_place)
        self.number_of = {each.uid: number for number, each in enumerate(self.activities)}
        self._said: dict[tuple[str, str], list[Piece]] = {}

    def days(self) -> list[Values]:
        """Every day with its slots: what begins at the same time stands together."""
        days: dict[date, list[ReleasedActivity]] = {}
        for each in self.activities:
            days.setdefault(each.starts_at.astimezone(self.zone).date(), []).append(each)
        return [self._day(on, entries) for on, entries in days.items()]

    def entry(self, each: ReleasedActivity) -> Values:
        """One entry; ``plus`` counts the midnights it runs past."""
        starts_at, ends_at = each.starts_at.astimezone(self.zone), each.ends_at.astimezone(self.zone)
        return {
            "number": self.number_of[each.uid],
            "starts": f"{starts_at:%H:%M}",
            "ends": f"{ends_at:%H:%M}",
            "plus": (ends_at.date() - starts_at.date()).days,
            "offset": self._offset_in_doubt(each),
            "title": columns(each.title, self.languages),
            "kind": self._words_of("kind", each.kind),
            "place": self.place(each),
            "people": self._people(each.people),
            "held_in": self._held_in(each),
            "badge": self._badge(each),
            "is_cancelled": each.is_cancelled,
            "reason": each.cancellation_reason,
            "texts": self._texts(each.text),
        }

    def place(self, each: ReleasedActivity) -> list[Piece]:
        """Where an entry takes place, its building after it, once for each language; empty when nobody said."""
        if each.place is None:
            return []
        names, buildings = columns(each.place.name, self.languages), columns(each.place.building, self.languages)
        return [
            piece(name["lang"], ", ".join(filter(None, (name["text"], building["text"]))))
            for name, building in zip(names, buildings, strict=True)
        ]

    def _day(self, on: date, activities: Sequence[ReleasedActivity]) -> Values:
        slots: list[list[ReleasedActivity]] = []
        for each in activities:
            if not slots or slots[-1][0].starts_at != each.starts_at:
                slots.append([])
            slots[-1].append(each)
        return {
            "label": in_each(lambda: day_text(on), self.languages),
            "note": self._change_of_clocks(on),
            "slots": [[self.entry(each) for each in slot] for slot in slots],
        }

    def _change_of_clocks(self, on: date) -> list[Piece]:
        """What to know on a day on which the clocks are changed."""
        midnight = datetime.combine(on, time(), self.zone).astimezone(UTC)
        next_midnight = datetime.combine(on + timedelta(days=1), time(), self.zone).astimezone(UTC)
        if midnight.astimezone(self.zone).utcoffset() == next_midnight.astimezone(self.zone).utcoffset():
            return []
        change = change_between(midnight, next_midnight, self.zone)
        offset = midnight.astimezone(self.zone).utcoffset() or timedelta()
        before, after = f"{change.astimezone(UTC) + offset:%H:%M}", f"{change.astimezone(self.zone):%H:%M}"
        return words(
            lambda: _(
                "The clocks change on this day: at %(before)s they are put to %(after)s.", before=before, after=after
            ),
            self.languages,
        )

    def _offset_in_doubt(self, each: ReleasedActivity) -> str:
        """The offset from UTC, when the clock shows the time of the entry twice."""
        if not (happens_twice(each.starts_at, self.zone) or happens_twice(each.ends_at, self.zone)):
            return ""
        starts, ends = (_offset(moment.astimezone(self.zone)) for moment in (each.starts_at, each.ends_at))
        return starts if starts == ends else f"{starts} → {ends}"

    def _people(self, people: Sequence[ReleasedPerson]) -> list[Values]:
        by_role: dict[str, list[ReleasedPerson]] = {}
        for each in people:
            by_role.setdefault(each.role, []).append(each)
        return [
            {"role": self._words_of("role", role), "names": [self._name(each) for each in some]}
            for role, some in by_role.items()
        ]

    def _name(self, person: ReleasedPerson) -> Values:
        """Both scripts where both languages stand together; beside each other, each column its own."""
        own = [both_names(person, each) for each in self.languages]
        return {
            "name": own[0] if len(own) == 1 else both_names(person, ""),
            "own": own,
            "institution": person.institution,
        }

    def _held_in(self, each: ReleasedActivity) -> list[Piece]:
        if not each.languages:
            return []
        key = ("held in", ",".join(each.languages))
        if key not in self._said:
            self._said[key] = words(
                lambda: _("In %(languages)s", languages=_languages_in_words(each.languages)), self.languages
            )
        return self._said[key]

    def _badge(self, each: ReleasedActivity) -> list[Piece]:
        if each.audience not in {Audience.REGISTERED, Audience.INVITED}:
            return []
        return self._words_of("audience", each.audience)

    def _texts(self, text: LocalizedText) -> list[Values]:
        if not self._has_texts:
            return []
        shown = dict.fromkeys(filter(None, (text.language_for(each) for each in self.languages)))
        return [{**piece(each, ""), "blocks": blocks(text[each])} for each in shown]

    def _words_of(self, table: str, name: str) -> list[Piece]:
        """The words of a kind, a role or an audience, looked up once for the whole paper."""
        if (table, name) not in self._said:
            known = {"kind": KINDS, "role": ROLES, "audience": AUDIENCES}[table]
            self._said[table, name] = in_each(lambda: str(known.get(name, name)), self.languages)
        return self._said[table, name]

    def _by_time_and_place(self, each: ReleasedActivity) -> tuple[datetime, str, str]:
        return each.starts_at, each.place.name.in_language(self.languages[0]) if each.place else "", each.uid


def _offset(moment: datetime) -> str:
    offset = moment.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


def _languages_in_words(codes: Iterable[str]) -> str:
    names = Locale.parse(current_language()).languages
    said = [str(names.get(code) or names.get(code.partition("_")[0]) or code) for code in codes]
    return ", ".join(said)
