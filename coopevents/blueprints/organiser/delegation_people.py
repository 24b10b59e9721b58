"""The people of a delegation: named, changed, ordered, sent their link, taken from a spreadsheet."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor, requires
from coopevents.blueprints.delegate_forms import DelegateForm
from coopevents.blueprints.organiser.delegation_door import done, own, page, seen
from coopevents.delegations import confidential, delegate_queries, delegates, own_data, travel_queries
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_form import LETTER_KEYS
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES, DelegateState, Direction
from coopevents.delegations.people_words import DELEGATE_TONES
from coopevents.i18n import _, ngettext
from coopevents.issuing import visit_letter_queries
from coopevents.refusals import Refusal

people = Blueprint("organiser_delegation_people", __name__)


@people.get("/desk/delegations/<int:delegation_id>/people")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """Everybody who comes, in their order, and what is still missing of each."""
    delegation = seen(delegation_id)
    everybody = delegate_queries.list_delegates(delegation.id)
    coming = [each for each in everybody if each.state in COMING_DELEGATES]
    return page(
        "organiser/delegations/people.html",
        delegation,
        rows=_rows(delegation, coming),
        gone=[each for each in everybody if each.state is DelegateState.WITHDRAWN],
        tones=DELEGATE_TONES,
        waiting=sum(each.state is DelegateState.NAMED and bool(each.person.email) for each in coming),
    )


@people.route("/desk/delegations/<int:delegation_id>/people/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def create(delegation_id: int) -> ResponseReturnValue:
    """Name one more delegate."""
    delegation = own(delegation_id)
    form = DelegateForm.showing(delegation)
    if form.is_sent and form.validate():
        try:
            details = form.to_details(delegation)
            delegates.name_delegate(delegation, details, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The delegate is named."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
    return page("organiser/delegations/person_form.html", delegation, form=form, delegate=None), form.status


@people.get("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>")
@requires(Permission.SEE_UNIT)
def show(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """One delegate: what is known, what is sealed, how they travel."""
    delegation = seen(delegation_id)
    delegate = delegate_queries.get_delegate(delegation.id, delegate_id)
    return page(
        "organiser/delegations/person.html",
        delegation,
        **about(delegate),
        confidential=confidential.list_protected(delegate),
        looked_at=confidential.list_reveals(delegate),
        biography=_biography(delegate),
        legs=travel_queries.list_legs_of(delegate),
        stays=[each for each in travel_queries.list_stays(delegation.id) if each.delegate_id == delegate.id],
        may_reveal=Permission.REVEAL_ANSWERS in access().for_unit(delegation.unit_id),
        may_issue=Permission.ISSUE_PAPERS in access().for_unit(delegation.unit_id),
        has_letter=visit_letter_queries.find_live(delegate.id) is not None,
        is_coming=delegate.state in COMING_DELEGATES,
    )


@people.route("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """Say anew who a delegate is."""
    delegation = own(delegation_id)
    delegate = delegate_queries.get_delegate(delegation.id, delegate_id)
    form = DelegateForm.showing(delegation, delegate)
    if form.is_sent and form.validate():
        try:
            details, known = form.to_details(delegation, delegate), form.seen_version()
            delegates.change_delegate(delegate, details, seen=known, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".show", delegation_id=delegation_id, delegate_id=delegate_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            delegate = delegate_queries.get_delegate(delegation.id, delegate_id)
    return page("organiser/delegations/person_form.html", delegation, form=form, **about(delegate)), form.status


@people.post("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/<any(invite, withdraw, renew):deed>")
@requires(Permission.EDIT_DELEGATIONS)
def do(delegation_id: int, delegate_id: int, deed: str) -> ResponseReturnValue:
    """Send a delegate their link, make it worthless, or write down that they do not come."""
    delegation = own(delegation_id)
    delegate = delegate_queries.get_delegate(delegation.id, delegate_id)
    verb: Any = {
        "invite": own_data.invite_delegate,
        "withdraw": delegates.withdraw_delegate,
        "renew": own_data.replace_link,
    }[deed]
    said = {
        "invite": _("The link is on its way."),
        "withdraw": _("They do not come any more, and stand in no line of the itinerary."),
        "renew": _("The old link is worthless. Send the new one."),
    }[deed]
    to = ("organiser_delegation_people.show", {"delegate_id": delegate_id})
    return done(delegation, lambda **by: verb(delegate, **by), said, to[0], **to[1])


@people.post("/desk/delegations/<int:delegation_id>/people/invite")
@requires(Permission.EDIT_DELEGATIONS)
def invite_all(delegation_id: int) -> ResponseReturnValue:
    """Send everybody who has an address and no link yet their own."""
    delegation = own(delegation_id)
    now, actor, count = clock.now(), present_actor(), 0
    try:
        for each in delegate_queries.list_delegates(delegation.id, is_coming=True):
            if each.state is DelegateState.NAMED and each.person.email:
                own_data.invite_delegate(each, now=now, actor=actor)
                count += 1
        unit_of_work.commit()
        flash(ngettext("%(num)s link is on its way.", "%(num)s links are on their way.", count), "success")
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    return redirect(url_for(".index", delegation_id=delegation_id))


@people.post("/desk/delegations/<int:delegation_id>/people/order")
@requires(Permission.EDIT_DELEGATIONS)
def order(delegation_id: int) -> ResponseReturnValue:
    """Let somebody stand one place earlier or later among their equals."""
    delegation = own(delegation_id)
    ids = [each.id for each in delegate_queries.list_delegates(delegation.id, is_coming=True)]
    moved = _moved(ids, request.form.get("up", ""), -1) or _moved(ids, request.form.get("down", ""), 1)
    said = _("The order is changed. Role and rank still come first.")
    return done(
        delegation,
        lambda **by: delegates.order_delegates(delegation, moved or ids, **by),
        said,
        "organiser_delegation_people.index",
    )


def about(delegate: Delegate) -> dict[str, Any]:
    """What pages about one delegate say."""
    person = delegate.person
    name = " ".join(filter(None, (person.given_name, person.family_name))) or person.original_name
    return {"delegate": delegate, "person": person, "name": name, "tones": DELEGATE_TONES}


def _moved(ids: list[int], said: str, by: int) -> list[int]:
    """The order with one of them a place earlier or later; nothing when that cannot be. Pure."""
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    if number not in ids:
        return []
    here = ids.index(number)
    there = here + by
    if not 0 <= there < len(ids):
        return []
    ids = list(ids)
    ids[here], ids[there] = ids[there], ids[here]
    return ids


def _rows(delegation: Delegation, coming: list[Delegate]) -> list[dict[str, Any]]:
    ids = [each.id for each in coming]
    legs, kept = travel_queries.list_legs(delegation.id), confidential.keys_kept(ids)
    nights = {each.delegate_id for each in travel_queries.list_stays(delegation.id)}
    unknown = set(travel_queries.without_leg(legs, ids, Direction.ARRIVAL))
    rows = []
    for each in coming:
        missing = [
            (each.state is not DelegateState.COMPLETE, _("details")),
            (not each.photo, _("photograph")),
            (each.needs_letter and not set(LETTER_KEYS) <= kept.get(each.id, frozenset()), _("passport")),
            (each.id in unknown, _("arrival")),
            (each.id not in nights, _("hotel")),
        ]
        rows.append({**about(each), "missing": [word for is_missing, word in missing if is_missing]})
    return rows


def _biography(delegate: Delegate) -> str:
    return str(own_data.plain_answers_of(delegate).get("biography") or "")
