"""What reception is told of a guest, written at the desk; and what was scanned of them."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.forms import Form, LongTextField, OneLineField
from coopevents.blueprints.onsite.verdicts import scan_in_words
from coopevents.blueprints.organiser.gates import gate_desk
from coopevents.i18n import _, _l, zone_named
from coopevents.registration import gate_queries, gates, queries
from coopevents.registration.models import Registration
from coopevents.registration.words import SCAN_NAMES


class WelcomeForm(Form):
    """What reception is to say, and whom to call."""

    welcome_note = LongTextField(
        _l("What reception says or does"),
        [Length(max=1000)],
        description=_l("Shown at the gate when this guest comes, such as: wait in the lounge, the dean comes down."),
        render_kw={"rows": 3},
    )
    host_name = OneLineField(_l("Host to call"), [Length(max=200)], render_kw={"maxlength": 200})
    host_phone = OneLineField(_l("Phone of the host"), [Length(max=60)], render_kw={"maxlength": 60})


@gate_desk.post("/desk/events/<event_slug>/registrations/<int:number>/reception")
@requires(Permission.DECIDE_REGISTRATIONS)
def write_welcome(event_slug: str, number: int) -> ResponseReturnValue:
    """Keep what reception is told."""
    registration, form = queries.get_registration(event_of_route().id, number), WelcomeForm()
    texts = {name: form[name].data or "" for name in ("welcome_note", "host_name", "host_phone")}
    gates.write_welcome(registration, **texts, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("Reception will see it."), "success")
    return redirect(url_for("organiser_registrations.show", event_slug=event_slug, number=number))


def reception_of(registration: Registration) -> dict[str, Any]:
    """What the part about reception says on the page of a registration."""
    zone, now = zone_named(registration.event.time_zone), clock.now()
    known = gate_queries.find_guest_on_site(registration.id)
    return {
        "welcome_form": WelcomeForm(formdata=None, obj=known),
        "may_write_welcome": may(Permission.DECIDE_REGISTRATIONS, registration.event),
        "scans": [
            (scan_in_words(each, zone, now), SCAN_NAMES[each.outcome])
            for each in gate_queries.list_arrivals_of(registration.id)
        ],
    }
