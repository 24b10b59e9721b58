"""The copy and the erasure of everything about one guest, at the desk: for somebody who asked the office for it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.forms import Form, OneLineField
from coopevents.blueprints.organiser.registrations import registrations
from coopevents.blueprints.personal_copy import personal_copy
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal
from coopevents.registration import erasing, personal_queries, queries


class PersonalDataForm(Form):
    """Why it is done, and whether erasing is meant."""

    reason = OneLineField(
        _l("Why you do this"),
        description=_l("Such as: asked for it by e-mail on 3 May. It is kept in the history."),
        validators=[Length(max=300)],
        render_kw={"maxlength": 300, "autocomplete": "off"},
    )
    is_meant = BooleanField(_l("Erase everything about this guest; I know that this cannot be undone"))


@registrations.route("/desk/events/<event_slug>/registrations/<int:number>/personal-data", methods=["GET", "POST"])
@requires(Permission.REVEAL_ANSWERS)
def personal_data(event_slug: str, number: int) -> ResponseReturnValue:
    """Hand out everything, or erase everything, and keep why."""
    form, verb = PersonalDataForm(), request.form.get("verb", "")
    if form.is_sent and verb not in {"copy", "erase"}:
        abort(400)
    if form.is_sent and form.validate():
        try:
            return _copy(number, form.reason.data or "") if verb == "copy" else _erase(number, form)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    event = event_of_route()
    registration = queries.get_registration(event.id, number)
    page = render_template(
        "organiser/registrations/personal_data.html",
        event=event,
        registration=registration,
        form=form,
        is_known=personal_queries.is_known_otherwise(registration),
    )
    return page, form.status


def _copy(number: int, reason: str) -> ResponseReturnValue:
    registration, now = queries.get_registration(event_of_route().id, number), clock.now()
    erasing.hand_out(registration, now=now, actor=present_actor(), reason=reason)
    answer = personal_copy(registration, now=now, with_internal=True)
    unit_of_work.commit()
    return answer


def _erase(number: int, form: PersonalDataForm) -> ResponseReturnValue:
    event = event_of_route()
    if not form.is_meant.data:
        raise erasing.ErasureIsNotMeant(field="is_meant")
    registration = queries.get_registration(event.id, number)
    slug = event.slug
    erasing.erase_guest(registration, now=clock.now(), actor=present_actor(), reason=form.reason.data or "")
    unit_of_work.commit()
    flash(_("Everything about registration %(number)s is erased.", number=number), "success")
    return redirect(url_for(".index", event_slug=slug))
