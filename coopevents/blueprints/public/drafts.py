"""Save and return: the form half written, kept behind a link."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token, open_to_all, present_actor
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest_forms import RegistrationForm
from coopevents.blueprints.public.registration import form_page, registration
from coopevents.blueprints.public.visible_events import public_event
from coopevents.i18n import current_language
from coopevents.refusals import Refusal
from coopevents.registration import drafts, offers, queries
from coopevents.registration.form_queries import get_form

NEVER_KEPT = frozenset({"csrf_token", "intention", "draft", "step"})


@registration.post("/e/<event_slug>/register/<form_slug>/later")
@open_to_all
def save_for_later(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Keep what was typed, right or wrong, and send the link to the address written in it."""
    event, now = public_event(event_slug), clock.now()
    asked, terms = get_form(event.id, form_slug), queries.get_terms(event.id)
    offer, form = offers.find_offer(event, now=now, form=asked), RegistrationForm.showing(terms, asked)
    form.hand_in(now=now)
    typed = {name: values for name, values in request.form.lists() if name not in NEVER_KEPT}
    typed |= {f"{each.name}-kept": [each.kept] for each in form.questions if getattr(each, "kept", "")}
    token, language, actor = request.form.get("draft", ""), current_language(), present_actor()
    try:
        address = form.email.data or ""
        draft = drafts.save_draft(event, asked, address, typed, language=language, token=token, now=now, actor=actor)
    except Refusal as refusal:
        form.show_refusal(refusal)
        unit_of_work.commit()
        return form_page(event, terms, form, offer), 422
    unit_of_work.commit()
    return render_template("public/registration/saved.html", email=draft.email, **event_frame(draft.event))


@registration.get("/e/<event_slug>/register/<form_slug>/later/<token>")
@by_token
def go_on(event_slug: str, form_slug: str, token: str) -> ResponseReturnValue:
    """The form as it was left."""
    event = public_event(event_slug)
    asked, terms = get_form(event.id, form_slug), queries.get_terms(event.id)
    draft = drafts.find_draft(asked, token)
    if draft is None:
        abort(404)
    typed = MultiDict((name, value) for name, values in drafts.typed_in(draft).items() for value in values)
    form = RegistrationForm.showing(terms, asked, typed=typed)
    return form_page(event, terms, form, offers.find_offer(event, now=clock.now(), form=asked), draft=token)
