"""Doors to messages that wait in the outbox as drafts: approve, discard, some or all of them."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, signed_in
from coopevents.blueprints.listing import asked
from coopevents.blueprints.organiser.outbox import event_asked, message_to_change, readers_with
from coopevents.i18n import _, ngettext
from coopevents.mail import queries, service, words
from coopevents.mail.models import OutboxMessage

drafts = Blueprint("organiser_drafts", __name__)
MOST_AT_ONCE = 500
MOST_NAMED = 5
VERBS = {"approve": True, "discard": False}


@drafts.post("/desk/outbox/<int:message_id>/approve")
@signed_in
def approve(message_id: int) -> ResponseReturnValue:
    """Let a draft go out now."""
    message = message_to_change(message_id)
    service.approve(message, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The message to %(name)s goes out now.", name=message.to_name or message.to_email), "success")
    return redirect(url_for("organiser_outbox.show", message_id=message_id))


@drafts.post("/desk/outbox/drafts")
@signed_in
def decide() -> ResponseReturnValue:
    """Approve or discard the drafts that were ticked."""
    verb = request.form.get("verb", "")
    if verb not in VERBS:
        abort(400)
    given = request.form.getlist("selected")[:MOST_AT_ONCE]
    _decide([int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 12], verb)
    return redirect(_way_back())


@drafts.get("/desk/outbox/drafts/<any(approve, discard):verb>")
@signed_in
def confirm(verb: str) -> ResponseReturnValue:
    """Ask once before all drafts are decided about; the list they were chosen from may be narrowed."""
    event = event_asked()
    ids = _all_asked()
    return render_template(
        "organiser/outbox/drafts.html", verb=verb, number=len(ids), event=event, search=asked("q"), back_url=_way_back()
    )


@drafts.post("/desk/outbox/drafts/<any(approve, discard):verb>")
@signed_in
def decide_all(verb: str) -> ResponseReturnValue:
    """Approve or discard all drafts of the list."""
    _decide(_all_asked(), verb)
    return redirect(_way_back())


def _all_asked() -> list[int]:
    event, readers = event_asked(), readers_with(Permission.SEND_MESSAGES)
    event_id = event.id if event is not None else None
    return queries.list_draft_ids(readers, search=asked("q"), event_id=event_id, limit=MOST_AT_ONCE)


def _decide(message_ids: list[int], verb: str) -> None:
    messages = queries.lock_messages(message_ids, readers_with(Permission.SEND_MESSAGES))
    is_approved = VERBS[verb]
    done, skipped = service.decide_drafts(messages, is_approved=is_approved, now=clock.now(), actor=present_actor())
    said = [_skipped_sentence(skipped)] if skipped else []
    unit_of_work.commit()
    if done and is_approved:
        flash(ngettext("%(num)s message goes out now.", "%(num)s messages go out now.", done), "success")
    elif done:
        flash(ngettext("%(num)s message was discarded.", "%(num)s messages were discarded.", done), "success")
    elif not said:
        flash(_("No draft was chosen."), "info")
    for sentence in said:
        flash(sentence, "info")


def _skipped_sentence(skipped: list[OutboxMessage]) -> str:
    """Which were left as they are, and why."""
    names = [f"{each.to_name or each.to_email} ({words.STATES[each.state]})" for each in skipped[:MOST_NAMED]]
    more = len(skipped) - MOST_NAMED
    listed = ", ".join(names) + (_(" and %(count)s more", count=more) if more > 0 else "")
    return str(_("Skipped, because they are no drafts any more: %(names)s.", names=listed))


def _way_back() -> str:
    """The list as it was narrowed."""
    kept: dict[str, Any] = {name: asked(name) or None for name in ("event", "q", "state")}
    return url_for("organiser_outbox.index", **kept)
