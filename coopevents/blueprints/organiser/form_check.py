"""Doors to a form before guests are asked it: as they will see it, what differs, and putting it in force."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from markupsafe import Markup

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.guest_forms import RegistrationForm
from coopevents.blueprints.organiser import form_words as words
from coopevents.blueprints.organiser.form_workbench import expected_revision, outline, workbench
from coopevents.blueprints.questions import with_questions
from coopevents.forms.comparing import differences
from coopevents.forms.consents import asking_consent
from coopevents.forms.editing import faults_of
from coopevents.i18n import LANGUAGE_NAMES, _, current_language, localized
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, form_settings
from coopevents.registration.form_queries import count_registrations

check = Blueprint("organiser_form_check", __name__)


@check.get("/desk/events/<event_slug>/forms/<form_slug>/preview")
@requires(Permission.EDIT_FORMS)
def preview(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """The working copy as guests will see it, in any language; nothing typed there goes anywhere."""
    bench = workbench(form_slug)
    language = request.args.get("language", "")
    language = language if language in LANGUAGE_NAMES else current_language()
    form = with_questions(RegistrationForm, asking_consent(bench.definition), language)()
    form.facts = event_forms.facts_of(bench.event, bench.form)
    with force_locale(language):
        form_html = render_template("organiser/forms/preview_form.html", form=form)
    choices = [
        {
            "label": name,
            "url": url_for(".preview", event_slug=event_slug, form_slug=form_slug, language=each),
            "is_current": each == language,
        }
        for each, name in LANGUAGE_NAMES.items()
    ]
    return render_template(
        "organiser/forms/preview.html",
        event=bench.event,
        shown=bench.form,
        form_html=Markup(form_html),  # noqa: S704 - a template's own output
        language=language,
        languages=choices,
    )


@check.route("/desk/events/<event_slug>/forms/<form_slug>/check", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def review(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """What differs from what guests are asked today; then they are asked the new form."""
    bench = workbench(form_slug)
    if request.method == "POST":
        name = localized(bench.form.title)
        try:
            form_settings.put_in_force(
                bench.event, bench.form, expected=expected_revision(), now=clock.now(), actor=present_actor()
            )
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            flash(str(refusal), "error")
            return outline(event_slug, form_slug)
        flash(_("Guests are asked the new form “%(name)s” from now on.", name=name), "success")
        return redirect(url_for("organiser_forms.index", event_slug=event_slug))
    after = asking_consent(bench.definition)
    return render_template(
        "organiser/forms/check.html",
        event=bench.event,
        shown=bench.form,
        draft=bench.draft,
        words=words,
        differences=differences(bench.draft.in_force, after),
        faults=faults_of(bench.definition),
        registered=count_registrations([bench.form.id]).get(bench.form.id, 0),
    )
