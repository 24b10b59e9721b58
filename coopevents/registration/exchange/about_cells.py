"""What we say about a guest, besides the answers, as cells; and what such cells mean. Pure but for words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any
from zoneinfo import available_timezones

from coopevents.exports import Cell
from coopevents.forms.single import Unacceptable, valid_email
from coopevents.i18n import LANGUAGE_NAMES, _l, country_name
from coopevents.registration.exchange import codes, lists
from coopevents.registration.exchange.answer_cells import ensure_exact, text_of
from coopevents.registration.guests import MOST_COMPANIONS, ROOM, ROOM_FOR_COMPANIONS
from coopevents.registration.models import EventForm
from coopevents.registration.states import RegistrationState
from coopevents.registration.tags import LONGEST_NAME
from coopevents.registration.words import STATE_NAMES
from coopevents.schedule.exchange.tables import Read
from coopevents.text import LocalizedText, folded, one_line

LARGEST_NUMBER = 999_999
LONGEST_EMAIL = 254


@dataclass(frozen=True)
class KnownForm:
    """A form of the event, in values that outlive a transaction."""

    id: int
    slug: str
    title: LocalizedText
    role: LocalizedText


class Forms:
    """The forms of an event by what people call them: their names in addresses, titles and roles."""

    def __init__(self, forms: Iterable[EventForm]) -> None:
        kept = [KnownForm(each.id, each.slug, each.title, each.role) for each in forms]
        self.by_id = {each.id: each for each in kept}
        self._meanings: dict[str, str] = {}
        for each in kept:
            for text in {folded(text) for text in (*each.title.values(), *each.role.values())}:
                known = self._meanings.get(text, each.slug)
                self._meanings[text] = each.slug if known == each.slug else ""
        self._meanings |= {folded(each.slug): each.slug for each in kept}

    @property
    def first(self) -> KnownForm:
        """The form of who names none."""
        return next(iter(self.by_id.values()))

    def said(self, form_id: int, language: str) -> str:
        """What a cell says for a form: its title where that means this one alone, else its name in addresses."""
        form = self.by_id[form_id]
        return codes.said(form.slug, self._meanings, lambda _slug: form.title.in_language(language))

    def find(self, text: str) -> KnownForm | None:
        """The form a cell means."""
        slug = self._meanings.get(folded(text))
        return next((each for each in self.by_id.values() if each.slug == slug), None)


def written(name: str, value: Any) -> Cell:
    """What stands in the cell of that column, in the reader's language; ``form`` is written by :class:`Forms`."""
    match name:
        case "state":
            return codes.said(str(value), codes.states(), lambda code: str(STATE_NAMES[RegistrationState(code)]))
        case "country":
            return codes.said(value, codes.countries(), country_name)
        case "language":
            return codes.said(value, codes.languages(), lambda code: LANGUAGE_NAMES.get(code, code))
        case "tags":
            return lists.joined(value)
        case "submitted_at" | "changed_at":
            return str(value.isoformat())
    return value  # type: ignore[no-any-return]


def read(name: str, cell: Read, *, forms: Forms, zone: tzinfo) -> Any:
    """What the cell says, as it would be stored; None where nothing can be meant by an empty cell.

    Raises Unacceptable.
    """
    if not isinstance(cell, datetime | date):
        ensure_exact(cell)
    text = text_of(cell)
    if name in ROOM:
        return _short(text, ROOM[name])
    if name in {"submitted_at", "changed_at"}:
        return _moment(cell, zone)
    if name == "form":
        return _form(text, forms)
    return _READERS[name](text)


def _short(text: str, room: int) -> str:
    line = one_line(text)
    if len(line) > room:
        raise Unacceptable(
            _l("This is %(length)s characters long; at most %(room)s fit here.", length=len(line), room=room)
        )
    return line


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:7]) <= LARGEST_NUMBER and len(text) < 7):
        raise Unacceptable(_l("That is no number of a registration. Leave the cell empty for somebody new."))
    return int(text)


def _state(text: str) -> RegistrationState | None:
    found = codes.states().get(folded(text)) if text else None
    if text and not found:
        raise Unacceptable(_l("There is no such state. Leave the cell empty to have one given."))
    return RegistrationState(found) if found else None


def _email(text: str) -> str:
    address = valid_email(text)
    if address is None or len(address) > LONGEST_EMAIL:
        raise Unacceptable(_l("Write an e-mail address, such as name@example.edu."))
    return address


def _country(text: str) -> str:
    found = codes.countries().get(folded(text)) if text else ""
    if found is None or (text and not found):
        raise Unacceptable(_l("There is no country or region of that name. Write its name or its two letters."))
    return found


def _language(text: str) -> str | None:
    found = codes.languages().get(folded(text)) if text else None
    if text and not found:
        raise Unacceptable(_l("There is no such language here. Write English, 简体中文 or Français."))
    return found


def _time_zone(text: str) -> str:
    if text and text not in available_zones():
        raise Unacceptable(_l("That is no time zone. Write it as Europe/Paris."))
    return text


def available_zones() -> frozenset[str]:
    """Every zone there is; read once."""
    if not _ZONES:
        _ZONES.update(available_timezones())
    return frozenset(_ZONES)


_ZONES: set[str] = set()


def _yes_or_no(text: str) -> bool:
    found = codes.yes_and_no().get(folded(text))
    if found is None:
        raise Unacceptable(_l("Write “yes” or “no”."))
    return found


def _companions(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= MOST_COMPANIONS):
        raise Unacceptable(_l("Write a number from 0 to %(most)s.", most=MOST_COMPANIONS))
    return int(text or 0)


def _tags(text: str) -> tuple[str, ...]:
    found = {folded(name): name for each in lists.split(text) if (name := one_line(each))}
    if any(len(each) > LONGEST_NAME for each in found.values()):
        raise Unacceptable(_l("The name of a tag has at most %(most)s characters.", most=LONGEST_NAME))
    return tuple(found.values())


def _form(text: str, forms: Forms) -> KnownForm | None:
    found = forms.find(text) if text else None
    if text and found is None:
        raise Unacceptable(_l("The event has no form of that name."))
    return found


def _moment(cell: Read, zone: tzinfo) -> datetime | None:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        cell = datetime.combine(cell, time())
    text = text_of(cell)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unacceptable(_l("Write day and time, such as 2026-11-30 14:05.")) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "number": _number,
    "state": _state,
    "email": _email,
    "country": _country,
    "language": _language,
    "time_zone": _time_zone,
    "companion_count": _companions,
    "companion_names": lambda text: _short(text, ROOM_FOR_COMPANIONS),
    "is_vip": _yes_or_no,
    "tags": _tags,
    "state_reason": lambda text: text,
    "internal_note": lambda text: text,
}
