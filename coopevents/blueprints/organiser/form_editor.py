"""Doors to the outline of a form: its sections and questions, and the steps that change their order."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser import form_words as words
from coopevents.blueprints.organiser.form_workbench import Workbench, done, expected_revision, keep, workbench
from coopevents.forms import drafting, editing
from coopevents.forms.blocks import BLOCKS, block_named
from coopevents.forms.fields import Definition, Section
from coopevents.i18n import _, current_language, localized
from coopevents.registration.questions import PURPOSE

editor = Blueprint("organiser_form_editor", __name__)


@editor.get("/desk/events/<event_slug>/forms/<form_slug>")
@requires(Permission.EDIT_FORMS)
def show(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """The form in its order, with everything one can do to each part."""
    bench = workbench(form_slug)
    language = current_language()
    faults = dict(editing.faults_of(bench.definition))
    definition = bench.definition
    conditions = {each.key: each.condition for each in definition.sections}
    conditions |= {each.key: each.condition for each in definition.questions}
    asked = {key: words.condition_text(each, definition, language) for key, each in conditions.items()}
    return render_template(
        "organiser/forms/editor.html",
        event=bench.event,
        shown=bench.form,
        draft=bench.draft,
        words=words,
        faults=faults,
        asked_when=asked,
        blocks=[each for each in BLOCKS if not _has_block(bench.definition, each)],
        focus=request.args.get("at", "")[:60],
    )


@editor.post("/desk/events/<event_slug>/forms/<form_slug>/questions/<key>/<verb>")
@requires(Permission.EDIT_FORMS)
def change_question(event_slug: str, form_slug: str, key: str, verb: str) -> ResponseReturnValue:
    """Move, copy or remove a question."""
    bench = workbench(form_slug)
    question = bench.definition.find(key) or abort(404)
    name = question.label.in_language(current_language())
    steps: dict[str, tuple[Callable[[], Definition], str]] = {
        "up": (lambda: editing.move_question(bench.definition, key, -1), _("“%(name)s” stands further up.", name=name)),
        "down": (
            lambda: editing.move_question(bench.definition, key, 1),
            _("“%(name)s” stands further down.", name=name),
        ),
        "copy": (lambda: editing.copy_question(bench.definition, key), _("“%(name)s” is copied.", name=name)),
        "remove": (
            lambda: editing.remove_question(bench.definition, key),
            _("“%(name)s” is removed. “Undo” brings it back.", name=name),
        ),
    }
    home = next(each for each in bench.definition.sections if question in each.questions)
    return _step(bench, steps, verb, f"s-{home.key}" if verb == "remove" else f"q-{key}")


@editor.post("/desk/events/<event_slug>/forms/<form_slug>/sections/<key>/<verb>")
@requires(Permission.EDIT_FORMS)
def change_section(event_slug: str, form_slug: str, key: str, verb: str) -> ResponseReturnValue:
    """Move or remove a section."""
    bench = workbench(form_slug)
    name = localized(editing.section_of(bench.definition, key).title)
    steps: dict[str, tuple[Callable[[], Definition], str]] = {
        "up": (lambda: editing.move_section(bench.definition, key, -1), _("“%(name)s” stands further up.", name=name)),
        "down": (
            lambda: editing.move_section(bench.definition, key, 1),
            _("“%(name)s” stands further down.", name=name),
        ),
        "remove": (
            lambda: editing.remove_section(bench.definition, key),
            _("“%(name)s” is removed. “Undo” brings it back.", name=name),
        ),
    }
    return _step(bench, steps, verb, "" if verb == "remove" else f"s-{key}")


@editor.post("/desk/events/<event_slug>/forms/<form_slug>/blocks")
@requires(Permission.EDIT_FORMS)
def add_block(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Put a ready-made section at the end."""
    bench = workbench(form_slug)
    block = block_named(request.form.get("block", "")) or abort(404)

    def step() -> str:
        keep(bench, editing.add_section(bench.definition, _fitting(bench.definition, block)))
        return str(_("“%(name)s” is added.", name=localized(block.title)))

    return done(step, event_slug, form_slug, f"s-{block.key}")


@editor.post("/desk/events/<event_slug>/forms/<form_slug>/undo")
@requires(Permission.EDIT_FORMS)
def undo(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Take the last step back."""
    bench = workbench(form_slug)

    def step() -> str:
        drafting.undo(bench.subject, PURPOSE, expected=expected_revision(), now=clock.now())
        unit_of_work.commit()
        return str(_("The last step is taken back."))

    return done(step, event_slug, form_slug)


@editor.post("/desk/events/<event_slug>/forms/<form_slug>/discard")
@requires(Permission.EDIT_FORMS)
def discard(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Let the working copy ask what guests are asked today."""
    bench = workbench(form_slug)

    def step() -> str:
        drafting.discard(bench.subject, PURPOSE, expected=expected_revision(), now=clock.now())
        unit_of_work.commit()
        return str(_("The form stands as guests see it today. “Undo” brings your changes back."))

    return done(step, event_slug, form_slug)


def _step(
    bench: Workbench, steps: dict[str, tuple[Callable[[], Definition], str]], verb: str, anchor: str
) -> ResponseReturnValue:
    if verb not in steps:
        abort(404)
    change, said = steps[verb]

    def step() -> str:
        keep(bench, change())
        return said

    return done(step, bench.event.slug, bench.form.slug, anchor)


def _has_block(definition: Definition, block: Section) -> bool:
    keys = {question.key for question in block.questions}
    return any(each.block == block.block or keys & {one.key for one in each.questions} for each in definition.sections)


def _fitting(definition: Definition, block: Section) -> Section:
    """The block under a key no other section has."""
    taken = {each.key for each in definition.sections}
    return block if block.key not in taken else replace(block, key=editing.new_key(definition, block.title))
