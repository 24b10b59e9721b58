"""A guest asks for an invitation letter on their own page, mends what was sent back, and takes the letter along."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.door import acting_guest, place, registration_of
from coopevents.blueprints.guest.place import frame
from coopevents.blueprints.letter_request import LetterForm, usual_details
from coopevents.blueprints.letter_sheets import issued_file
from coopevents.i18n import _, list_text
from coopevents.issuing import letter_queries, letter_terms, letters, withdrawing
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.letter_texts import PLACEHOLDERS
from coopevents.issuing.letters import LetterLacksAnswers
from coopevents.issuing.states import LetterState
from coopevents.refusals import Refusal
from coopevents.registration.models import Registration
from coopevents.storage.sealed_files import Purpose

MAY_BE_WRITTEN = frozenset({LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.RETURNED})


@place.route("/r/<token>/letter", methods=["GET", "POST"])
@by_token
def letter(token: str) -> ResponseReturnValue:
    """Say what the letter is for; what the passport says is taken from the answers."""
    registration = registration_of(token)
    known = letter_queries.find_live(registration.id)
    if not _may_ask(registration, known):
        return redirect(url_for("guest_place.show", token=token, _anchor="papers"))
    form = LetterForm.showing(known, usual_details(registration))
    missing = _lacking(registration, known)
    if form.is_sent and form.validate():
        try:
            letters.ask_for_letter(registration, form.to_details(), now=clock.now(), actor=acting_guest(registration))
            unit_of_work.commit()
            flash(_("Your request is with the office. We write to you as soon as the letter is ready."), "success")
            return redirect(url_for("guest_place.show", token=token, _anchor="papers"))
        except LetterLacksAnswers as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            missing = refusal.missing
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        registration = registration_of(token)
        known = letter_queries.find_live(registration.id)
    page = render_template(
        "guest/letters/ask.html",
        form=form,
        letter=known,
        missing=list_text([str(PLACEHOLDERS[each]) for each in missing]),
        lacks_answers=bool(set(missing) & letters.FROM_ANSWERS),
        **frame(registration, token),
    )
    return page, form.status


def _may_ask(registration: Registration, known: Letter | None) -> bool:
    if registration.state not in letters.MAY_HAVE_ONE or not letter_terms.terms_of(registration.event_id).is_offered:
        return False
    return known is None or known.state in MAY_BE_WRITTEN


def _lacking(registration: Registration, known: Letter | None) -> tuple[str, ...]:
    """What has to be answered first: what stands on this page itself is not complained of before it is sent."""
    details = letters.details_of(known) if known is not None else usual_details(registration)
    return tuple(each for each in letters.missing_for(registration, details) if each in letters.FROM_ANSWERS)


@place.post("/r/<token>/letter/download")
@by_token
def take_letter(token: str) -> Response:
    """The letter as it was issued, while it is valid; that it was taken is written down."""
    registration = registration_of(token)
    known = letter_queries.find_live(registration.id)
    if known is None or known.state is not LetterState.ISSUED or known.paper is None:
        abort(404)
    answer = issued_file(known, Purpose.OWNER)
    withdrawing.note_download(known.paper, now=clock.now(), actor=acting_guest(registration))
    unit_of_work.commit()
    return answer
