"""The page that gives a colleague the private address of the calendar of agreements."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import calendar_links, calendar_queries
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.organiser.agreement_door import agreements
from coopevents.i18n import _, current_language


@agreements.get("/desk/agreements/calendar")
@requires(Permission.SEE_UNIT)
def calendar() -> ResponseReturnValue:
    """The address, or how to get one."""
    made = calendar_queries.find_calendar(current_user.id)
    address = webcal = ""
    if made is not None:
        values = {"token": calendar_links.token_of(made), "lang": current_language()}
        address = links.address_of("feeds_agreements.days", **values)
        webcal = f"webcal://{address.partition('://')[2]}"
    return render_template("organiser/agreements/calendar.html", address=address, webcal_url=webcal)


@agreements.post("/desk/agreements/calendar")
@requires(Permission.SEE_UNIT)
def make_calendar() -> ResponseReturnValue:
    """Make the address, or another in place of the one that got around."""
    is_first = calendar_queries.find_calendar(current_user.id) is None
    calendar_links.make_address(current_user.id, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("Your calendar is ready.") if is_first else _("The calendar has a new address; the old one is worthless."),
          "success")  # fmt: skip
    return redirect(url_for("organiser_agreements.calendar"))
