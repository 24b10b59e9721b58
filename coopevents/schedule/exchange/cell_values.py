"""What a cell of a table means. Pure. What cannot be read raises :class:`CellIsUnreadable`, with why in words."""

import re
from datetime import UTC, date, datetime, time, timedelta

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.schedule.exchange.columns import meanings, yes_and_no
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.plans import NewPlace, NewTrack, Somebody
from coopevents.schedule.exchange.tables import Read, shown
from coopevents.schedule.pasting import people_from
from coopevents.schedule.states import ParticipantRole
from coopevents.text import folded, one_line

_ISO = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_EUROPEAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.：hH时](\d{2})分?(?::(\d{2}))?(?:\s*(?:UTC)?([+-]\d{2}):?(\d{2}))?")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 120_000
_SERIAL_DAY = date(1899, 12, 30)
_COUNT = re.compile(r"(?P<name>.+?)\s*[×x*]\s*(?P<count>\d{1,4})")
_DAY = timedelta(days=1)


class CellIsUnreadable(ValueError):
    """A cell that means nothing; ``words`` say why."""

    def __init__(self, words: LazyString | str) -> None:
        self.words = words
        super().__init__(str(words))


def day_in(cell: Read, days: tuple[date, ...]) -> date | None:
    """A day: a date of the spreadsheet, its serial number, ``2026-11-30``, ``30.11.2026``, or ``1`` for the first."""
    day = _day(cell, days)
    if day is not None and not rules.FIRST_YEAR <= day.year <= rules.LAST_YEAR:
        raise CellIsUnreadable(rules.DayIsOutOfReach.sentence)
    return day


def _day(cell: Read, days: tuple[date, ...]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = shown(cell)
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _SERIAL_DAY + timedelta(days=number)
    if 1 <= number <= len(days):
        return days[number - 1]
    iso, european = _ISO.match(text), _EUROPEAN.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if european:
            return date(int(european[3]), int(european[2]), int(european[1]))
    except ValueError:
        pass
    raise CellIsUnreadable(_l("That is no day. Write it as 2026-11-30."))


def clock_in(cell: Read) -> tuple[timedelta, str] | None:
    """A time of day as what has passed since midnight (24:00 is a whole day), and its offset from UTC where one is
    written."""
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second), ""
    if isinstance(cell, timedelta):
        return _within_a_day(cell), ""
    if isinstance(cell, float) and 0 <= cell <= 1:
        return timedelta(minutes=round(cell * 24 * 60)), ""
    text = shown(cell)
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    if not found or int(found[2]) > 59 or int(found[3] or 0) > 59:
        raise CellIsUnreadable(_l("That is no time. Write it as 09:30."))
    passed = timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3] or 0))
    return _within_a_day(passed), f"{found[4]}:{found[5]}" if found[4] else ""


def _within_a_day(passed: timedelta) -> timedelta:
    if not timedelta() <= passed <= _DAY:
        raise CellIsUnreadable(_l("That is no time. Write it as 09:30."))
    return passed


def moment_in(day: date, clock: tuple[timedelta, str], zone: str, *, field: str) -> datetime:
    """The moment at which the clock of the zone shows that on that day; the offset says which of two is meant."""
    passed, offset = clock
    day, passed = (day + _DAY, timedelta()) if passed == _DAY else (day, passed)
    wall = datetime.combine(day, time()) + passed
    if offset:
        try:
            return datetime.fromisoformat(f"{wall.isoformat()}{offset}").astimezone(UTC)
        except ValueError:
            raise CellIsUnreadable(_l("That is no time. Write it as 09:30.")) from None
    try:
        return rules.moment_of(day, wall.time(), zone, field=field)
    except Refusal as refusal:
        raise CellIsUnreadable(refusal.message) from None


def number_in(cell: Read) -> int | None:
    """A whole number, or none."""
    text = shown(cell)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise CellIsUnreadable(_l("That is no whole number."))
    return int(text)


def flag_in(cell: Read) -> bool:
    """Yes or no, in any language of ours; nothing is no."""
    found = yes_and_no().get(folded(shown(cell)))
    if found is None:
        raise CellIsUnreadable(_l("Write yes or no."))
    return found


def word_in(cell: Read, field: str) -> str:
    """What a word of a list means (``kind``, ``state``, ``audience``), in any language of ours."""
    found = meanings(field).get(folded(shown(cell)))
    if found is None:
        raise CellIsUnreadable(_l("That word is not on the list. The second sheet of an export shows it."))
    return found


def place_in(cell: Read, known: Known) -> int | NewPlace | None:
    """A place by name."""
    name = one_line(shown(cell))
    if not name:
        return None
    found = known.place_named(name)
    if found is not None:
        return found
    if not known.may_add_places:
        raise CellIsUnreadable(_l("“%(place)s” is not a known place.", place=name))
    return NewPlace(name[:300])


def track_in(cell: Read, known: Known) -> int | NewTrack | None:
    """A track by name."""
    name = one_line(shown(cell))
    if not name:
        return None
    found = known.track_named(name)
    return found if found is not None else NewTrack(name[: rules.LONGEST_TRACK * 2])


def people_in(cell: Read, known: Known) -> tuple[Somebody, ...]:
    """People with their roles: ``Speaker: Amélie Laurent; Host: Jun Zhou (Institute)``. Without a role they speak."""
    found = []
    for part in re.split(r"[;；\n]", shown(cell)):
        word, colon, name = part.partition("：") if "：" in part and ":" not in part else part.partition(":")
        role = meanings("role").get(folded(word)) if colon else None
        if colon and role is None:
            raise CellIsUnreadable(
                _l("“%(word)s” is no role. The second sheet of an export shows them.", word=word.strip())
            )
        typed = one_line(name if role else part)
        if not typed:
            continue
        number = known.person_named(typed)
        said = people_from(typed) if number is None else ()
        if number is None and (not said or "[#" in typed):
            raise CellIsUnreadable(_l("“%(name)s” is nobody known here, and no name.", name=typed))
        meant = role or ParticipantRole.SPEAKER
        found += [Somebody(meant, number)] if number is not None else [Somebody(meant, None, each) for each in said]
    return tuple(dict.fromkeys(found))


def resources_in(cell: Read, known: Known) -> tuple[tuple[int, int], ...]:
    """Resources with their number: ``Projector × 2; Coach``."""
    found: dict[int, int] = {}
    for part in re.split(r"[;；\n]", shown(cell)):
        typed = one_line(part)
        if not typed:
            continue
        counted = _COUNT.fullmatch(typed)
        name, count = (counted["name"], int(counted["count"])) if counted else (typed, 1)
        number = known.resource_named(name)
        if number is None or count < 1:
            raise CellIsUnreadable(_l("“%(name)s” is no known resource.", name=name))
        found[number] = found.get(number, 0) + count
    return tuple(sorted(found.items()))


def languages_in(cell: Read) -> tuple[str, ...]:
    """Spoken languages by their codes: ``en, zh``."""
    parts = [part.strip() for part in re.split(r"[\s,;，；/]+", shown(cell))]
    found = tuple(dict.fromkeys(part for part in parts if part))
    if not all(part.isascii() and part.replace("_", "").isalnum() and len(part) <= 12 for part in found):
        raise CellIsUnreadable(_l("Write languages by their codes: en, zh."))
    return found
