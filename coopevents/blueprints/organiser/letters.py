"""Invitation letters at the desk: the queue, and one letter with everything that can be done."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.letter_request import LetterForm, usual_details
from coopevents.blueprints.letter_sheets import issued_file, letter_paper, masked_paper
from coopevents.blueprints.listing import asked, chips
from coopevents.blueprints.organiser.letter_forms import LetterReasonForm
from coopevents.blueprints.papers import own_paper, set_paper
from coopevents.blueprints.uploads import present_store
from coopevents.i18n import _, _l, list_text, zone_named
from coopevents.issuing import letter_queries, letter_terms, letters, passports, withdrawing
from coopevents.issuing.details import LetterDetails
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.letter_texts import PLACEHOLDERS
from coopevents.issuing.states import LETTER_MOVES, LetterState
from coopevents.issuing.words import LETTER_STATES, LETTER_TONES
from coopevents.refusals import Refusal
from coopevents.registration import queries as registrations
from coopevents.storage.sealed_files import Purpose

letters_desk = Blueprint("organiser_letters", __name__)
MOST_SHOWN = 300
VERBS = {
    "submit": _l("The letter is in review."),
    "return": _l("Sent back; the guest reads why."),
    "approve": _l("Approved. It can be issued now."),
    "issue": _l("The letter is issued; the guest finds it on their page and hears of it."),
    "withdraw": _l("The letter is withdrawn."),
}


@letters_desk.get("/desk/events/<event_slug>/letters")
@requires(Permission.ISSUE_PAPERS)
def index(event_slug: str) -> ResponseReturnValue:
    """The letters of an event: what waits for review first."""
    event, state = event_of_route(), asked("state")
    counts = letter_queries.count_by_state(event.id)
    wanted = LetterState(state) if state in set(LetterState) else None
    found = letter_queries.list_letters(event.id, wanted, limit=MOST_SHOWN)
    order = (LetterState.IN_REVIEW, LetterState.APPROVED, LetterState.DRAFT, LetterState.RETURNED)
    shown = sorted(found, key=lambda each: order.index(each.state) if each.state in order else len(order))
    states = [(each.value, LETTER_STATES[each]) for each in LetterState if counts.get(each)]
    numbers = {"": sum(counts.values()), **{each.value: number for each, number in counts.items()}}
    return render_template(
        "organiser/letters/index.html",
        event=event,
        letters=shown,
        state_chips=chips("state", [("", _("All")), *states], numbers),
        terms=letter_terms.terms_of(event.id),
        state_names=LETTER_STATES,
        tones=LETTER_TONES,
        zone=zone_named(event.time_zone),
    )


@letters_desk.post("/desk/events/<event_slug>/letters")
@requires(Permission.ISSUE_PAPERS)
def begin(event_slug: str) -> ResponseReturnValue:
    """Begin a letter for a guest, or go on with the one there is."""
    event, number = event_of_route(), request.form.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        abort(404)
    guest = registrations.get_registration(event.id, int(number))
    letter = letter_queries.find_live(guest.id)
    if letter is None:
        letter = letters.begin_letter(guest, usual_details(guest), now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    return redirect(url_for(".show", event_slug=event_slug, letter_id=letter.id))


@letters_desk.get("/desk/events/<event_slug>/letters/<int:letter_id>")
@requires(Permission.ISSUE_PAPERS)
def show(event_slug: str, letter_id: int) -> ResponseReturnValue:
    """One letter: how it looks, what it lacks, and what can be done."""
    return _page(_letter(letter_id), LetterReasonForm())


@letters_desk.post("/desk/events/<event_slug>/letters/<int:letter_id>")
@requires(Permission.ISSUE_PAPERS)
def move(event_slug: str, letter_id: int) -> ResponseReturnValue:
    """Review a letter, issue it, withdraw it; a refusal stays on the page with what was typed."""
    verb, form = request.form.get("verb", ""), LetterReasonForm()
    if verb not in VERBS:
        abort(400)
    if form.validate():
        try:
            _do(verb, _letter(letter_id), form.reason.data or "")
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(VERBS[verb], "success")
            return redirect(url_for(".show", event_slug=event_slug, letter_id=letter_id))
    return _page(_letter(letter_id), form), 422


def _do(verb: str, letter: Letter, reason: str) -> None:
    now, actor = clock.now(), present_actor()
    if verb == "submit":
        letters.submit_letter(letter, now=now, actor=actor)
    elif verb == "return":
        letters.return_letter(letter, reason, now=now, actor=actor)
    elif verb == "approve":
        letters.approve_letter(letter, now=now, actor=actor)
    elif verb == "withdraw":
        letters.withdraw_letter(letter, reason, now=now, actor=actor)
    else:
        _issue(letter.id, letter.event_id)


def _issue(letter_id: int, event_id: int) -> None:
    """Take the number, set the letter while nobody waits for the database, then let it be out."""
    now, actor = clock.now(), present_actor()
    letters.give_number(letter_queries.get_letter(event_id, letter_id), now=now, actor=actor)
    unit_of_work.commit()
    with unit_of_work.looking():
        letter = letter_queries.get_letter(event_id, letter_id)
        version, paper = letter.version, letter_paper(letter, now=now)
    pdf = set_paper(paper)
    letter = letter_queries.get_letter(event_id, letter_id)
    letters.issue_letter(letter, version, pdf, store=present_store(), now=now, actor=actor)


@letters_desk.post("/desk/events/<event_slug>/letters/<int:letter_id>/details")
@requires(Permission.ISSUE_PAPERS)
def change(event_slug: str, letter_id: int) -> ResponseReturnValue:
    """Change what a letter is for, before it is approved."""
    letter = _letter(letter_id)
    form = LetterForm.showing(letter, LetterDetails())
    if form.validate():
        try:
            letters.change_letter(letter, form.to_details(), now=clock.now())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".show", event_slug=event_slug, letter_id=letter_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    return _page(_letter(letter_id), LetterReasonForm(formdata=None), details_form=form), 422


@letters_desk.get("/desk/events/<event_slug>/letters/<int:letter_id>/preview.png")
@requires(Permission.ISSUE_PAPERS)
def preview(event_slug: str, letter_id: int) -> Response:
    """How the letter looks, nothing of the passport shown."""
    return own_paper(masked_paper(_letter(letter_id), now=clock.now()), "letter.png")


@letters_desk.post("/desk/events/<event_slug>/letters/<int:letter_id>/look")
@requires(Permission.REVEAL_ANSWERS)
def look(event_slug: str, letter_id: int) -> Response:
    """The letter as it would be issued, the passport in it; that it was looked at is written down."""
    letter, now = _letter(letter_id), clock.now()
    answer = own_paper(letter_paper(letter, now=now), "letter.pdf")
    guest, why = letter.registration, _("To review the invitation letter")
    passports.note_reading(guest, passports.answered(guest), why, now=now, actor=present_actor())
    unit_of_work.commit()
    return answer


@letters_desk.post("/desk/events/<event_slug>/letters/<int:letter_id>/download")
@requires(Permission.REVEAL_ANSWERS)
def download(event_slug: str, letter_id: int) -> Response:
    """The letter as it was issued; that it was taken is written down."""
    answer = issued_file(_letter(letter_id), Purpose.REVEALED)
    paper = _letter(letter_id).paper
    if paper is not None:
        withdrawing.note_download(paper, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    return answer


def _letter(letter_id: int) -> Letter:
    return letter_queries.get_letter(event_of_route().id, letter_id)


def _page(letter: Letter, form: LetterReasonForm, *, details_form: LetterForm | None = None) -> str:
    event, moves = event_of_route(), LETTER_MOVES[letter.state]
    missing = letters.missing_for(letter.registration, letters.details_of(letter))
    is_open = letter.state in {LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.RETURNED}
    return render_template(
        "organiser/letters/show.html",
        event=event,
        letter=letter,
        guest=letter.registration,
        form=form,
        details_form=details_form or LetterForm(formdata=None, data=_kept(letter)),
        is_open=is_open,
        missing=list_text([str(PLACEHOLDERS[each]) for each in missing]),
        moves=moves,
        S=LetterState,
        state_name=LETTER_STATES[letter.state],
        tone=LETTER_TONES[letter.state],
        has_file=letter.paper is not None and letter.paper.file_id is not None,
        may_look=may(Permission.REVEAL_ANSWERS, event),
        zone=zone_named(event.time_zone),
    )


def _kept(letter: Letter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in ("addressee", "stay_from", "stay_until", "note")}
