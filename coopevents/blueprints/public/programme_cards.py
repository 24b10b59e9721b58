"""Activities as the cards of a programme: everything in the reader's words, so that the template only places it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from babel import Locale
from flask import url_for
from markupsafe import Markup, escape

from coopevents.blueprints.public.visible_events import other_title
from coopevents.i18n import HTML_LANGUAGES, _, current_language, day_text, short_day_text, time_text
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson, both_names
from coopevents.schedule.states import Audience
from coopevents.schedule.words import AUDIENCES, KINDS, ROLES

MOST_OF_A_STEM = 6


@dataclass(slots=True)
class Slot:
    """Cards that begin together; ``is_next`` marks the first that is not over, where "now" is."""

    starts: str
    cards: list[dict[str, Any]] = field(default_factory=list)
    is_next: bool = False


@dataclass(slots=True)
class Day:
    """A day of the programme."""

    on: date
    label: str
    activities: list[ReleasedActivity] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


class Cards:
    """Makes the cards of one page; words are looked up once.

    With ``is_linked`` people and places lead to their own pages, and a star puts the activity on an agenda.
    """

    def __init__(self, event_slug: str, zone: tzinfo, now: datetime, *, is_linked: bool = False) -> None:
        self.zone, self.now, self.is_linked = zone, now, is_linked
        self.language = current_language()
        self.kinds = {str(name): str(word) for name, word in KINDS.items()}
        self.roles = {str(name): str(word) for name, word in ROLES.items()}
        self.audiences = {str(name): str(word) for name, word in AUDIENCES.items()}
        self.language_names = LanguageNames(self.language)
        self.cancelled = _("Cancelled")
        self._labels: dict[tuple[str, str], str] = {}
        self._names: dict[tuple[int, str], str] = {}
        self._address = url_for("public_programme.activity", event_slug=event_slug, uid="-")[:-1]
        self._person_address = url_for("public_parts.person", event_slug=event_slug, person_id=0)[:-1]
        self._place_address = url_for("public_parts.place", event_slug=event_slug, place_id=0)[:-1]

    def card(self, each: ReleasedActivity) -> dict[str, Any]:
        """One activity, as the component ``activity_card`` takes it."""
        other = other_title(each.title, self.language)
        starts_at, ends_at = each.starts_at.astimezone(self.zone), each.ends_at.astimezone(self.zone)
        card: dict[str, Any] = {
            "title": each.title.in_language(self.language),
            "url": self._address + each.uid,
            "kind": each.kind,
            "kind_label": self._kind_and_track(each),
            "starts": time_text(starts_at, self.zone),
            "ends": self._end(starts_at, ends_at),
            "starts_at": starts_at.isoformat(timespec="minutes"),
            "ends_at": ends_at.isoformat(timespec="minutes"),
            "place": each.place.name.in_language(self.language) if each.place else None,
            "people": self.people(each.people),
            "is_cancelled": each.is_cancelled,
            "is_now": each.starts_at <= self.now < each.ends_at and not each.is_cancelled,
            "is_past": each.ends_at <= self.now,
            "id": f"a-{each.uid}",
        }
        if other:
            card["second_title"], card["second_lang"] = other
        if self.is_linked:
            card |= self._own_ways(each)
        return card | self._badge(each)

    def _own_ways(self, each: ReleasedActivity) -> dict[str, Any]:
        """Where the card leads besides the activity: to its place, and onto the reader's agenda."""
        place = {"place_url": f"{self._place_address}{each.place.id}"} if each.place else {}
        return place if each.is_cancelled else {**place, "pick": each.uid}

    def track_beside_kind(self, each: ReleasedActivity) -> str:
        """The name of the track; empty when there is none, or when it only says the kind once more."""
        if each.track is None:
            return ""
        name, kind = each.track.name.in_language(self.language), self.kinds.get(each.kind, each.kind)
        stem = kind[:-1] if len(kind) > MOST_OF_A_STEM else kind  # a plural may change the last letter
        return "" if stem.casefold() in name.casefold() else name

    def days(self, activities: Iterable[ReleasedActivity]) -> list[Day]:
        """The activities by day and by the time they begin; parallel ones by place."""
        days: dict[date, Day] = {}
        has_next = False
        for each in sorted(activities, key=self._by_time_and_place):
            on = each.starts_at.astimezone(self.zone).date()
            if on not in days:
                days[on] = Day(on, day_text(on))
            day = days[on]
            day.activities.append(each)
            card = self.card(each)
            if not day.slots or day.slots[-1].starts != card["starts"]:
                day.slots.append(Slot(card["starts"]))
            day.slots[-1].cards.append(card)
            if not has_next and each.ends_at > self.now:
                day.slots[-1].is_next = has_next = True
        return list(days.values())

    def people(self, people: tuple[ReleasedPerson, ...]) -> str | None:
        """Who is in it, in one line: those who speak by name alone, others after their role."""
        by_role: dict[str, list[str]] = {}
        for each in people:
            by_role.setdefault(each.role, []).append(self._name(each))
        if not by_role:
            return None
        lines = [f"{escape(self.roles.get(role, role))}: {', '.join(names)}" for role, names in by_role.items()]
        return Markup(" · ".join(lines))  # noqa: S704 - each part is escaped

    def _name(self, person: ReleasedPerson) -> str:
        """A person's name as HTML; made once a page."""
        key = (person.id, person.name + person.original_name)
        if key not in self._names:
            name = escape(both_names(person, self.language))
            link = f'<a href="{escape(self._person_address)}{person.id}">{name}</a>'
            self._names[key] = link if self.is_linked else str(name)
        return self._names[key]

    def _kind_and_track(self, each: ReleasedActivity) -> str:
        key = (each.kind, each.track.slug if each.track else "")
        if key not in self._labels:
            words = (self.kinds.get(each.kind, each.kind), self.track_beside_kind(each))
            self._labels[key] = " · ".join(filter(None, words))
        return self._labels[key]

    def _by_time_and_place(self, each: ReleasedActivity) -> tuple[datetime, str, str]:
        return each.starts_at, each.place.name.in_language(self.language) if each.place else "", each.uid

    def _end(self, starts_at: datetime, ends_at: datetime) -> str:
        if starts_at.date() == ends_at.date():
            return time_text(ends_at, self.zone)
        return f"{time_text(ends_at, self.zone)} ({short_day_text(ends_at, self.zone)})"

    def _badge(self, each: ReleasedActivity) -> dict[str, Any]:
        if each.is_cancelled:
            return {"state": self.cancelled, "tone": "trouble", "state_icon": "x-circle"}
        if each.audience in {Audience.REGISTERED, Audience.INVITED}:
            icon = "person-check" if each.audience == Audience.REGISTERED else "envelope"
            return {"state": self.audiences[each.audience], "tone": "neutral", "state_icon": icon}
        return {}


class LanguageNames:
    """Names of languages as the reader's language writes them."""

    def __init__(self, language: str) -> None:
        self._names = Locale.parse(language).languages

    def __getitem__(self, code: str) -> str:
        name = str(self._names.get(code) or self._names.get(code.partition("_")[0]) or code)
        return name[:1].upper() + name[1:]


def html_language(code: str) -> str:
    """A language's tag in HTML."""
    return HTML_LANGUAGES.get(code, code)
