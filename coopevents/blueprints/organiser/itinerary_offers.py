"""Finding an interpreter, a guide or another helper for a line: who fits is listed in order, and offered it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, choices_of
from coopevents.blueprints.listing import chips, narrowed
from coopevents.blueprints.organiser.delegation_door import acting, own, page
from coopevents.blueprints.organiser.itinerary_desk import itineraries
from coopevents.blueprints.spoken import SPOKEN
from coopevents.delegations import itinerary, itinerary_queries, offer_queries, offering_parts
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.itinerary_rules import IsSharedActivity
from coopevents.delegations.models import Delegation
from coopevents.delegations.offer_models import PartOffer, PartOfferState
from coopevents.delegations.offer_rules import (
    LONGEST_HOURS,
    LONGEST_LIST,
    SHORTEST_HOURS,
    USUAL_HOURS,
    Candidate,
    NobodyIsChosen,
    in_order,
)
from coopevents.helping.words import LEVELS
from coopevents.i18n import _, _l, ngettext
from coopevents.people.models import Person
from coopevents.refusals import Refusal
from coopevents.schedule.states import ParticipantRole
from coopevents.schedule.words import ROLES
from coopevents.text import full_name

STATES = {
    PartOfferState.OPEN: (_l("Not answered"), "attention"),
    PartOfferState.ACCEPTED: (_l("Takes it"), "good"),
    PartOfferState.DECLINED: (_l("Said no"), "trouble"),
    PartOfferState.TAKEN: (_l("Somebody else takes it"), ""),
}
OVER = (_l("Not offered any more"), "")
HELPING = {
    ParticipantRole.INTERPRETER: _l("Interpreters"),
    ParticipantRole.GUIDE: _l("Guides"),
    ParticipantRole.ATTENDEE: _l("Reception"),
    ParticipantRole.DRIVER: _l("Drivers"),
    ParticipantRole.PHOTOGRAPHER: _l("Photographers"),
}
"""Whom one looks for."""


class OfferForm(Form):
    """To whom it is offered, and for how long."""

    people = TickField(_l("Offer it to"), [DataRequired(NobodyIsChosen.sentence)], choices=[])
    hours = IntegerField(
        _l("Hours to answer"),
        [
            InputRequired(_l("Say how many hours they have to answer.")),
            NumberRange(SHORTEST_HOURS, LONGEST_HOURS, _l("Between 1 and 336 hours.")),
        ],
        default=USUAL_HOURS,
        render_kw={"inputmode": "numeric", "min": SHORTEST_HOURS, "max": LONGEST_HOURS},
    )


@itineraries.route("/desk/delegations/<int:delegation_id>/itinerary/<int:line_id>/offer", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def offer(delegation_id: int, line_id: int) -> ResponseReturnValue:
    """Who could do it, in the order of who fits; tick some, and they are written to."""
    delegation, form = own(delegation_id), OfferForm()
    item = itinerary_queries.get_item(delegation_id, line_id)
    if not itinerary.is_own(delegation, item):
        flash(str(IsSharedActivity()), "info")
        return redirect(url_for(".index", delegation_id=delegation_id))
    role = _role()
    language = _language(delegation) if role in offer_queries.SPEAKING else ""
    candidates = _offer_people(form, item, language, role)
    if form.validate_on_submit():
        try:
            count = offering_parts.offer_part(
                item,
                [int(each) for each in form.people.data or ()],
                role=role,
                language=language,
                hours=form.hours.data,
                unit_ids=access().units(Permission.SEE_UNIT),
                **acting(),
            )
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            item = itinerary_queries.get_item(delegation_id, line_id)
        else:
            words = ngettext("Offered to %(num)s person.", "Offered to %(num)s people.", count)
            flash(words, "success")
            return redirect(narrowed(role=_value_of(role)))
    return _page(delegation, item, form, candidates, language), form.status


def _page(
    delegation: Delegation, item: ItineraryItem, form: OfferForm, candidates: list[Candidate], language: str
) -> str:
    offers = offer_queries.list_offers(item.id)
    return page(
        "organiser/delegations/offer.html",
        delegation,
        form=form,
        item=item,
        candidates=candidates,
        offers=[(each, _name_of(each.person), *_word_of(each, item)) for each in offers],
        roles=ROLES,
        spoken=SPOKEN,
        language=language,
        role_chips=chips("role", [(_value_of(each), HELPING[each]) for each in offer_queries.SERVING]),
        language_chips=[
            {"label": word, "url": narrowed(language=code), "is_current": code == language}
            for code, word in SPOKEN.items()
        ],
        here=narrowed(),
    )


def _name_of(person: Person) -> str:
    return full_name(person.given_name, person.family_name) or person.original_name


def _word_of(each: PartOffer, item: ItineraryItem) -> tuple[object, str]:
    each.item = item
    is_over = each.state is PartOfferState.OPEN and not offering_parts.is_open(each, clock.now())
    return OVER if is_over else STATES[each.state]


def _value_of(role: ParticipantRole) -> str:
    return "" if role is ParticipantRole.INTERPRETER else role.value


def _role() -> ParticipantRole:
    """What it is offered as; interpreting, unless the address says another part."""
    asked = request.args.get("role", "")
    return ParticipantRole(asked) if asked in offer_queries.SERVING else ParticipantRole.INTERPRETER


def _language(delegation: Delegation) -> str:
    """The language asked for, else the first the guests speak that is not ours."""
    asked = request.args.get("language", "")
    theirs = [each for each in delegation.languages if each in SPOKEN and each != "zh"]
    return asked if asked in SPOKEN else next(iter(theirs), "en")


def _offer_people(form: OfferForm, item: ItineraryItem, language: str, role: ParticipantRole) -> list[Candidate]:
    """Let those be chosen who fit best; returns them in that order."""
    offers, now = offer_queries.list_offers(item.id), clock.now()
    settled = {each.person_id for each in offers if offering_parts.is_settled(each, item, now)}
    found = offer_queries.list_candidates(item, access().units(Permission.SEE_UNIT), language, role)
    candidates = in_order([each for each in found if each.person_id not in settled])[:LONGEST_LIST]
    form.people.choices = choices_of((str(each.person_id), _said_of(each)) for each in candidates)
    return candidates


def _said_of(each: Candidate) -> str:
    free = _("free then") if each.is_free else _("not said to be free then")
    word = _("busy then") if each.has_clash else free
    served = _("%(hours)s h so far", hours=f"{each.hours:g}")
    level = (str(LEVELS[each.level]),) if each.level else ()
    return " · ".join((each.name, word, served, *level, *(() if each.email else (_("no e-mail"),))))
