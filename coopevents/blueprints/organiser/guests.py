"""One registration at the desk: what was written, what is decided, who arrived."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.approvals import queries as approvals
from coopevents.audit import queries as audit
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.guest_forms import WalkInForm
from coopevents.blueprints.organiser.answer_files import files_of
from coopevents.blueprints.organiser.chosen import chosen
from coopevents.blueprints.organiser.confidential import confidential_of
from coopevents.blueprints.organiser.duplicates import duplicates
from coopevents.blueprints.organiser.letter_part import letter_of_guest
from coopevents.blueprints.organiser.personal_data import personal_data
from coopevents.blueprints.organiser.registrations import registrations
from coopevents.blueprints.organiser.saved_views import save_view
from coopevents.blueprints.organiser.waiting import waits_of
from coopevents.blueprints.organiser.welcoming import reception_of
from coopevents.blueprints.questions import answer_text
from coopevents.facts import Subject
from coopevents.forms import queries as forms
from coopevents.forms.fields import UPLOADS
from coopevents.forms.hiding import open_answers
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import _, _l, current_language, zone_named
from coopevents.mail import queries as outbox
from coopevents.mail import words as mail_words
from coopevents.refusals import Refusal
from coopevents.registration import arriving, guests, queries, service
from coopevents.registration.models import Registration
from coopevents.registration.questions import PRIVACY
from coopevents.registration.rules import EmailIsRegistered, may_become
from coopevents.registration.states import RegistrationState
from coopevents.registration.words import STATE_NAMES, STATE_TONES

__all__ = ["chosen", "duplicates", "personal_data", "registrations", "save_view"]


class DecisionForm(Form):
    """A reason for the guest."""

    reason = LongTextField(
        _l("Reason"),
        description=_l("Needed to decline or cancel; it is told to the guest as you write it here."),
        validators=[Length(max=2000)],
        render_kw={"rows": 3},
    )


class NoteForm(Form):
    """A note of the office."""

    internal_note = LongTextField(
        _l("Internal note"),
        description=_l("Only colleagues read it."),
        validators=[Length(max=4000)],
        render_kw={"rows": 3},
    )


@registrations.get("/desk/events/<event_slug>/registrations/<int:number>")
@requires(Permission.SEE_REGISTRATIONS)
def show(event_slug: str, number: int) -> ResponseReturnValue:
    """Everything about one registration."""
    return _page(_registration(number), DecisionForm())


@registrations.post("/desk/events/<event_slug>/registrations/<int:number>")
@requires(Permission.DECIDE_REGISTRATIONS)
def decide_one(event_slug: str, number: int) -> ResponseReturnValue:
    """Approve, decline or cancel."""
    registration, form = _registration(number), DecisionForm()
    verb = request.form.get("verb", "")
    if verb not in {"approve", "decline", "cancel"}:
        abort(400)
    if form.validate():
        try:
            said = _decide(registration, verb, form.reason.data or "")
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            registration = _registration(number)
        else:
            flash(said, "success")
            return redirect(url_for(".show", event_slug=event_slug, number=number))
    return _page(registration, form), 422


def _decide(registration: Registration, verb: str, reason: str) -> str:
    now, actor = clock.now(), present_actor()
    if verb == "decline":
        service.decline_registration(registration, reason, now=now, actor=actor)
        said = _("%(name)s is declined and will be told why.", name=registration.name)
    elif verb == "cancel":
        service.cancel_registration(registration, reason, now=now, actor=actor)
        said = _("The place of %(name)s is cancelled; a message says why.", name=registration.name)
    else:
        service.approve_registration(registration, reason=reason, now=now, actor=actor)
        said = _("%(name)s has a confirmed place and will be told.", name=registration.name)
    return str(said)


@registrations.post("/desk/events/<event_slug>/registrations/<int:number>/note")
@requires(Permission.DECIDE_REGISTRATIONS)
def note(event_slug: str, number: int) -> ResponseReturnValue:
    """Keep a note."""
    registration, form = _registration(number), NoteForm()
    if not form.validate():
        return _page(registration, DecisionForm(), note_form=form), 422
    service.write_note(registration, form.internal_note.data or "", now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The note is saved."), "success")
    return redirect(url_for(".show", event_slug=event_slug, number=number))


@registrations.post("/desk/events/<event_slug>/registrations/<int:number>/check-in")
@requires(Permission.CHECK_IN)
def check_in(event_slug: str, number: int) -> ResponseReturnValue:
    """The guest has arrived."""
    registration = _registration(number)
    arriving.check_in_by_hand(registration, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    undo_url = url_for(".undo_check_in", event_slug=event_slug, number=number)
    flash({"text": _("%(name)s is checked in.", name=registration.name), "undo_url": undo_url}, "success")  # type: ignore[arg-type]
    return redirect(_back_from_check_in(event_slug, number))


@registrations.post("/desk/events/<event_slug>/registrations/<int:number>/check-in/undo")
@requires(Permission.CHECK_IN)
def undo_check_in(event_slug: str, number: int) -> ResponseReturnValue:
    """The check-in was a mistake."""
    registration = _registration(number)
    arriving.undo_by_hand(registration, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(name)s is no longer checked in.", name=registration.name), "success")
    return redirect(url_for(".show", event_slug=event_slug, number=number))


@registrations.route("/desk/events/<event_slug>/registrations/new", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def create(event_slug: str) -> ResponseReturnValue:
    """Register somebody who stands at the desk or wrote to the office."""
    event = event_of_route()
    terms = queries.get_terms(event.id)
    form, privacy = WalkInForm.showing_for(event, terms), terms.privacy_text or PRIVACY
    if form.is_sent and form.validate():
        try:
            details, now, actor = form.to_details(), clock.now(), present_actor()
            made = service.register_guest(event, details, now=now, actor=actor, by_office=True)
            number, name = made.number, made.name
            unit_of_work.commit()
            flash(_("%(name)s is registered with number %(number)s.", name=name, number=number), "success")
            return redirect(url_for(".show", event_slug=event_slug, number=number))
        except EmailIsRegistered as refusal:
            unit_of_work.discard()
            known = queries.get_by_id(refusal.registration_id)
            flash(_("This address is registered already: here it is."), "attention")
            return redirect(url_for(".show", event_slug=event_slug, number=known.number))
        except AnswersAreIncomplete as refusal:
            unit_of_work.discard()
            form.show_answer_errors(refusal.errors)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    institutions = guests.list_institution_names(event)
    page = render_template(
        "organiser/registrations/new.html", event=event, form=form, institutions=institutions, privacy=privacy
    )
    return page, 422 if form.is_sent else 200


def _registration(number: int) -> Registration:
    return queries.get_registration(event_of_route().id, number)


def _back_from_check_in(event_slug: str, number: int) -> str:
    """Reception goes on with the list it came from, a colleague with the registration."""
    if request.form.get("from") == "list":
        query = request.query_string.decode("ascii", "ignore")
        return url_for(".index", event_slug=event_slug) + (f"?{query}" if query else "")
    return url_for(".show", event_slug=event_slug, number=number)


def _page(registration: Registration, form: DecisionForm, note_form: NoteForm | None = None) -> str:
    event = event_of_route()
    subject = Subject("registration", registration.id)
    zone = zone_named(current_user.time_zone or event.time_zone)
    S = RegistrationState  # noqa: N806 - as the templates call it
    may_decide = may(Permission.DECIDE_REGISTRATIONS, event)
    return render_template(
        "organiser/registrations/show.html",
        event=event,
        registration=registration,
        form=form,
        note_form=note_form or NoteForm(formdata=None, obj=registration),
        answers=_answers(subject),
        decisions=[each for case in approvals.list_cases(subject) for each in case.decisions],
        entries=tell(audit.list_about("registration", registration.id), zone),
        messages=outbox.list_about(subject),
        mail_words=mail_words,
        zone=zone,
        state_name=STATE_NAMES[registration.state],
        state_tone=STATE_TONES[registration.state],
        may_approve=may_decide
        and may_become(registration.state, S.APPROVED)
        and registration.state not in {S.CHECKED_IN, S.NO_SHOW},
        may_decline=may_decide and may_become(registration.state, S.DECLINED) and registration.state != S.APPROVED,
        may_cancel=may_decide and may_become(registration.state, S.CANCELLED) and registration.state != S.PENDING,
        may_decide=may_decide,
        may_check_in=may(Permission.CHECK_IN, event) and may_become(registration.state, S.CHECKED_IN),
        may_undo=may(Permission.CHECK_IN, event) and registration.state is S.CHECKED_IN,
        may_see_outbox=may(Permission.SEE_OUTBOX, event),
        **confidential_of(registration),
        **waits_of(registration),
        **files_of(registration),
        **letter_of_guest(registration),
        **reception_of(registration),
    )


def _answers(subject: Subject) -> list[tuple[str, Any]]:
    answers = forms.find_answers(subject)
    if answers is None:
        return []
    language = current_language()
    return [
        (question.label.in_language(language), answer_text(question, value, language))
        for question, value in open_answers(answers)
        if question.type not in UPLOADS
    ]
