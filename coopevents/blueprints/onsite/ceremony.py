"""The live mode of a ceremony, on tablets: what is on, what comes next, how late it is; works without its script."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token, open_to_all
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.layout import BUILD, built_name
from coopevents.blueprints.onsite import ceremony_signing
from coopevents.blueprints.onsite.ceremony_door import TABLET, ceremony_of, is_number, live, milliseconds, moment_in
from coopevents.blueprints.onsite.ceremony_view import lines_for, view_of
from coopevents.blueprints.onsite.door import IS_KEY
from coopevents.ceremonies import running, signing_day
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.running import MarkDetails, Run
from coopevents.ceremonies.signing_day import SigningSheet
from coopevents.ceremonies.states import MarkKind
from coopevents.i18n import current_language, localized, zone_named
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.registration.merging import moment_of
from coopevents.schedule import queries as schedules

MOST_AT_ONCE = 50
THE_SECOND = timedelta(seconds=1)
"""The clock tells whole seconds, and touches within one second keep their order."""


@live.get("/live/worker.js")
@open_to_all
def worker() -> Response:
    """The script that keeps the page within reach while there is no network; it has a say below /live/ only."""
    return Response((BUILD / built_name("page_worker.js")).read_bytes(), mimetype="text/javascript")


@live.get("/live/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """What is on and what comes next."""
    ceremony = ceremony_of(token)
    run, now, sheets = running.latest_run(ceremony), clock.now(), signing_day.sheets_of(ceremony)
    schedule = schedules.get_schedule(ceremony.activity.schedule_id)
    place = places.find_place(ceremony.activity.place_id) if ceremony.activity.place_id else None
    return render_template(
        "onsite/ceremony/show.html",
        ceremony=ceremony,
        activity=ceremony.activity,
        place=localized(place.name) if place else "",
        zone=zone_named(schedule.time_zone),
        now=now,
        token=token,
        view=view_of(ceremony, run, now=now),
        run=run,
        sheets=sheets,
        show={"lines": lines_for(ceremony), **_said(ceremony, run, sheets)},
        spoken_in=ceremony.languages.split() or ["en"],
    )


@live.post("/live/<token>/")
@sent_from_kept_pages
@by_token
def step(token: str) -> ResponseReturnValue:
    """Begin or rehearse, the next line, the one before, hold, go on, or the end."""
    ceremony, now, verb = ceremony_of(token), clock.now(), request.form.get("verb", "")
    try:
        if verb in {"begin", "rehearse"}:
            running.start(ceremony, is_rehearsal=verb == "rehearse", now=now, actor=TABLET)
        else:
            running.step(ceremony, verb, now=now, actor=TABLET)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    return redirect(url_for(".show", token=token))


@live.get("/live/<token>/news")
@by_token
def news(token: str) -> ResponseReturnValue:
    """Where the latest run stands; 304 while nothing has changed."""
    ceremony = ceremony_of(token)
    said = _said(ceremony, running.latest_run(ceremony), signing_day.sheets_of(ceremony))
    mark = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:20]
    if request.if_none_match.contains(mark):
        return Response(status=304)
    answer = jsonify({**said, "now": milliseconds(clock.now())})
    answer.set_etag(mark)
    return answer


@live.post("/live/<token>/sync")
@sent_from_kept_pages
@by_token
def sync(token: str) -> ResponseReturnValue:
    """Take what a tablet was told; the same once more counts once. 409 in words when the ceremony is cancelled."""
    ceremony, now = ceremony_of(token), clock.now()
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(400)
    sent_at, marks, signatures = moment_in(body.get("sent_at")), _list(body, "marks"), _list(body, "signatures")
    if sent_at is None:
        abort(400)
    said = [_mark(each, sent_at, now) for each in marks]
    refusal = ""
    try:
        running.hear(ceremony, said, now=now, actor=TABLET)
    except Refusal as refused:
        unit_of_work.discard()
        ceremony, refusal = ceremony_of(token), str(refused)
    refused_signatures = ceremony_signing.hear(ceremony, signatures, sent_at=sent_at, now=now)
    answer = _said(ceremony, running.latest_run(ceremony), signing_day.sheets_of(ceremony))
    unit_of_work.commit()
    if refusal:
        return jsonify({"refusal": refusal}), 409
    return jsonify({**answer, "refused": refused_signatures, "now": milliseconds(clock.now())})


def _list(body: dict[str, Any], name: str) -> list[Any]:
    found = body.get(name, [])
    return found if isinstance(found, list) and len(found) <= MOST_AT_ONCE else abort(400)


def _version(ceremony: Ceremony, sheets: list[SigningSheet]) -> str:
    """Changes with everything the page shows besides the run itself: then it is loaded anew."""
    shown = [lines_for(ceremony), localized(ceremony.activity.title), current_language()]
    told = json.dumps([*shown, ceremony_signing.shape_of(sheets)], sort_keys=True)
    starts = milliseconds(ceremony.activity.starts_at)
    return hashlib.sha256(f"{told} {starts} {milliseconds(ceremony.activity.ends_at)}".encode()).hexdigest()[:20]


def _said(ceremony: Ceremony, run: Run, sheets: list[SigningSheet]) -> dict[str, Any]:
    return {
        "version": _version(ceremony, sheets),
        **ceremony_signing.told(ceremony, sheets),
        "starts": milliseconds(ceremony.activity.starts_at),
        "ends": milliseconds(ceremony.activity.ends_at),
        "run": run.number,
        "is_rehearsal": run.is_rehearsal,
        "marks": [[each.key, each.kind.value, milliseconds(each.at), each.cue] for each in run.marks],
    }


def _mark(given: Any, sent_at: datetime, now: datetime) -> MarkDetails:
    if not isinstance(given, Mapping):
        abort(400)
    key, kind, cue, number = (given.get(name) for name in ("key", "kind", "cue", "run"))
    at = moment_in(given.get("at"))
    if not isinstance(key, str) or not IS_KEY.fullmatch(key) or kind not in set(MarkKind) or at is None:
        abort(400)
    if not isinstance(number, int) or not is_number(number) or not (cue is None or is_number(cue)):
        abort(400)
    return MarkDetails(
        key=key,
        run=number,
        kind=MarkKind(kind),
        at=moment_of(at, sent_at=sent_at, received_at=now + THE_SECOND),
        cue_id=cue,
        is_rehearsal=given.get("is_rehearsal") is True,
        by=TABLET.label,
    )
