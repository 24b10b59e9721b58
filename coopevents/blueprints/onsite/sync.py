"""What the script of a gate asks and tells: the list it keeps, the scans that waited; and what keeps the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token, open_to_all
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.layout import BUILD, built_name
from coopevents.blueprints.onsite.door import IS_KEY, device_of, gate
from coopevents.blueprints.onsite.verdicts import Verdict, refused, scan_in_words, seen_at_gate
from coopevents.i18n import current_language, localized, zone_named
from coopevents.refusals import Refusal
from coopevents.registration import gate_devices, gate_lists, gate_queries, receiving
from coopevents.registration.arriving import ScanDetails, Told, told_of
from coopevents.registration.codes import LONGEST
from coopevents.registration.gate_models import GateDevice, ScanKind
from coopevents.registration.merging import moment_of
from coopevents.reports.arrivals import progress_of

MOST_AT_ONCE = 25
LARGEST = 2**53
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sent:
    """One scan as a device sends it."""

    text: str
    details: ScanDetails


@gate.get("/gate/worker.js")
@open_to_all
def worker() -> Response:
    """The script that keeps a gate's page within reach while there is no network; it has a say below /gate/ only."""
    return Response((BUILD / built_name("page_worker.js")).read_bytes(), mimetype="text/javascript")


@gate.get("/gate/<token>/list")
@by_token
def guest_list(token: str) -> ResponseReturnValue:
    """Everybody the device may meet; 304 while nothing has changed."""
    device = device_of(token)
    version = f"{gate_lists.version_of(device)}-{current_language()}"
    if request.if_none_match.contains(version):
        return Response(status=304)
    answer = jsonify(_list_of(device, version))
    answer.set_etag(version)
    return answer


@gate.post("/gate/<token>/sync")
@sent_from_kept_pages
@by_token
def sync(token: str) -> ResponseReturnValue:
    """Take the scans of a device, in order; the same once more are told the same. None is a question for news."""
    device, now = device_of(token), clock.now()
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(400)
    sent_at, scans = _moment(body.get("sent_at")), body.get("scans")
    if sent_at is None or not isinstance(scans, list) or len(scans) > MOST_AT_ONCE:
        abort(400)
    sent = [_sent(each, device, sent_at, now) for each in scans]
    waiting = body.get("waiting")
    gate_devices.hear_of(device, waiting=waiting if isinstance(waiting, int) else 0, now=now)
    became = [_received(device, each, now) for each in sent]
    verdicts = [
        {**_verdict(each, device, token, now).as_mapping(), "scan": one.details.key}
        for one, each in zip(sent, became, strict=True)
    ]
    arrived, expected = progress_of(device.gate)
    zone, after = zone_named(device.gate.event.time_zone), body.get("after")
    news, last = gate_lists.news_for(device, after) if isinstance(after, int) and 0 <= after < LARGEST else ([], None)
    said = {
        "verdicts": verdicts,
        "news": [[each.registration.number, scan_in_words(each, zone, now)] for each in news],
        "last": last,
        "arrived": arrived,
        "expected": expected,
        "is_open": device.gate.is_open,
        "version": f"{gate_lists.version_of(device)}-{current_language()}",
    }
    unit_of_work.commit()
    return jsonify(said)


def _received(device: GateDevice, sent: Sent, now: datetime) -> Told | Refusal:
    try:
        return receiving.receive(device.gate, sent.text, sent.details, now=now, actor=gate_devices.acting(device))
    except Refusal as refusal:
        return refusal


def _verdict(became: Told | Refusal, device: GateDevice, token: str, now: datetime) -> Verdict:
    """As it stands after all that came together: a later scan of the same guest may have changed it."""
    if isinstance(became, Refusal):
        return refused(became)
    is_undo = became.arrival.kind is ScanKind.UNDO
    zone = zone_named(device.gate.event.time_zone)
    return seen_at_gate(became if is_undo else told_of(became.arrival), zone, token, now=now)


def _sent(given: Any, device: GateDevice, sent_at: datetime, now: datetime) -> Sent:
    if not isinstance(given, Mapping):
        abort(400)
    key, code, undoes = (given.get(name, "") for name in ("key", "code", "undoes"))
    at = _moment(given.get("at"))
    if not all(isinstance(each, str) for each in (key, code, undoes)) or not IS_KEY.fullmatch(key) or at is None:
        abort(400)
    details = ScanDetails(
        key=key,
        at=moment_of(at, sent_at=sent_at, received_at=now),
        kind=ScanKind.UNDO if undoes else ScanKind.IN,
        device=device.reference,
        undoes=undoes[:64],
    )
    return Sent(code[:LONGEST], details)


def _moment(given: Any) -> datetime | None:
    """Milliseconds since 1970 as a moment."""
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not 0 <= given < LATEST.timestamp() * 1000:
        return None
    return datetime.fromtimestamp(given / 1000, UTC)


def _list_of(device: GateDevice, version: str) -> dict[str, Any]:
    event, now = device.gate.event, clock.now()
    zone = zone_named(event.time_zone)
    listed = gate_lists.list_for(device)
    reasons = {each.refusal.reason: each.refusal for each in listed if each.refusal is not None}
    return {
        "version": version,
        "last": gate_queries.last_id(event.id),
        "salt": gate_lists.salt_of(device),
        "is_exit": device.gate.is_exit,
        "roles": {each.id: localized(each.role) for each in gate_queries.list_roles(event.id)},
        "reasons": {name: [str(each), str(each.remedy)] for name, each in reasons.items()},
        "guests": [
            [
                each.mark,
                each.number,
                each.name,
                each.second_name,
                each.form_id,
                each.refusal.reason if each.refusal is not None else "",
                scan_in_words(each.first, zone, now) if each.first is not None else "",
                " ".join(each.words),
            ]
            for each in listed
        ],
    }
