"""Doors to saved views of the list: keep one, open with it, forget it."""

from urllib.parse import parse_qsl, urlencode

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, event_of_route, requires
from coopevents.blueprints.organiser.registrations import registrations, view_url
from coopevents.i18n import _
from coopevents.refusals import NotFound, Refusal
from coopevents.registration import list_queries, views

PASSING = frozenset({"page", "lang", "theme", "more", "view", "by", "csrf_token"})


@registrations.post("/desk/events/<event_slug>/registrations/views")
@requires(Permission.SEE_REGISTRATIONS)
def save_view(event_slug: str) -> ResponseReturnValue:
    """Keep the list as it is shown under a name."""
    event, said = event_of_route(), request.form
    pairs = [
        pair for pair in parse_qsl(said.get("asked", "")[:4000], max_num_fields=200) if pair[0] not in PASSING
    ]  # fmt: skip
    try:
        view = views.save_view(
            event.id,
            access().user_id,
            said.get("name", ""),
            pairs,
            is_shared=said.get("is_shared") == "y",
            is_default=said.get("is_default") == "y",
            now=clock.now(),
        )
        url = view_url(event_slug, view)
        unit_of_work.commit()
    except (Refusal, ValueError) as refusal:
        unit_of_work.discard()
        flash(str(refusal) if isinstance(refusal, Refusal) else _("This view cannot be kept."), "error")
        return redirect(f"{url_for('.index', event_slug=event_slug)}?{urlencode([*pairs, ('more', '1')])}")
    flash(_("The view is kept."), "success")
    return redirect(url)


@registrations.post("/desk/events/<event_slug>/registrations/views/<int:view_id>")
@requires(Permission.SEE_REGISTRATIONS)
def change_view(event_slug: str, view_id: int) -> ResponseReturnValue:
    """Forget an own view, or open the list with it, or no longer."""
    event, verb = event_of_route(), request.form.get("verb", "")
    view = list_queries.get_view(event.id, access().user_id, view_id)
    if view.user_id != access().user_id:
        raise NotFound
    url = view_url(event_slug, view)
    if verb == "remove":
        views.remove_view(view)
        url = url_for(".index", event_slug=event_slug, view="all")
    elif verb == "first":
        views.open_first(view)
    else:
        views.open_no_longer_first(view)
    unit_of_work.commit()
    flash(_("The view is forgotten.") if verb == "remove" else _("The view is changed."), "success")
    return redirect(url)
