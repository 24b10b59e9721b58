"""What a device is told of a scan, in words: on the page, and for the script that shows the same without reloading."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from coopevents.blueprints.onsite.reception import Reception, reception_of
from coopevents.i18n import _, localized, short_day_text, time_text
from coopevents.refusals import NotFound, Refusal
from coopevents.registration.arriving import Told
from coopevents.registration.gate_models import Arrival, ScanKind, ScanOutcome
from coopevents.registration.gate_rules import NotLetIn
from coopevents.registration.models import Registration


@dataclass(frozen=True)
class Verdict:
    """The answer to a scan. ``tone`` is good, attention, trouble or info; ``kind`` names the case for scripts.

    ``key`` is what an undo names; without one there is nothing to undo. ``scan`` names the scan that was asked about.
    """

    kind: str
    tone: str
    headline: str
    name: str = ""
    second_name: str = ""
    role: str = ""
    number: int | None = None
    lines: tuple[str, ...] = ()
    remedy: str = ""
    key: str = ""
    scan: str = ""
    reception: Reception | None = None

    def as_mapping(self) -> dict[str, Any]:
        """Plain enough for JSON."""
        return asdict(self)


def seen_at_gate(told: Told, zone: tzinfo, token: str, *, now: datetime) -> Verdict:
    """What became of a scan, with what reception knows of a guest who is in."""
    verdict = replace(verdict_of(told, zone, now=now), scan=told.arrival.client_key)
    is_in = verdict.kind in {ScanOutcome.COUNTS, ScanOutcome.REPEATS} and told.arrival.kind is ScanKind.IN
    return replace(verdict, reception=reception_of(told.registration, token)) if is_in else verdict


def verdict_of(told: Told, zone: tzinfo, *, now: datetime) -> Verdict:
    """What became of a scan that was written down."""
    about, arrival = told.registration, told.arrival
    if told.refusal is not None:
        return refused(told.refusal, about)
    if arrival.kind is ScanKind.UNDO:
        return Verdict("undone", "info", _("Taken back"), **_person(about))
    if told.outcome is ScanOutcome.UNDONE:
        return Verdict("undone", "info", _("This scan was taken back"), **_person(about))
    if told.outcome is ScanOutcome.REPEATS:
        return _repeated(told, zone, now)
    lines = [_("Also scanned: %(scan)s", scan=scan_in_words(each, zone, now)) for each in told.others]
    headline = _("Checked in") if arrival.kind is ScanKind.IN else _("Has left")
    return Verdict("counts", "good", headline, **_person(about), lines=tuple(lines), key=arrival.client_key)


def refused(refusal: Refusal, about: Registration | None = None) -> Verdict:
    """Who is not let in, and what to do now; or what cannot be undone."""
    person = _person(about) if about is not None else {}
    kind = refusal.reason if isinstance(refusal, NotLetIn) else "refused"
    remedy = str(refusal.remedy) if isinstance(refusal, NotLetIn) else ""
    headline = _("There is nothing to take back") if isinstance(refusal, NotFound) else str(refusal)
    return Verdict(kind, "trouble", headline, **person, remedy=remedy)


def scan_in_words(arrival: Arrival, zone: tzinfo, now: datetime) -> str:
    """When, where and by whom: ``09:14, North entrance, Lin Xiaoyan``; with the day when that was not today."""
    moment, gate = arrival.scanned_at, arrival.gate
    is_today = moment.astimezone(zone).date() == now.astimezone(zone).date()
    when = time_text(moment, zone) if is_today else f"{short_day_text(moment, zone)}, {time_text(moment, zone)}"
    where = localized(gate.name) if gate is not None else _("at the desk")
    return ", ".join(each for each in (when, where, arrival.by) if each)


def _repeated(told: Told, zone: tzinfo, now: datetime) -> Verdict:
    first = told.first
    headline = _("Has left already") if told.arrival.kind is ScanKind.OUT else _("Already checked in")
    lines = (scan_in_words(first, zone, now),) if first is not None and first.id != told.arrival.id else ()
    return Verdict("repeats", "attention", headline, **_person(told.registration), lines=lines)


def _person(about: Registration) -> dict[str, Any]:
    second = about.original_name if about.original_name != about.name else ""
    return {"name": about.name, "second_name": second, "role": localized(about.form.role), "number": about.number}
