"""Who is invited to an event: the list with its figures, and what is done to many at once."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.listing import Chip, asked, chips, export_url, narrowed, page_number, page_url
from coopevents.events.models import Event
from coopevents.i18n import _, localized, ngettext, zone_named
from coopevents.registration import form_queries, invitation_queries, invitations
from coopevents.registration.invitation_exports import HEAD, rows_of
from coopevents.registration.invitation_queries import Wanted
from coopevents.registration.invitation_states import InvitationState as S
from coopevents.registration.invitation_words import INVITATION_NAMES, INVITATION_TONES

invitation_desk = Blueprint("organiser_invitations", __name__)
MOST_AT_ONCE = 1000
MOST_NAMED = 12
VERBS = ("send", "outbox", "withdraw")


@invitation_desk.get("/desk/events/<event_slug>/invitations")
@requires(Permission.SEE_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """The invitations of an event, and how they were answered."""
    event, wanted = event_of_route(), _wanted()
    counts = invitation_queries.count_by_state(event.id)
    forms = form_queries.list_forms(event.id)
    return render_template(
        "organiser/invitations/index.html",
        event=event,
        wanted=wanted,
        counts=counts,
        total=sum(counts.values()),
        held=invitation_queries.count_held(event.id),
        page=invitation_queries.list_page(event.id, wanted, page=page_number()),
        page_url=page_url,
        state_chips=chips("state", [("", _("All")), *_states_in(counts)], _as_words(counts)),
        more_chips=[_vip_chip(), *_form_chips([(each.slug, localized(each.title)) for each in forms])],
        form_titles={each.id: localized(each.title) for each in forms},
        names=INVITATION_NAMES,
        tones=INVITATION_TONES,
        S=S,
        zone=zone_named(event.time_zone),
        export_url=export_url,
        may_decide=may(Permission.DECIDE_REGISTRATIONS, event),
        may_export=may(Permission.EXPORT_REGISTRATIONS, event),
    )


@invitation_desk.get("/desk/events/<event_slug>/invitations/export.<any(csv, xlsx):kind>")
@requires(Permission.EXPORT_REGISTRATIONS)
def export(event_slug: str, kind: str) -> Response:
    """The list as it is narrowed."""
    event = event_of_route()
    rows, name = list(rows_of(invitation_queries.list_all(event.id, _wanted()))), f"{event.slug}-invitations"
    head = [str(each) for each in HEAD]
    return csv_download(name, head, rows) if kind == "csv" else xlsx_download(name, head, rows)


@invitation_desk.post("/desk/events/<event_slug>/invitations/decide")
@requires(Permission.DECIDE_REGISTRATIONS)
def decide(event_slug: str) -> ResponseReturnValue:
    """Send, hand over or take back the rows that were ticked; who was skipped is named with the reason."""
    verb = request.form.get("verb", "")
    if verb not in VERBS:
        abort(400)
    given = request.form.getlist("selected")[:MOST_AT_ONCE]
    _decide(
        event_of_route(), verb, [int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 10]
    )
    query = request.query_string.decode("ascii", "ignore")
    return redirect(url_for(".index", event_slug=event_slug) + (f"?{query}" if query else ""))


@invitation_desk.route("/desk/events/<event_slug>/invitations/send", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def send_all(event_slug: str) -> ResponseReturnValue:
    """Ask once, then send everything that is drafted, or hand it to the outbox."""
    event = event_of_route()
    ids = invitation_queries.ids_in_state(event.id, S.DRAFTED, limit=MOST_AT_ONCE)
    if request.method == "POST":
        verb = request.form.get("verb", "")
        if verb not in {"send", "outbox"}:
            abort(400)
        _decide(event, verb, ids)
        return redirect(url_for(".index", event_slug=event_slug))
    return render_template("organiser/invitations/send.html", event=event, number=len(ids))


def _decide(event: Event, verb: str, ids: list[int]) -> None:
    chosen, now, actor = invitation_queries.list_numbered(event.id, ids), clock.now(), present_actor()
    if not chosen:
        flash(_("Nobody was chosen. Tick the rows first."), "attention")
        return
    if verb == "withdraw":
        outcome = invitations.each_of(chosen, lambda each: invitations.withdraw_invitation(each, now=now, actor=actor))
    else:
        outcome = invitations.send_many(chosen, now=now, actor=actor, as_draft=verb == "outbox")
    said = list(_skipped_sentences(outcome))
    unit_of_work.commit()
    if outcome.done:
        flash(_done_sentence(verb, len(outcome.done)), "success")
    for sentence in said:
        flash(sentence, "attention")


def _done_sentence(verb: str, count: int) -> str:
    if verb == "withdraw":
        return str(ngettext("%(num)s invitation is taken back.", "%(num)s invitations are taken back.", count))
    if verb == "outbox":
        return str(
            ngettext("%(num)s invitation waits in the outbox.", "%(num)s invitations wait in the outbox.", count)
        )
    return str(ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", count))


def _skipped_sentences(outcome: invitations.Outcome) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for invitation, reason in outcome.skipped:
        by_reason.setdefault(str(reason), []).append(invitation.called)
    for reason, names in by_reason.items():
        more = _(" and %(count)s more", count=len(names) - MOST_NAMED) if len(names) > MOST_NAMED else ""
        yield _("Skipped: %(names)s. %(reason)s", names=", ".join(names[:MOST_NAMED]) + more, reason=reason)


def _wanted() -> Wanted:
    state, slug = asked("state"), asked("form")
    form = form_queries.find_form(event_of_route().id, slug) if slug else None
    return Wanted(
        text=asked("q"),
        state=S(state) if state in set(S) else None,
        form_id=form.id if form is not None else None,
        is_vip=asked("vip") == "1",
    )


def _form_chips(forms: list[tuple[str, str]]) -> list[Chip]:
    return chips("form", [("", _("Every form")), *forms]) if len(forms) > 1 else []


def _states_in(counts: dict[S, int]) -> list[tuple[str, Any]]:
    return [(state.value, INVITATION_NAMES[state]) for state in S if counts.get(state)]


def _as_words(counts: dict[S, int]) -> dict[str, int]:
    return {"": sum(counts.values()), **{state.value: number for state, number in counts.items()}}


def _vip_chip() -> Chip:
    is_current = asked("vip") == "1"
    return Chip(_("VIP"), narrowed(vip="" if is_current else "1"), is_current)
