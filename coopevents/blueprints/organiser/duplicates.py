"""Doors to registrations that may be of one guest: found, compared, merged."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.answer_words import answer_text
from coopevents.blueprints.organiser.registrations import registrations
from coopevents.forms import queries as forms
from coopevents.forms.fields import Question
from coopevents.i18n import LANGUAGE_NAMES, _, country_name, current_language
from coopevents.refusals import Refusal
from coopevents.registration import queries, seats, uniting, uniting_queries
from coopevents.registration.models import Registration
from coopevents.registration.words import FIELD_NAMES, STATE_NAMES, STATE_TONES

MOST_PAIRS = 100
AT = "/desk/events/<event_slug>/registrations/duplicates"


@registrations.get(AT)
@requires(Permission.DECIDE_REGISTRATIONS)
def duplicates(event_slug: str) -> ResponseReturnValue:
    """Registrations of the same name or the same person, two by two."""
    event = event_of_route()
    return render_template(
        "organiser/registrations/duplicates.html",
        event=event,
        pairs=uniting_queries.list_pairs(event.id, limit=MOST_PAIRS),
        most=MOST_PAIRS,
        state_names=STATE_NAMES,
        state_tones=STATE_TONES,
    )


@registrations.route(f"{AT}/<int:number>/<int:other_number>", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def merge(event_slug: str, number: int, other_number: int) -> ResponseReturnValue:
    """Compare two registrations, and let the first one stay with what is right of both."""
    event, error = event_of_route(), ""
    kept, other = (queries.get_registration(event.id, each) for each in (number, other_number))
    if request.method == "POST":
        try:
            uniting.unite(kept, other, _from_other(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("They are one registration now."), "success")
            return redirect(url_for(".show", event_slug=event_slug, number=number))
        except Refusal as refusal:
            unit_of_work.discard()
            error, event = str(refusal), event_of_route()
            kept, other = (queries.get_registration(event.id, each) for each in (number, other_number))
    fields, questions = uniting.differences(kept, other)
    page = render_template(
        "organiser/registrations/merge.html",
        event=event,
        kept=kept,
        other=other,
        error=error,
        rows=[*_field_rows(fields, kept, other), *_answer_rows(questions, kept, other)],
        chosen=_from_other(),
        state_names=STATE_NAMES,
        state_tones=STATE_TONES,
    )
    return page, 422 if error else 200


def _from_other() -> frozenset[str]:
    return frozenset(name for name, value in request.form.items() if value == "other")


def _field_rows(names: Iterable[str], kept: Registration, other: Registration) -> list[tuple[str, str, str, str]]:
    return [(name, str(FIELD_NAMES[name]), _words(name, kept), _words(name, other)) for name in names]


def _words(name: str, registration: Registration) -> str:
    value = str(getattr(registration, name))
    if name == "country":
        return country_name(value)
    return LANGUAGE_NAMES.get(value, value) if name == "language" else value


def _answer_rows(
    questions: Iterable[Question], kept: Registration, other: Registration
) -> list[tuple[str, str, str, str]]:
    language = current_language()
    given: list[dict[str, Any]] = []
    for each in (kept, other):
        answers = forms.find_answers(seats.subject_of(each))
        given.append(answers.values if answers is not None else {})

    def said(question: Question, values: dict[str, Any]) -> str:
        return answer_text(question, values[question.key], language) if values.get(question.key) else ""

    return [
        (f"[{each.key}]", each.label.in_language(language), said(each, given[0]), said(each, given[1]))
        for each in questions
    ]
