"""A requester's own page: how their visit stands, what we ask, what they would change. The link is the key."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.visit_feedback import token_of_contact
from coopevents.blueprints.papers import office_name, own_paper
from coopevents.blueprints.visit_forms import VisitForm
from coopevents.blueprints.visit_partners import find_partner, offered_publicly
from coopevents.blueprints.visit_words import about_rows, late_words
from coopevents.delegations import queries, requesting, triage, words
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_links import page_token
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.states import AFTER, UNDECIDED, VisitState
from coopevents.delegations.tokens import opens_request, uid_in
from coopevents.facts import Actor
from coopevents.i18n import _, current_language
from coopevents.papers.visit_letters import letter_of
from coopevents.refusals import Refusal

visits = Blueprint("guest_visit", __name__)
HAVE_PROGRAMME = AFTER | {VisitState.PROGRAMME_SENT, VisitState.ON_SITE, VisitState.CLOSED}
"""The states in which the programme was sent."""
OFFICE_LANGUAGE = "zh_Hans_CN"
"""The language in which the office keeps its letters, beside the reader's."""


@visits.get("/v/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """How it stands, and what can be done."""
    return _page(_of(token), token)


@visits.post("/v/<token>/answers")
@by_token
def answer(token: str) -> ResponseReturnValue:
    """Answer what the office asked."""
    delegation = _of(token)
    given = {
        each.id: request.form.get(f"answer-{each.id}", "")[:4000]
        for each in delegation.questions
        if each.answered_at is None
    }
    try:
        triage.answer(delegation, given, now=clock.now(), actor=_requester(delegation))
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        return _page(_of(token), token, given=given, refusal=refusal), refusal.status
    flash(_("Thank you. Your answer is here, and your request goes on."), "success")
    return redirect(url_for(".show", token=token))


@visits.route("/v/<token>/change", methods=["GET", "POST"])
@by_token
def change(token: str) -> ResponseReturnValue:
    """Change the request, for as long as nobody decides about it."""
    delegation = _of(token)
    if not _may_change(delegation):
        return redirect(url_for(".show", token=token))
    form = VisitForm() if request.method == "POST" else VisitForm.showing(delegation)
    form.offer()
    if form.is_sent and form.validate():
        try:
            partner_id = find_partner(delegation.unit_id, form.organisation.data or "")
            details = form.to_details(institution_id=partner_id)
            requesting.change_own_request(delegation, details, now=clock.now(), actor=_requester(delegation))
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = _of(token)
        else:
            flash(_("Your changes are saved."), "success")
            return redirect(url_for(".show", token=token))
    html = render_template(
        "guest/visits/change.html", form=form, institutions=offered_publicly(), **_frame(delegation, token)
    )
    return html, form.status


@visits.get("/v/<token>/letter.pdf")
@by_token
def letter(token: str) -> ResponseReturnValue:
    """Our letter about a visit we cannot receive."""
    delegation = _of(token)
    if delegation.state not in {VisitState.DECLINED, VisitState.REDIRECTED}:
        abort(404)
    languages = dict.fromkeys((current_language(), OFFICE_LANGUAGE))
    paper = letter_of(delegation, office_name(), tuple(languages))
    return own_paper(paper, f"{delegation.number}.pdf")


def _page(delegation: Delegation, token: str, *, given: dict[int, str] | None = None, refusal: Any = None) -> str:
    return render_template(
        "guest/visits/show.html",
        about=about_rows(delegation, is_for_guest=True),
        sentence=words.STATES_FOR_GUESTS[delegation.state],
        waiting=[each for each in delegation.questions if each.answered_at is None],
        answered=[each for each in delegation.questions if each.answered_at is not None],
        given=given or {},
        refusal=refusal,
        is_welcome="welcome" in request.args,
        may_change=_may_change(delegation),
        late_words=late_words(delegation) if delegation.state in UNDECIDED else "",
        itinerary_token=page_token(Reader.delegation(delegation.id)) if delegation.state in HAVE_PROGRAMME else "",
        feedback_token=token_of_contact(delegation),
        **_frame(delegation, token),
    )


def _frame(delegation: Delegation, token: str) -> dict[str, Any]:
    return {"delegation": delegation, "token": token, "words": words}


def _may_change(delegation: Delegation) -> bool:
    return delegation.state in UNDECIDED - {VisitState.SCREENING}


def _requester(delegation: Delegation) -> Actor:
    return Actor("guest", None, delegation.contact_name)


def _of(token: str) -> Delegation:
    """The visit a link speaks of. Answers 404 for any other."""
    uid = uid_in(token)
    delegation = queries.find_by_uid(uid) if uid is not None else None
    if delegation is None or not opens_request(delegation, token):
        abort(404)
    return delegation
