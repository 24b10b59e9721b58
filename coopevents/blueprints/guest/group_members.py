"""The places of a group, for its leader: send a link, fill in, swap a name, give a place back."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.deeds import told
from coopevents.blueprints.guest.group_door import frame, group_of, groups, leader_of, place_of
from coopevents.blueprints.guest.group_forms import ByLeaderForm, InviteForm, ManyForm
from coopevents.blueprints.guest_forms import RegistrationForm
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import _, ngettext
from coopevents.refusals import Refusal
from coopevents.registration import group_members, guests, queries, tokens
from coopevents.registration.group_lists import LinesAreWrong, invite_lines
from coopevents.registration.group_models import GroupMember
from coopevents.registration.group_states import MemberState
from coopevents.registration.group_words import MEMBER_NAMES, MEMBER_TONES
from coopevents.registration.questions import PRIVACY
from coopevents.registration.rules import EmailIsRegistered
from coopevents.registration.words import STATE_NAMES, STATE_TONES


@groups.get("/g/<token>/places/<int:place_id>")
@by_token
def place(token: str, place_id: int) -> ResponseReturnValue:
    """One place: whose it is, and what can be done."""
    member = place_of(group_of(token), place_id)
    form = InviteForm(member_name=member.name, email=member.email)
    return _place_page(token, member, form)


@groups.post("/g/<token>/places/<int:place_id>")
@by_token
def invite(token: str, place_id: int) -> ResponseReturnValue:
    """Send the place's link."""
    group, form = group_of(token), InviteForm()
    member = place_of(group, place_id)
    if form.validate():
        try:
            address, name = form.email.data or "", form.member_name.data or ""
            group_members.invite_member(member, address, name, now=clock.now(), actor=leader_of(group))
            unit_of_work.commit()
            flash(_("The link is on its way to %(address)s.", address=address), "success")
            return redirect(url_for(".show", token=token, _anchor=f"place-{place_id}"))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            member = place_of(group_of(token), place_id)
    return _place_page(token, member, form), 422


@groups.route("/g/<token>/places/<int:place_id>/fill", methods=["GET", "POST"])
@by_token
def fill(token: str, place_id: int) -> ResponseReturnValue:
    """The leader fills in a place for a member."""
    group = group_of(token)
    member = place_of(group, place_id)
    if member.state is MemberState.FILLED:
        return redirect(url_for(".place", token=token, place_id=place_id))
    form = ByLeaderForm.showing(queries.get_terms(group.event_id), group.form)
    if not form.is_sent:
        form.email.data, form.language.data = member.email, group.language
        form.country.data, form.institution_name.data = group.country, group.institution_name
    else:
        is_whole = form.validate()
        if form.hand_in(now=clock.now()):
            unit_of_work.commit()
        if is_whole and (name := _registered(token, place_id, form)):
            flash(_("%(name)s is registered.", name=name), "success")
            return redirect(url_for(".show", token=token, _anchor=f"place-{place_id}"))
        group = group_of(token)
        member = place_of(group, place_id)
    page = render_template(
        "guest/groups/fill.html",
        form=form,
        place=member,
        privacy=queries.get_terms(group.event_id).privacy_text or PRIVACY,
        institutions=guests.list_institution_names(group.event),
        **frame(group, token),
    )
    return page, form.status


def _registered(token: str, place_id: int, form: RegistrationForm) -> str:
    """The name of the member the form registered; empty when it was refused, and the form says why."""
    group = group_of(token)
    member = place_of(group, place_id)
    try:
        made = group_members.fill_place(member, form.to_details(), now=clock.now(), actor=leader_of(group))
        name = made.name
        unit_of_work.commit()
    except AnswersAreIncomplete as refusal:
        unit_of_work.discard()
        form.show_answer_errors(refusal.errors)
    except EmailIsRegistered as refusal:
        unit_of_work.discard()
        form.email.errors = [*form.email.errors, str(refusal)]
    except Refusal as refusal:
        unit_of_work.discard()
        form.show_refusal(refusal)
    else:
        return name
    return ""


@groups.post("/g/<token>/places/<int:place_id>/revoke")
@by_token
def revoke(token: str, place_id: int) -> ResponseReturnValue:
    """Make the place's link worthless."""
    return _done(token, place_id, group_members.revoke_invitation, _("The link is worthless now."))


@groups.post("/g/<token>/places/<int:place_id>/swap")
@by_token
def swap(token: str, place_id: int) -> ResponseReturnValue:
    """Somebody else comes in the member's place."""
    return _done(token, place_id, group_members.swap_name, _("The place has no name now. Say who comes instead."))


@groups.post("/g/<token>/places/<int:place_id>/give-back")
@by_token
def give_back(token: str, place_id: int) -> ResponseReturnValue:
    """The group does not need the place."""
    return _done(token, place_id, group_members.give_place_back, _("The place is free for somebody else."))


@groups.route("/g/<token>/invite", methods=["GET", "POST"])
@by_token
def invite_many(token: str) -> ResponseReturnValue:
    """Send links to many members at once: all of them, or none while a line is wrong."""
    group, form = group_of(token), ManyForm()
    wrong: tuple[str, ...] = ()
    if form.is_sent and form.validate():
        try:
            count = invite_lines(group, form.lines.data or "", now=clock.now(), actor=leader_of(group))
            unit_of_work.commit()
            flash(ngettext("%(num)s link is on its way.", "%(num)s links are on their way.", count), "success")
            return redirect(url_for(".show", token=token))
        except LinesAreWrong as refusal:
            unit_of_work.discard()
            wrong = tuple(refusal.sentences)
            form.lines.errors = [*form.lines.errors, str(refusal)]
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        group = group_of(token)
    return render_template("guest/groups/invite.html", form=form, wrong=wrong, **frame(group, token)), form.status


def _done(token: str, place_id: int, deed: Callable[..., object], words: str) -> ResponseReturnValue:
    group = group_of(token)
    told(lambda: deed(place_of(group, place_id), now=clock.now(), actor=leader_of(group)), words)
    return redirect(url_for(".show", token=token))


def _place_page(token: str, member: GroupMember, form: InviteForm) -> str:
    is_invited = member.state is MemberState.INVITED
    address = links.address_of("guest_members.show", token=tokens.member_token(member)) if is_invited else ""
    return render_template(
        "guest/groups/place.html",
        place=member,
        form=form,
        link=address,
        member_names=MEMBER_NAMES,
        member_tones=MEMBER_TONES,
        state_names=STATE_NAMES,
        state_tones=STATE_TONES,
        **frame(member.group, token),
    )
