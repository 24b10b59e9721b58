"""Doors to the gifts of a visit: planned, above the limit or not, and handed over."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.organiser.delegation_door import acting, done, own, page, seen
from coopevents.blueprints.organiser.gift_forms import GiftForm
from coopevents.blueprints.organiser.itinerary_forms import name_of
from coopevents.blueprints.organiser.preparation_parts import activity_choices, parts_of
from coopevents.delegations import delegate_queries, gift_queries, gift_words, gifts
from coopevents.delegations.gift_models import GiftWay, VisitGift
from coopevents.delegations.gift_rules import judge
from coopevents.delegations.gift_tables import guest_of, what_of
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import UNDECIDED
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal

visit_gifts = Blueprint("organiser_delegation_gifts", __name__)
DEEDS: dict[str, Callable[..., None]] = {
    "handed": gifts.hand_over,
    "planned": gifts.take_back,
    "removed": gifts.remove_gift,
}


@visit_gifts.get("/desk/delegations/<int:delegation_id>/preparation/gifts")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """What is given and received, and what the rule of value says of it."""
    delegation = seen(delegation_id)
    found = gift_queries.list_gifts(delegation.id)
    limits = gift_queries.limits_of([delegation.unit_id])[delegation.unit_id]
    return page(
        "organiser/delegations/gifts.html",
        delegation,
        parts=parts_of(delegation),
        ways=[(way, [each for each in found if each.way is way]) for way in GiftWay],
        findings=judge(found, limits),
        limits=limits,
        gift_words=gift_words,
        guest_of=guest_of,
        what_of=what_of,
        may_write=_may_write(delegation),
    )


@visit_gifts.route("/desk/delegations/<int:delegation_id>/preparation/gifts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def create(delegation_id: int) -> ResponseReturnValue:
    """Plan one more gift."""
    return _form(own(delegation_id), None, GiftForm())


@visit_gifts.route("/desk/delegations/<int:delegation_id>/preparation/gifts/<int:gift_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(delegation_id: int, gift_id: int) -> ResponseReturnValue:
    """Say a gift anew, or write down who keeps it."""
    delegation = own(delegation_id)
    gift = gift_queries.get_gift(delegation.id, gift_id)
    return _form(delegation, gift, GiftForm() if request.method == "POST" else GiftForm.showing(gift))


@visit_gifts.post(
    "/desk/delegations/<int:delegation_id>/preparation/gifts/<int:gift_id>"
    "/<any('handed', 'planned', 'removed'):gift_turn>"
)
@requires(Permission.EDIT_DELEGATIONS)
def turn(delegation_id: int, gift_id: int, gift_turn: str) -> ResponseReturnValue:
    """It was handed over, or was not after all, or is off the list."""
    delegation = own(delegation_id)
    gift = gift_queries.get_gift(delegation.id, gift_id)
    return done(
        delegation, lambda **who: DEEDS[gift_turn](gift, **who), _("Saved."), "organiser_delegation_gifts.index"
    )


def _form(delegation: Delegation, gift: VisitGift | None, form: GiftForm) -> ResponseReturnValue:
    delegation_id, gift_id = delegation.id, gift.id if gift else None
    _offer(form, delegation)
    if form.is_sent and form.validate():
        try:
            if gift is not None:
                gifts.change_gift(gift, form.to_details(), **acting())
            else:
                gifts.plan_gift(delegation, form.to_details(), **acting())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            gift = gift_queries.get_gift(delegation_id, gift_id) if gift_id else None
    return page("organiser/delegations/gift.html", delegation, form=form, gift=gift), form.status


def _offer(form: GiftForm, delegation: Delegation) -> None:
    items = gift_queries.list_items([delegation.unit_id])
    form.offer(
        [(str(each.id), _("%(gift)s (in stock: %(number)s)", gift=localized(each.name), number=each.in_stock))
         for each in items],
        [(str(each.id), name_of(each)) for each in delegate_queries.list_delegates(delegation.id, is_coming=True)],
        activity_choices(delegation),
    )  # fmt: skip


def _may_write(delegation: Delegation) -> bool:
    """Gifts are written down until long after the visit, by who receives it."""
    return Permission.EDIT_DELEGATIONS in access().for_unit(delegation.unit_id) and delegation.state not in UNDECIDED
