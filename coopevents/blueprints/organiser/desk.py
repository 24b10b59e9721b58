"""The first page of the desk."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import may, signed_in
from coopevents.blueprints.organiser.agreement_waiting import waiting_lines
from coopevents.blueprints.organiser.delegation_after import visit_follow_up_lines
from coopevents.blueprints.organiser.delegation_preparation import task_lines
from coopevents.blueprints.organiser.delegation_waiting import visit_lines
from coopevents.blueprints.organiser.events import present_reach
from coopevents.blueprints.organiser.helper_waiting import helper_lines
from coopevents.blueprints.organiser.partner_waiting import follow_up_lines
from coopevents.blueprints.organiser.reviews import present_reviewing
from coopevents.blueprints.organiser.trip_waiting import trip_lines
from coopevents.events import words
from coopevents.events.models import Event
from coopevents.i18n import _, localized, ngettext, short_day_text
from coopevents.reports.desk import Waiting, desk_for
from coopevents.schedule.words import KINDS as ACTIVITY_KINDS

desk = Blueprint("organiser_desk", __name__)

NEEDS = {
    "approvals": Permission.DECIDE_REGISTRATIONS,
    "reviews": Permission.REVIEW_REGISTRATIONS,
    "undelivered": Permission.SEE_OUTBOX,
    "held": Permission.SEND_MESSAGES,
    "clashes": Permission.EDIT_PROGRAMME,
    "release": Permission.EDIT_PROGRAMME,
    "draft": Permission.PUBLISH_EVENT,
    "closing": Permission.EDIT_EVENT,
}
"""Who is told of what waits: whoever can do something about it."""

TONES = {"undelivered": "trouble", "clashes": "attention", "draft": "attention"}


@desk.get("/desk/")
@signed_in
def show() -> ResponseReturnValue:
    """What is today, what waits, and how the coming events stand."""
    zone = ZoneInfo(current_user.time_zone or current_app.config["SETTINGS"].default_time_zone)
    now = clock.now()
    found = desk_for(present_reach(), now=now, zone=zone, who=present_reviewing())
    return render_template(
        "organiser/desk/show.html",
        desk=found,
        waiting=_lines(found.waiting, now, zone),
        may_see_guests={line.event.id: may(Permission.SEE_REGISTRATIONS, line.event) for line in found.events},
        may_create=may(Permission.CREATE_EVENT),
        now=now,
        zone=zone,
        zone_of=lambda event: ZoneInfo(event.time_zone),
        states=words.STATES,
        tones=words.STATE_TONES,
        activity_kinds=ACTIVITY_KINDS,
    )


def _lines(waiting: Sequence[Waiting], now: datetime, zone: ZoneInfo) -> list[dict[str, object]]:
    """Everything that waits for the reader, sorted by when it hurts."""
    able = [each for each in waiting if may(NEEDS[each.kind], each.event)]
    lines = [(each.hurts_at, _as_item(each, now, zone)) for each in able]
    lines += follow_up_lines(lambda moment: _when(moment, now, zone), now)
    lines += waiting_lines(lambda moment: _when(moment, now, zone), now)
    lines += visit_lines(lambda moment: _when(moment, now, zone), now)
    lines += task_lines(lambda moment: _when(moment, now, zone), now)
    lines += visit_follow_up_lines(lambda moment: _when(moment, now, zone), now)
    lines += helper_lines(now)
    lines += trip_lines(lambda moment: _when(moment, now, zone), now)
    return [line for _hurts_at, line in sorted(lines, key=lambda each: each[0])]


def _as_item(waiting: Waiting, now: datetime, zone: ZoneInfo) -> dict[str, object]:
    """One line of what waits, as the component takes it."""
    return {
        "what": _sentence(waiting),
        "why": localized(waiting.event.title),
        "url": _address(waiting.kind, waiting.event),
        "when": _("now") if waiting.kind == "undelivered" else _when(waiting.hurts_at, now, zone),
        "tone": TONES.get(waiting.kind),
    }


def _when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    days = (moment.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days <= 0:
        return str(_("today"))
    return str(_("tomorrow")) if days == 1 else short_day_text(moment, zone)


def _sentence(waiting: Waiting) -> str:
    number = waiting.number
    sentences = {
        "approvals": ngettext("%(num)s guest waits to be confirmed", "%(num)s guests wait to be confirmed", number),
        "reviews": ngettext(
            "%(num)s registration waits for your decision", "%(num)s registrations wait for your decision", number
        ),
        "undelivered": ngettext("%(num)s message was not delivered", "%(num)s messages were not delivered", number),
        "held": ngettext("%(num)s message waits for approval", "%(num)s messages wait for approval", number),
        "clashes": ngettext("%(num)s clash in the programme", "%(num)s clashes in the programme", number),
        "release": ngettext("%(num)s change waits for release", "%(num)s changes wait for release", number),
        "draft": _draft_sentence(number),
        "closing": _("Registration closes soon"),
    }
    return str(sentences[waiting.kind])


def _draft_sentence(days: int) -> str:
    if days < 0:
        return str(_("Has begun and is still a draft"))
    if days == 0:
        return str(_("Begins today and is still a draft"))
    return str(
        ngettext("Begins in %(num)s day and is still a draft", "Begins in %(num)s days and is still a draft", days)
    )


def _address(kind: str, event: Event) -> str:
    slug = event.slug
    if kind == "approvals":
        return url_for("organiser_registrations.index", event_slug=slug, state="pending")
    if kind == "reviews":
        return url_for("organiser_reviews.index")
    if kind == "undelivered":
        return url_for("organiser_outbox.index", event=slug)
    if kind == "release":
        return url_for("organiser_releases.show", event_slug=slug)
    if kind == "held":
        return url_for("organiser_outbox.index", event=slug, state="draft")
    if kind == "clashes":
        return url_for("organiser_programme.show", event_slug=slug)
    return url_for("organiser_events.show", event_slug=slug)
