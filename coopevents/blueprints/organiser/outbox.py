"""Doors to the outbox: what was written, what went out, what did not and why."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor, signed_in
from coopevents.blueprints.listing import Chip, asked, narrowed, page_number, page_url
from coopevents.calendars.reading import Said, what_it_says
from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.i18n import _
from coopevents.mail import delivery, queries, rules, service, words
from coopevents.mail.mime import written
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.mail.queries import Readers
from coopevents.mail.troubles import told

outbox = Blueprint("organiser_outbox", __name__)
LONG_WAIT = timedelta(minutes=3)


@outbox.get("/desk/outbox")
@signed_in
def index() -> ResponseReturnValue:
    """The messages of one's units and events."""
    readers, event, search, state = readers_with(Permission.SEE_OUTBOX), event_asked(), asked("q"), _state_asked()
    event_id = event.id if event is not None else None
    counts = queries.count_by_state(readers, search=search, event_id=event_id)
    page = queries.list_page(readers, state=state, search=search, event_id=event_id, page=page_number())
    return render_template(
        "organiser/outbox/index.html",
        page=page,
        page_url=page_url,
        search=search,
        state=state,
        event=event,
        chips=_chips(counts, state),
        total=sum(counts.values()),
        drafts=counts[MessageState.DRAFT],
        decidable={each.id for each in page.items if each.state is MessageState.DRAFT and _may_send(each)},
        **_shown(),
        **_health(),
    )


@outbox.get("/desk/outbox/<int:message_id>")
@signed_in
def show(message_id: int) -> ResponseReturnValue:
    """One message as its recipient reads it, and how far it is."""
    message = queries.get_message(message_id, readers_with(Permission.SEE_OUTBOX))
    return render_template(
        "organiser/outbox/show.html",
        message=message,
        calendars=_calendars_in(message),
        **_may_do(message),
        **_shown(),
        **_health(),
    )


@outbox.get("/desk/outbox/<int:message_id>/message.eml")
@signed_in
def download(message_id: int) -> ResponseReturnValue:
    """The message as it travels, to be opened in a mail program."""
    message = queries.get_message(message_id, readers_with(Permission.SEE_OUTBOX))
    try:
        body = written(delivery.outgoing(message), current_app.config["SETTINGS"].mail_from)
    except ValueError:
        abort(404)
    return Response(
        body,
        mimetype="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="message-{message.id}.eml"'},
    )


@outbox.post("/desk/outbox/<int:message_id>/resend")
@signed_in
def resend(message_id: int) -> ResponseReturnValue:
    """Try it again at once; of a message that was sent, send a second copy."""
    message = message_to_change(message_id)
    again = service.resend(message, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The message to %(name)s goes out again.", name=again.to_name or again.to_email), "success")
    return redirect(url_for(".show", message_id=again.id))


@outbox.get("/desk/outbox/<int:message_id>/discard")
@signed_in
def confirm_discarding(message_id: int) -> ResponseReturnValue:
    """Ask once before a message is kept back."""
    message = queries.get_message(message_id, readers_with(Permission.SEND_MESSAGES))
    rules.ensure_discardable(message.state)
    return render_template("organiser/outbox/discard.html", message=message)


@outbox.post("/desk/outbox/<int:message_id>/discard")
@signed_in
def discard(message_id: int) -> ResponseReturnValue:
    """Keep a message back."""
    message = message_to_change(message_id)
    service.discard(message, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The message to %(name)s was discarded.", name=message.to_name or message.to_email), "success")
    return redirect(url_for(".index"))


def readers_with(permission: Permission) -> Readers:
    """Whose messages the present user may see or change; 403 for who may nowhere."""
    readers = Readers(access().units(permission), access().events(permission))
    if not readers.unit_ids and not readers.event_ids:
        abort(403)
    return readers


def message_to_change(message_id: int) -> OutboxMessage:
    """A message about which the present user may decide, locked; 403 or 404 without the right to it."""
    queries.get_message(message_id, readers_with(Permission.SEE_OUTBOX))
    return queries.lock_message(message_id, readers_with(Permission.SEND_MESSAGES))


def event_asked() -> Event | None:
    """The event whose messages alone are asked for; 404 for one whose outbox the asker may not see."""
    slug = asked("event")
    event = events.find_event_by_slug(slug) if slug else None
    if slug and (event is None or Permission.SEE_OUTBOX not in access().for_event(event)):
        abort(404)
    return event


def _state_asked() -> MessageState | None:
    given = asked("state")
    return MessageState(given) if given in set(MessageState) else None


def _chips(counts: dict[MessageState, int], current: MessageState | None) -> list[Chip]:
    everything = Chip(_("All"), narrowed(state=""), current is None, sum(counts.values()))
    shown = [state for state in MessageState if counts[state] or state is current]
    each = [Chip(words.STATES[state], narrowed(state=state), state is current, counts[state]) for state in shown]
    return [everything, *each]


def _may_do(message: OutboxMessage) -> dict[str, bool]:
    may_send = _may_send(message)
    return {
        "may_approve": may_send and message.state is MessageState.DRAFT,
        "may_resend": may_send and message.state in rules.RESENDABLE,
        "may_discard": may_send and message.state in rules.DISCARDABLE,
    }


def _may_send(message: OutboxMessage) -> bool:
    units, of_events = access().units(Permission.SEND_MESSAGES), access().events(Permission.SEND_MESSAGES)
    return message.unit_id in units or message.event_id in of_events


def _calendars_in(message: OutboxMessage) -> list[Said]:
    """What each calendar object that comes with the message says."""
    bodies = [message.calendar_body] if message.calendar_body else []
    if message.attachment_count:
        bodies += [each.body for each in message.attachments if each.calendar_method]
    return [said for said in map(what_it_says, bodies) if said is not None]


def _shown() -> dict[str, object]:
    zone = ZoneInfo(current_user.time_zone or current_app.config["SETTINGS"].default_time_zone)
    return {"zone": zone, "states": words.STATES, "tones": words.STATE_TONES, "told": told, "S": MessageState}


def _health() -> dict[str, object]:
    """Whether messages can go out at all, and since when they should have."""
    now = clock.now()
    oldest: datetime | None = queries.oldest_due_at(now)
    is_late = oldest is not None and now - oldest > LONG_WAIT
    return {"has_mail_server": delivery.has_mail_server(), "waiting_since": oldest if is_late else None, "now": now}
