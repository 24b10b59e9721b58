"""A delegate's own page: who they are, how they travel and stay, who comes with them. The link is the key."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, config, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.blueprints.access import by_token
from coopevents.blueprints.delegate_forms import OwnForm
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.guest.visit_feedback import token_when_open
from coopevents.delegations import confidential, delegate_queries, own_data, travel_queries, words
from coopevents.delegations.feedback import Guest
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES, DelegateRole, DelegateState, Direction
from coopevents.delegations.people_words import DELEGATE_TONES, DIRECTIONS, MEANS
from coopevents.delegations.reading import guest_of
from coopevents.delegations.reading_links import page_token
from coopevents.delegations.reading_words import Reader
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import _, zone_named
from coopevents.issuing import visit_letter_queries
from coopevents.refusals import Refusal
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import present_store

delegate_door = Blueprint("guest_delegate", __name__)


@delegate_door.get("/d/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """What is known of them, and what can be done."""
    delegate = delegate_of(token)
    delegation = delegate.delegation
    stays = [each for each in travel_queries.list_stays(delegation.id) if each.delegate_id == delegate.id]
    return render_template(
        "guest/delegates/show.html",
        legs=travel_queries.list_legs_of(delegate),
        stays=stays,
        protected=[each for each in confidential.list_protected(delegate) if each.erased_on is None],
        may_change=own_data.may_change(delegate),
        officer=accounts.find_user(delegation.officer_id) if delegation.officer_id else None,
        itinerary_token=page_token(Reader.delegate(delegate.id)) if delegation.schedule_id else "",
        feedback_token=token_when_open(Guest(delegation, delegate)) if delegate.state in COMING_DELEGATES else "",
        company=_company(delegate),
        has_letter=_has_letter(delegate),
        directions=DIRECTIONS,
        means=MEANS,
        **frame(delegate, token),
    )


@delegate_door.route("/d/<token>/details", methods=["GET", "POST"])
@by_token
def details(token: str) -> ResponseReturnValue:
    """Say who one is, and what one needs."""
    delegate = delegate_of(token)
    if not own_data.may_change(delegate):
        return redirect(url_for(".show", token=token))
    form = OwnForm.showing(delegate)
    if form.is_sent and form.hand_in(now=clock.now()):
        unit_of_work.commit()
        delegate = delegate_of(token)
    if form.is_sent and form.validate():
        try:
            seen, now, actor = form.seen_version(), clock.now(), own_data.actor_of(delegate)
            own_data.fill_in(delegate, form.to_details(), form.answers, seen=seen, now=now, actor=actor)
            unit_of_work.commit()
            flash(_("Thank you. Your details are saved; you can change them until you arrive."), "success")
            return redirect(url_for(".show", token=token))
        except AnswersAreIncomplete as refusal:
            unit_of_work.discard()
            form.show_answer_errors(refusal.errors)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        delegate = delegate_of(token)
    return render_template("guest/delegates/details.html", form=form, **frame(delegate, token)), form.status


@delegate_door.get("/d/<token>/files/<key>")
@by_token
def file(token: str, key: str) -> ResponseReturnValue:
    """A file one handed in oneself."""
    name, upload = confidential.open_file(delegate_of(token), key, Purpose.OWNER)
    return file_download(name, upload)


@delegate_door.get("/d/<token>/letter.pdf")
@by_token
def letter(token: str) -> ResponseReturnValue:
    """One's own invitation letter, once it is out."""
    found = visit_letter_queries.find_live(delegate_of(token).id)
    key = visit_letter_queries.file_key(found) if found is not None else None
    if found is None or key is None:
        abort(404)
    upload = sealed_files.open_sealed(key, Purpose.OWNER, store=present_store())
    return file_download(f"{found.number}.pdf", upload)


def delegate_of(token: str) -> Delegate:
    """The delegate a link speaks of. Answers 404 for any other."""
    delegate = own_data.delegate_behind(token)
    if delegate is None:
        abort(404)
    return delegate


def frame(delegate: Delegate, token: str) -> dict[str, Any]:
    """What every page of a delegate needs."""
    return {
        "delegate": delegate,
        "delegation": delegate.delegation,
        "guest": guest_of(delegate),
        "token": token,
        "zone": zone_named(config.in_force().default_time_zone),
        "words": words,
        "is_complete": delegate.state is DelegateState.COMPLETE,
    }


def _has_letter(delegate: Delegate) -> bool:
    letter = visit_letter_queries.find_live(delegate.id)
    return letter is not None and letter.file_id is not None


def _company(delegate: Delegate) -> list[dict[str, Any]]:
    """Who comes with the head of the delegation, and how far each one's details are; nothing of what they say."""
    if delegate.role is not DelegateRole.HEAD:
        return []
    everybody = delegate_queries.list_delegates(delegate.delegation_id, is_coming=True)
    legs, ids = travel_queries.list_legs(delegate.delegation_id), [each.id for each in everybody]
    unknown = set(travel_queries.without_leg(legs, ids, Direction.ARRIVAL))
    return [
        {
            "guest": guest_of(each),
            "role": words.ROLES[each.role],
            "state": words.DELEGATE_STATES[each.state],
            "tone": DELEGATE_TONES.get(each.state, "neutral"),
            "knows_arrival": each.id not in unknown,
        }
        for each in everybody
    ]
