"""How an event gives invitation letters, and the texts of the office, with their placeholders explained."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser.letter_forms import LetterTermsForm, LetterTextForm
from coopevents.blueprints.papers import language_choices
from coopevents.events.models import Event
from coopevents.i18n import _, localized
from coopevents.issuing import letter_queries, letter_terms
from coopevents.issuing.letter_models import LetterTemplate
from coopevents.issuing.letter_texts import PASSPORT, PLACEHOLDERS
from coopevents.refusals import Refusal
from coopevents.registration import event_forms
from coopevents.registration.form_queries import list_forms

letter_texts = Blueprint("organiser_letter_texts", __name__)


@letter_texts.route("/desk/events/<event_slug>/letters/settings", methods=["GET", "POST"])
@requires(Permission.ISSUE_PAPERS)
def settings(event_slug: str) -> ResponseReturnValue:
    """Say whether and how the event gives letters."""
    event = event_of_route()
    templates = letter_queries.list_templates(event.unit_id)
    form = LetterTermsForm.showing(letter_terms.terms_of(event.id), templates, language_choices(event))
    if form.is_sent and form.validate():
        letter_terms.change_terms(event, form.to_details(), now=clock.now(), actor=present_actor())
        unit_of_work.commit()
        flash(_("Saved. Letters issued from now on are written like this."), "success")
        return redirect(url_for("organiser_letters.index", event_slug=event_slug))
    page = render_template(
        "organiser/letters/settings.html",
        event=event,
        form=form,
        templates=templates,
        forms_without=_forms_without_passport(event),
    )
    return page, form.status


def _forms_without_passport(event: Event) -> list[str]:
    """The forms of the event that do not ask for the passport."""
    return [
        localized(each.title)
        for each in list_forms(event.id)
        if "passport_number" not in {question.key for question in event_forms.definition_of(each.id).questions}
    ]


@letter_texts.route("/desk/events/<event_slug>/letters/texts/new", methods=["GET", "POST"])
@requires(Permission.ISSUE_PAPERS)
def create(event_slug: str) -> ResponseReturnValue:
    """Write a text; it begins with the usual one."""
    return _edit(event_slug, None)


@letter_texts.route("/desk/events/<event_slug>/letters/texts/<int:template_id>", methods=["GET", "POST"])
@requires(Permission.ISSUE_PAPERS)
def edit(event_slug: str, template_id: int) -> ResponseReturnValue:
    """Change a text; letters issued already stay as they are."""
    return _edit(event_slug, letter_queries.get_template(event_of_route().unit_id, template_id))


def _edit(event_slug: str, template: LetterTemplate | None) -> ResponseReturnValue:
    event, form = event_of_route(), LetterTextForm.showing(template)
    if form.is_sent and form.validate():
        try:
            said = form.name.data or "", form.to_wording()
            letter_terms.keep_text(event, template, *said, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The text is saved."), "success")
            return redirect(url_for(".settings", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    page = render_template(
        "organiser/letters/text.html",
        event=event_of_route(),
        form=form,
        is_new=template is None,
        placeholders=PLACEHOLDERS.items(),
        confidential=PASSPORT,
    )
    return page, form.status
