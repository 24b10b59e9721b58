"""Doors to one question or one section of a form."""

from dataclasses import replace

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.organiser import form_words as words
from coopevents.blueprints.organiser.condition_rows import ConditionRows, asked_before, suggestions
from coopevents.blueprints.organiser.form_forms import QuestionForm, SectionForm, new_question
from coopevents.blueprints.organiser.form_workbench import Workbench, keep, outline, workbench
from coopevents.blueprints.organiser.option_rows import OptionRows
from coopevents.forms import editing
from coopevents.forms.drafting import FormChangedMeanwhile
from coopevents.forms.fields import CHOOSING, Definition, FieldType, Question, Section
from coopevents.i18n import _, current_language
from coopevents.text import LocalizedText

parts = Blueprint("organiser_form_parts", __name__)


@parts.route("/desk/events/<event_slug>/forms/<form_slug>/questions/new", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def add_question(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Choose what kind of answer is wanted, then write the question; it stands at the end of its section."""
    bench = workbench(form_slug)
    section = editing.section_of(bench.definition, request.args.get("section", ""))
    kind = request.args.get("type", "")
    if kind not in set(FieldType):
        return render_template(
            "organiser/forms/types.html", event=bench.event, shown=bench.form, section=section, words=words
        )
    return _question_page(bench, new_question("new", FieldType(kind)), section, is_new=True)


@parts.route("/desk/events/<event_slug>/forms/<form_slug>/questions/<key>", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def edit_question(event_slug: str, form_slug: str, key: str) -> ResponseReturnValue:
    """Say something else of a question."""
    bench = workbench(form_slug)
    question = bench.definition.find(key) or abort(404)
    return _question_page(bench, question, editing.section_with(bench.definition, key), is_new=False)


@parts.route("/desk/events/<event_slug>/forms/<form_slug>/sections/new", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def add_section(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """One more section, at the end."""
    bench = workbench(form_slug)
    return _section_page(bench, Section(key="new", title=LocalizedText()), is_new=True)


@parts.route("/desk/events/<event_slug>/forms/<form_slug>/sections/<key>", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def edit_section(event_slug: str, form_slug: str, key: str) -> ResponseReturnValue:
    """Call a section something else."""
    bench = workbench(form_slug)
    return _section_page(bench, editing.section_of(bench.definition, key), is_new=False)


def _question_page(bench: Workbench, question: Question, section: Section, *, is_new: bool) -> ResponseReturnValue:
    before = asked_before(bench.definition, question.key, section.key)
    is_sent = request.method == "POST"
    form = QuestionForm() if is_sent or is_new else QuestionForm.showing(question)
    language = current_language()
    form.computes_from.choices = choices_of([(each.key, each.label.in_language(language)) for each in before])
    tests = ConditionRows.sent(before) if is_sent else ConditionRows.showing(question.condition, before, language)
    options = OptionRows.sent() if is_sent else OptionRows.showing(() if is_new else question.options)
    if is_sent and request.form.get("more") is None:
        changed = _changed(form, question, options, tests)
        if changed is not None:
            definition, key = _with_question(bench.definition, section, changed, is_new=is_new)
            kept = _kept(bench, definition, f"q-{key}")
            if kept is not None:
                return kept
            form.show_refusal(FormChangedMeanwhile())
            bench = workbench(bench.form.slug)
    page = render_template(
        "organiser/forms/question.html",
        event=bench.event,
        shown=bench.form,
        section=section,
        question=question,
        form=form,
        tests=tests,
        options=options if question.type in CHOOSING else None,
        words=words,
        suggestions=suggestions(before, language),
        revision=bench.draft.revision,
        is_new=is_new,
    )
    return page, form.status


def _changed(form: QuestionForm, question: Question, options: OptionRows, tests: ConditionRows) -> Question | None:
    """The question as it was typed, or None when something is wrong."""
    is_right = form.validate()
    is_right = form.check_bounds(question.type) and is_right
    chosen = options.to_options() if question.type in CHOOSING else ()
    condition = tests.to_condition()
    if question.type is FieldType.COMPUTED and not form.computes_from.data:
        form.computes_from.errors = [*form.computes_from.errors, _("Choose at least one question.")]
        is_right = False
    if not (is_right and tests.is_right and (question.type not in CHOOSING or options.is_right)):
        return None
    return replace(form.to_question(question, chosen), condition=condition)


def _with_question(
    definition: Definition, section: Section, question: Question, *, is_new: bool
) -> tuple[Definition, str]:
    if not is_new:
        return editing.change_question(definition, question), question.key
    named = replace(question, key=editing.new_key(definition, question.label))
    return editing.add_question(definition, section.key, named), named.key


def _section_page(bench: Workbench, section: Section, *, is_new: bool) -> ResponseReturnValue:
    before = [] if is_new else asked_before(bench.definition, section.key, section.key)
    before = list(bench.definition.questions) if is_new else before
    is_sent, language = request.method == "POST", current_language()
    form = SectionForm() if is_sent or is_new else SectionForm.showing(section)
    tests = ConditionRows.sent(before) if is_sent else ConditionRows.showing(section.condition, before, language)
    if is_sent and request.form.get("more") is None:
        condition = tests.to_condition()
        if form.validate() and tests.is_right:
            key = editing.new_key(bench.definition, form.title.data) if is_new else section.key
            changed = replace(form.to_section(section), key=key, condition=condition)
            change = editing.add_section if is_new else editing.change_section
            kept = _kept(bench, change(bench.definition, changed), f"s-{key}")
            if kept is not None:
                return kept
            form.show_refusal(FormChangedMeanwhile())
            bench = workbench(bench.form.slug)
    page = render_template(
        "organiser/forms/section.html",
        event=bench.event,
        shown=bench.form,
        section=section,
        form=form,
        tests=tests,
        words=words,
        suggestions=suggestions(before, language),
        revision=bench.draft.revision,
        is_new=is_new,
    )
    return page, form.status


def _kept(bench: Workbench, definition: Definition, anchor: str) -> ResponseReturnValue | None:
    """The way back once it is kept; None when a colleague was faster, and everything typed stays on the page."""
    slugs = bench.event.slug, bench.form.slug
    try:
        keep(bench, definition)
    except FormChangedMeanwhile:
        unit_of_work.discard()
        return None
    flash(_("Saved."), "success")
    return outline(*slugs, anchor)
