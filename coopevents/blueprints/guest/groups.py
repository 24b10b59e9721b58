"""The page of a group, for its leader, who has no account: what is held, who has answered, and what is to be done."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.group_door import frame, group_of, leader_of
from coopevents.blueprints.guest.group_door import groups as door
from coopevents.blueprints.guest.group_forms import AboutGroupForm, MorePlacesForm
from coopevents.i18n import _, ngettext
from coopevents.refusals import Refusal
from coopevents.registration import group_queries, groups, waiting_queries, waiting_service
from coopevents.registration.group_models import Group
from coopevents.registration.group_places import unfilled_of
from coopevents.registration.group_states import PRESENT, GroupState, MemberState
from coopevents.registration.group_words import GROUP_NAMES, GROUP_TONES, MEMBER_NAMES, MEMBER_TONES
from coopevents.registration.waiting_states import OfferState
from coopevents.registration.words import STATE_NAMES, STATE_TONES


@door.get("/g/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """Where the group stands, place by place; of the members only names and whether they have answered."""
    group = group_of(token)
    own = [each for each in group.members if each.state in PRESENT and each.offer_id is None]
    terms = group_queries.group_terms(group.event_id)
    filled = sum(each.state is MemberState.FILLED for each in own)
    return render_template(
        "guest/groups/show.html",
        own=own,
        filled=filled,
        next_free=next((each for each in own if each.state is MemberState.PLACEHOLDER), None),
        may_confirm=bool(own) and (filled == len(own) or terms.may_stay_nameless) and group.state != "confirmed",
        offer=waiting_queries.find_open_offer(group_id=group.id),
        has_expired=_has_expired(group),
        waiting_before=waiting_queries.parties_before(group.event_id, group.number) if group.waits_for else 0,
        more_form=MorePlacesForm(),
        is_welcome=request.args.get("welcome") == "1",
        state_name=GROUP_NAMES[group.state],
        state_tone=GROUP_TONES[group.state],
        member_names=MEMBER_NAMES,
        member_tones=MEMBER_TONES,
        state_names=STATE_NAMES,
        state_tones=STATE_TONES,
        **frame(group, token),
    )


def _has_expired(group: Group) -> bool:
    if group.state is not GroupState.RELEASED:
        return False
    newest = waiting_queries.find_newest_offer(group_id=group.id)
    return newest is not None and newest.state is OfferState.EXPIRED


@door.post("/g/<token>/offer")
@by_token
def answer(token: str) -> ResponseReturnValue:
    """Take the places that are offered, or let them go."""
    group = group_of(token)
    offer = waiting_queries.find_open_offer(group_id=group.id)
    try:
        if offer is None:
            flash(_("This offer was answered or taken back meanwhile."), "warning")
        elif request.form.get("answer") == "accept":
            waiting_service.accept_offer(offer, now=clock.now(), actor=leader_of(group))
            flash(_("The places are yours. Name your members now, or send each of them a link."), "success")
        else:
            waiting_service.decline_offer(offer, now=clock.now(), actor=leader_of(group))
            flash(_("The places go to the next in line."), "success")
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".show", token=token))


@door.route("/g/<token>/edit", methods=["GET", "POST"])
@by_token
def edit(token: str) -> ResponseReturnValue:
    """Change what is said about the group."""
    group = group_of(token)
    form = AboutGroupForm.showing_group(group)
    if form.is_sent and form.validate():
        try:
            groups.change_group(group, form.to_details(), now=clock.now(), actor=leader_of(group))
            unit_of_work.commit()
            flash(_("Your changes are saved."), "success")
            return redirect(url_for(".show", token=token))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            group = group_of(token)
    return render_template("guest/groups/edit.html", form=form, **frame(group, token)), form.status


@door.post("/g/<token>/more")
@by_token
def more(token: str) -> ResponseReturnValue:
    """Hold more places, or wait for them."""
    group, form = group_of(token), MorePlacesForm()
    if not form.validate():
        flash(str(next(iter(form.count.errors))), "warning")
        return redirect(url_for(".show", token=token, _anchor="more"))
    try:
        before = group.waits_for
        groups.hold_more(group, form.count.data or 0, now=clock.now(), actor=leader_of(group))
        waits = group.waits_for - before
        unit_of_work.commit()
        flash(
            ngettext("%(num)s place is on the waiting list.", "%(num)s places are on the waiting list.", waits)
            if waits
            else _("The places are held."),
            "success",
        )
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".show", token=token))


@door.post("/g/<token>/stop-waiting")
@by_token
def stop_waiting(token: str) -> ResponseReturnValue:
    """The group waits no longer."""
    group = group_of(token)
    try:
        groups.stop_waiting(group, now=clock.now(), actor=leader_of(group))
        unit_of_work.commit()
        flash(_("The group is off the waiting list."), "success")
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".show", token=token))


@door.post("/g/<token>/confirm")
@by_token
def confirm(token: str) -> ResponseReturnValue:
    """All is as it should be."""
    group = group_of(token)
    try:
        groups.confirm_group(group, now=clock.now(), actor=leader_of(group))
        unit_of_work.commit()
        flash(_("Your group is confirmed."), "success")
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".show", token=token))


@door.route("/g/<token>/release", methods=["GET", "POST"])
@by_token
def release(token: str) -> ResponseReturnValue:
    """Ask whether it is meant, then give back every place without a name."""
    group = group_of(token)
    if request.method != "POST":
        return render_template("guest/groups/release.html", unnamed=len(unfilled_of(group)), **frame(group, token))
    try:
        groups.release_places(group, now=clock.now(), actor=leader_of(group))
        unit_of_work.commit()
        flash(_("The places without a name are free for others now."), "success")
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".show", token=token))
