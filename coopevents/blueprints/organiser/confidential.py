"""Confidential answers at the desk: told of by name, shown once to who says why, taken along only when asked for."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.answer_words import answer_text
from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.downloads import csv_download, file_download, xlsx_download
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.organiser.registrations import registrations
from coopevents.forms.fields import UPLOADS, Question
from coopevents.i18n import _, _l, current_language
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, protected, protected_queries, queries
from coopevents.registration.models import Registration
from coopevents.storage.sealed_files import Purpose

REASON_HINT = _l("It is kept in the history with your name and the time; the guest can read it.")


class RevealForm(Form):
    """Which answers are to be shown, and why."""

    keys = TickField(_l("What you need to see"), validate_choice=False)
    reason = OneLineField(
        _l("Why you need it"),
        description=REASON_HINT,
        validators=[Length(max=300)],
        render_kw={"maxlength": 300, "autocomplete": "off"},
    )

    @classmethod
    def showing(cls, questions: Iterable[Question]) -> "RevealForm":
        """The form about these questions."""
        form, language = cls(), current_language()
        form.keys.choices = choices_of((each.key, each.label.in_language(language)) for each in questions)
        form.keys.flags.required = form.reason.flags.required = True
        return form


class TakeAlongForm(RevealForm):
    """The same for a table of everybody."""

    keys = TickField(_l("Confidential columns"), validate_choice=False)
    reason = LongTextField(
        _l("Why you need it"),
        description=_l("It is kept in the history of every guest in the table, with your name; guests can read it."),
        validators=[Length(max=300)],
        render_kw={"maxlength": 300, "rows": 2},
    )


def confidential_of(registration: Registration) -> dict[str, Any]:
    """What the part about confidential answers says on the page of a registration."""
    return {
        "confidential": protected.list_protected(registration),
        "may_reveal": may(Permission.REVEAL_ANSWERS, registration.event),
    }


@registrations.route("/desk/events/<event_slug>/registrations/<int:number>/confidential", methods=["GET", "POST"])
@requires(Permission.REVEAL_ANSWERS)
def confidential(event_slug: str, number: int) -> ResponseReturnValue:
    """Ask what is needed and why; then show it, in this one answer and nowhere else."""
    registration = _registration(number)
    known = protected.list_protected(registration)
    form = RevealForm.showing(each.question for each in known if each.erased_on is None)
    if form.is_sent and form.validate():
        try:
            keys, reason = form.keys.data or [], form.reason.data or ""
            found = protected.reveal(registration, keys, reason, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            return _shown(_registration(number), found, reason)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            registration = _registration(number)
    page = render_template(
        "organiser/registrations/confidential.html",
        event=event_of_route(),
        registration=registration,
        form=form,
        erased=[each for each in known if each.erased_on is not None],
    )
    return page, form.status


def _shown(registration: Registration, found: Sequence[tuple[Question, Any]], reason: str) -> str:
    language = current_language()
    return render_template(
        "organiser/registrations/revealed.html",
        event=event_of_route(),
        registration=registration,
        reason=reason,
        answers=[
            (q.label.in_language(language), answer_text(q, v, language)) for q, v in found if q.type not in UPLOADS
        ],
        files=[(q.key, q.label.in_language(language)) for q, _value in found if q.type in UPLOADS],
    )


@registrations.post("/desk/events/<event_slug>/registrations/<int:number>/confidential/<key>")
@requires(Permission.REVEAL_ANSWERS)
def confidential_file(event_slug: str, number: int, key: str) -> ResponseReturnValue:
    """Hand out a confidential file, for the reason given."""
    registration = _registration(number)
    name, upload = protected.open_file(registration, key, Purpose.REVEALED)
    protected.reveal(registration, [key], request.form.get("reason", ""), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    return file_download(name, upload)


@registrations.route("/desk/events/<event_slug>/registrations/confidential-columns", methods=["GET", "POST"])
@requires(Permission.REVEAL_ANSWERS)
def confidential_columns(event_slug: str) -> ResponseReturnValue:
    """A table with confidential answers, for who says which and why."""
    event = event_of_route()
    questions = event_forms.secret_questions(event.id)
    form = TakeAlongForm.showing(questions)
    if form.is_sent and form.validate():
        try:
            chosen = [each for each in questions if each.key in (form.keys.data or [])]
            rows = _table(event.id, chosen, form.reason.data or "")
            unit_of_work.commit()
            return _download(event.slug, chosen, rows)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    if not questions:
        flash(_("No form of this event asks for confidential answers."), "info")
        return redirect(url_for(".index", event_slug=event_slug))
    page = render_template("organiser/registrations/confidential_columns.html", event=event_of_route(), form=form)
    return page, form.status


HEAD: tuple[LazyString, ...] = (_l("Number"), _l("Given name"), _l("Family name"), _l("E-mail"))


def _table(event_id: int, questions: Sequence[Question], reason: str) -> list[list[Any]]:
    if not questions:
        raise protected.NothingIsChosen(field="keys")
    language, keys = current_language(), [each.key for each in questions]
    everybody = protected_queries.list_with_sealed(event_id)
    found = protected.revealed_answers(everybody, keys, reason, now=clock.now(), actor=present_actor())
    return [
        [
            each.number, each.given_name, each.family_name, each.email,
            *(answer_text(q, found[each.id][q.key], language) if q.key in found[each.id] else "" for q in questions),
        ]
        for each in everybody
        if each.id in found
    ]  # fmt: skip


def _download(slug: str, questions: Sequence[Question], rows: list[list[Any]]) -> Response:
    head = [*HEAD, *(each.label.in_language(current_language()) for each in questions)]
    name = f"{slug}-confidential"
    return (
        xlsx_download(name, head, rows, is_secret=True)
        if request.form.get("kind") == "xlsx"
        else csv_download(name, head, rows)
    )


def _registration(number: int) -> Registration:
    return queries.get_registration(event_of_route().id, number)
