"""Who answered the questions asked once the place is confirmed, and who has to be reminded."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.listing import chips, page_number, page_url
from coopevents.i18n import _, ngettext, zone_named
from coopevents.registration import event_forms, follow_up_queries, follow_ups
from coopevents.registration.follow_up_models import FollowUpState
from coopevents.registration.words import FOLLOW_UP_NAMES

follow_up = Blueprint("organiser_follow_ups", __name__)
PER_PAGE = 50


@follow_up.get("/desk/events/<event_slug>/forms/<form_slug>/later")
@requires(Permission.SEE_REGISTRATIONS)
def show(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """The guests with a place, and whether they answered."""
    event = event_of_route()
    shown = event_forms.get_form(event.id, form_slug)
    wanted = request.args.get("state", "")
    state = FollowUpState(wanted) if wanted in set(FollowUpState) else None
    page, counts = page_number(), follow_up_queries.count_states([shown.id]).get(shown.id, {})
    rows, total = follow_up_queries.list_guests(shown.id, state, offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    return render_template(
        "organiser/forms/later.html",
        event=event,
        shown=shown,
        rows=rows,
        open_count=counts.get(FollowUpState.ASKED, 0),
        state_chips=chips(
            "state",
            [("", _("All")), *((each.value, FOLLOW_UP_NAMES[each]) for each in FollowUpState)],
            {each.value: counts.get(each, 0) for each in FollowUpState},
        ),
        page={"page": page, "pages": -(-total // PER_PAGE), "total": total, "has_prev": page > 1,
              "has_next": page * PER_PAGE < total},
        page_url=page_url,
        state=state,
        names=FOLLOW_UP_NAMES,
        zone=zone_named(event.time_zone),
        may_remind=may(Permission.DECIDE_REGISTRATIONS, event),
    )  # fmt: skip


@follow_up.post("/desk/events/<event_slug>/forms/<form_slug>/later")
@requires(Permission.DECIDE_REGISTRATIONS)
def remind(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Remind everybody who has not answered, or the one guest that was chosen."""
    event, now, actor = event_of_route(), clock.now(), present_actor()
    shown, chosen = event_forms.get_form(event.id, form_slug), request.form.get("registration", "")
    waiting = follow_up_queries.list_open(shown.id)
    reminded = sum(
        follow_ups.remind(each, now=now, actor=actor)
        for each in waiting
        if chosen in ("", str(each.registration.number))
    )
    unit_of_work.commit()
    if reminded:
        said = ngettext("%(num)s guest is reminded.", "%(num)s guests are reminded.", reminded)
        flash(said, "success")
    else:
        flash(_("Nobody had to be reminded: everybody answered, was told within the hour, or the day is over."), "info")
    return redirect(url_for(".show", event_slug=event_slug, form_slug=form_slug, state=FollowUpState.ASKED.value))
