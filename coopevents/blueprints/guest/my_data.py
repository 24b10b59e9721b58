"""What is kept of a guest, behind the guest's own link: seen, taken along, taken back, erased."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import DataRequired

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.forms import Form
from coopevents.blueprints.guest.door import acting_guest, place, registration_of
from coopevents.blueprints.guest.place import frame
from coopevents.blueprints.personal_copy import personal_copy
from coopevents.i18n import _, _l
from coopevents.registration import erasing, personal_queries, protected
from coopevents.registration import queries as registrations


class EraseForm(Form):
    """Whether it is meant."""

    is_meant = BooleanField(
        _l("Erase everything about me; I know that this cannot be undone"),
        validators=[DataRequired(_l("Tick the box if you mean it."))],
    )


@place.get("/r/<token>/my-data")
@by_token
def my_data(token: str) -> ResponseReturnValue:
    """What is kept, the consents given, and what can be done about both."""
    registration = registration_of(token)
    return render_template(
        "guest/my_data/show.html",
        consents=protected.list_consents(registration),
        confidential=protected.list_protected(registration),
        looked_at=protected.list_reveals(registration),
        **frame(registration, token),
    )


@place.post("/r/<token>/my-data/copy")
@by_token
def take_copy(token: str) -> ResponseReturnValue:
    """Everything in one file; that it was taken is written down."""
    registration, now = registration_of(token), clock.now()
    answer = personal_copy(registration, now=now)
    erasing.hand_out(registration, now=now, actor=acting_guest(registration))
    unit_of_work.commit()
    return answer


@place.route("/r/<token>/my-data/consents/<key>", methods=["GET", "POST"])
@by_token
def withdraw_consent(token: str, key: str) -> ResponseReturnValue:
    """Name what is erased when a consent is taken back; then take it back."""
    registration = registration_of(token)
    found = [each for each in protected.list_consents(registration) if each[0].question_key == key]
    if not found:
        abort(404)
    if request.method == "GET":
        (consent, kept), more = found[0], frame(registration, token)
        return render_template("guest/my_data/withdraw_consent.html", consent=consent, kept=kept, **more)
    protected.withdraw_consent(registration, key, now=clock.now(), actor=acting_guest(registration))
    unit_of_work.commit()
    flash(_("Your consent is withdrawn, and these answers are erased."), "success")
    return redirect(url_for("guest_place.my_data", token=token))


@place.route("/r/<token>/my-data/erase", methods=["GET", "POST"])
@by_token
def erase(token: str) -> ResponseReturnValue:
    """Ask whether it is meant; then erase everything, and say what remains."""
    registration, form = registration_of(token), EraseForm()
    is_known = personal_queries.is_known_otherwise(registration)
    if form.is_sent and form.validate():
        event_id = registration.event_id
        erasing.erase_guest(registration, now=clock.now(), actor=acting_guest(registration))
        unit_of_work.commit()
        event = registrations.get_terms(event_id).event
        return render_template("guest/my_data/erased.html", is_known=is_known, **event_frame(event))
    page = render_template("guest/my_data/erase.html", form=form, is_known=is_known, **frame(registration, token))
    return page, form.status
