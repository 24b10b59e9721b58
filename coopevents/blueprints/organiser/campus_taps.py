"""What phones tell the board of the day, one tap at a time, and what they hear."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor
from coopevents.blueprints.onsite.door import IS_KEY
from coopevents.blueprints.organiser.itinerary_view import clash_words_of
from coopevents.delegations import itinerary_queries, queries, running_late, tapping
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.tap_models import TapKind
from coopevents.delegations.tapping import TapDetails
from coopevents.i18n import _, ngettext
from coopevents.refusals import NotFound, Refusal
from coopevents.registration.merging import moment_of
from coopevents.reports.campus_today import CampusToday, campus_today

MOST_AT_ONCE = 40
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class GivenTap:
    """A tap, and the visit it speaks of."""

    delegation_id: int
    details: TapDetails


@dataclass(frozen=True)
class Told:
    """What came of a tap; ``is_news`` when whoever tapped wants to read it."""

    sentence: str
    is_refused: bool = False
    is_news: bool = False


def board_today(now: datetime, zone: ZoneInfo) -> CampusToday:
    """Whom the present user sees on campus."""
    return campus_today(access().units(Permission.SEE_UNIT), now=now, zone=zone)


def end_of_day(now: datetime, zone: ZoneInfo) -> datetime:
    """When nothing of today's guests has to stay on a phone any more."""
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)


def as_mapping(today: CampusToday) -> dict[str, Any]:
    """The board as the script keeps it: where each guest is, who was seen at what, and what the lines look like."""
    lines = [
        (item.id, item.activity.starts_at.isoformat(), item.activity.ends_at.isoformat(), item.activity.place_id)
        for each in today.guests
        for item in each.lines
    ]
    shown = [(each.delegation.id, [item.id for item in each.now], each.next and each.next.id) for each in today.guests]
    return {
        "guests": {
            f"{each.delegation.id}-{guest.id}-0": whereabouts(guest)
            for each in today.guests
            for guest in each.delegates
        },
        "seen": [
            f"{each.delegation.id}-{guest.id}-{item.id}"
            for each in today.guests
            for item in each.lines
            for guest in each.delegates
            if (item.activity_id, guest.id) in today.seen
        ],
        "lines": hashlib.sha256(repr((lines, shown)).encode()).hexdigest()[:16],
    }


def whereabouts(guest: Delegate) -> str:
    """Whether a guest is expected, here or gone again."""
    if guest.left_at is not None:
        return "left"
    return "here" if guest.arrived_at is not None else "expected"


def tap_in(given: Any, sent_at: datetime, now: datetime) -> GivenTap:
    """A tap as a phone or a form sends it; ``party`` is “visit-delegate-line”, with 0 for none. Else answers 400."""
    if not isinstance(given, Mapping):
        abort(400)
    key, kind, at = given.get("key"), given.get("kind"), moment(given.get("at"))
    parts = [_number(each) for each in str(given.get("party", "")).split("-")]
    minutes = _number(str(given.get("number", "0") or "0"))
    is_said = isinstance(key, str) and IS_KEY.fullmatch(key) is not None and isinstance(kind, str)
    if not is_said or kind not in set(TapKind) or at is None or minutes is None or len(parts) != 3 or None in parts:
        abort(400)
    visit, delegate, line = parts
    tapped_at = moment_of(at, sent_at=sent_at, received_at=now)
    return GivenTap(
        visit or 0, TapDetails(str(key), TapKind(str(kind)), tapped_at, delegate or None, line or None, minutes)
    )


def count_tap(given: GivenTap, now: datetime) -> Told:
    """Let a tap count and commit it; the others stand whatever becomes of it."""
    try:
        delegation = queries.get_delegation(given.delegation_id)
        if Permission.EDIT_DELEGATIONS not in access().for_unit(delegation.unit_id):
            raise NotFound(_("This visit is no longer yours to look after, so nothing was changed."))
        made = _clashes_of(delegation, given.details, now)
        told = tapping.take_tap(delegation, given.details, now=now, actor=present_actor())
        moved = running_late.moved_by(told)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        return Told(str(refusal), is_refused=True)
    if given.details.kind is not TapKind.LATE:
        return Told(_("It is noted."))
    words = ngettext(
        "%(num)s line moved. Whoever it concerns is told.", "%(num)s lines moved. Whoever it concerns is told.", moved
    )
    return Told(" ".join([words, *(_("New clash: %(clash)s", clash=each) for each in made)]), is_news=True)


def _clashes_of(delegation: Delegation, tap: TapDetails, now: datetime) -> list[str]:
    """What a delay would make clash, asked before anything moves."""
    if tap.kind is not TapKind.LATE or tap.line_id is None or tapping.is_known(delegation, tap.key):
        return []
    item = itinerary_queries.get_item(delegation.id, tap.line_id)
    return clash_words_of(delegation, running_late.preview_delay(delegation, item.activity_id, tap.minutes, now=now))


def moment(given: Any) -> datetime | None:
    """Milliseconds since 1970 as a moment."""
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not 0 <= given < LATEST.timestamp() * 1000:
        return None
    return datetime.fromtimestamp(given / 1000, UTC)


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
