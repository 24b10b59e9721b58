"""The page of one place of a group: its member fills in their own data, which the leader does not see."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest.group_forms import MemberForm
from coopevents.facts import Actor
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import _
from coopevents.refusals import Refusal
from coopevents.registration import group_members, group_queries, guests, queries, service, tokens
from coopevents.registration.group_models import GroupMember
from coopevents.registration.group_states import OPEN_GROUPS, MemberState
from coopevents.registration.questions import PRIVACY
from coopevents.registration.rules import EmailIsRegistered

members = Blueprint("guest_members", __name__)


@members.get("/m/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """The form; once it is filled in, a word that says where the member's own link went."""
    member = _member_of(token)
    if member.state is MemberState.FILLED:
        return render_template("guest/members/filled.html", member=member, token=token, **_frame(member))
    form = MemberForm.showing(queries.get_terms(member.event_id), member.group.form)
    form.email.data, form.language.data = member.email, member.group.language
    form.country.data, form.institution_name.data = member.group.country, member.group.institution_name
    return _page(member, form)


@members.post("/m/<token>/")
@by_token
def send(token: str) -> ResponseReturnValue:
    """Take the place, and show the member their own page."""
    member = _member_of(token)
    form = MemberForm.showing(queries.get_terms(member.event_id), member.group.form)
    if form.hand_in(now=clock.now()):
        unit_of_work.commit()
    if form.validate():
        try:
            actor = Actor("guest", None, _("Member of group %(number)s", number=member.group.number))
            made = group_members.fill_place(member, form.to_details(), now=clock.now(), actor=actor)
            address = url_for("guest_place.show", token=tokens.link_token(made), welcome=1)
            unit_of_work.commit()
            return redirect(address)
        except AnswersAreIncomplete as refusal:
            unit_of_work.discard()
            form.show_answer_errors(refusal.errors)
        except EmailIsRegistered as refusal:
            unit_of_work.discard()
            form.email.errors = [*form.email.errors, str(refusal)]
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        member = _member_of(token)
    return _page(member, form), form.status


@members.post("/m/<token>/link")
@by_token
def send_link(token: str) -> ResponseReturnValue:
    """Send the member's own link once more, to the address they gave."""
    member = _member_of(token)
    if member.registration is not None:
        actor = Actor("guest", None, _("Member of group %(number)s", number=member.group.number))
        service.send_link_again(member.registration, now=clock.now(), actor=actor)
        unit_of_work.commit()
    return redirect(url_for(".show", token=token))


def _member_of(token: str) -> GroupMember:
    member = group_queries.find_member_by_token(token)
    if member is None or member.group.event.published_at is None:
        abort(404)
    if member.state is not MemberState.FILLED and member.group.state not in OPEN_GROUPS:
        abort(404)
    return member


def _frame(member: GroupMember) -> dict[str, object]:
    return {"group": member.group, **event_frame(member.group.event)}


def _page(member: GroupMember, form: MemberForm) -> str:
    return render_template(
        "guest/members/show.html",
        form=form,
        privacy=queries.get_terms(member.event_id).privacy_text or PRIVACY,
        institutions=guests.list_institution_names(member.group.event),
        **_frame(member),
    )
