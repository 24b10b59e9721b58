"""What every door of the form builder begins and ends with: the form's working copy, and one step kept."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import event_of_route
from coopevents.events.models import Event
from coopevents.facts import Subject
from coopevents.forms import drafting
from coopevents.forms.drafting import Draft
from coopevents.forms.fields import Definition
from coopevents.refusals import Refusal
from coopevents.registration import event_forms
from coopevents.registration.models import EventForm
from coopevents.registration.questions import PURPOSE


@dataclass(frozen=True)
class Workbench:
    """A form of an event as it is worked on."""

    event: Event
    form: EventForm
    draft: Draft

    @property
    def definition(self) -> Definition:
        """What the working copy asks."""
        return self.draft.definition

    @property
    def subject(self) -> Subject:
        """The form as the forms room knows it."""
        return event_forms.subject_of(self.form.id)


def workbench(form_slug: str) -> Workbench:
    """The form the address names. Raises NotFound."""
    event = event_of_route()
    form = event_forms.get_form(event.id, form_slug)
    return Workbench(event, form, drafting.draft_of(event_forms.subject_of(form.id), PURPOSE))


def expected_revision() -> int:
    """The state of the working copy the reader looked at."""
    sent = request.form.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def keep(bench: Workbench, definition: Definition) -> None:
    """Keep one step and commit. Raises FormChangedMeanwhile."""
    drafting.keep(bench.subject, PURPOSE, definition, expected=expected_revision(), now=clock.now())
    unit_of_work.commit()


def done(step: Callable[[], str], event_slug: str, form_slug: str, anchor: str = "") -> ResponseReturnValue:
    """Do a step that answers what to say, and lead back to the outline, where the focus is on what was changed."""
    try:
        said = step()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    else:
        flash(said, "success")
    return outline(event_slug, form_slug, anchor)


def outline(event_slug: str, form_slug: str, anchor: str = "") -> ResponseReturnValue:
    """Lead to the outline of a form, and there to a question or section, which takes the focus."""
    address = url_for("organiser_form_editor.show", event_slug=event_slug, form_slug=form_slug, at=anchor or None)
    return redirect(f"{address}#{anchor}" if anchor else address)
