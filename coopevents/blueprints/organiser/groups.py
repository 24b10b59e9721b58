"""Groups at the desk: who leads them, what they hold and name, and what the office does for them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.waiting_forms import GroupByOfficeForm, GroupTermsForm, MoreTimeForm
from coopevents.i18n import _, ngettext, zone_named
from coopevents.refusals import Refusal
from coopevents.registration import group_queries, groups
from coopevents.registration.group_models import Group
from coopevents.registration.group_states import OPEN_GROUPS, PRESENT, GroupState, MemberState
from coopevents.registration.group_words import GROUP_NAMES, GROUP_TONES, MEMBER_NAMES, MEMBER_TONES
from coopevents.registration.words import STATE_NAMES, STATE_TONES

group_desk = Blueprint("organiser_groups", __name__)


@group_desk.get("/desk/events/<event_slug>/groups")
@requires(Permission.SEE_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """The groups of an event, with what they hold, name and wait for."""
    event = event_of_route()
    return render_template(
        "organiser/groups/index.html",
        event=event,
        rows=[(each, *_counts(each)) for each in group_queries.list_groups(event.id)],
        terms=group_queries.group_terms(event.id),
        group_names=GROUP_NAMES,
        group_tones=GROUP_TONES,
        zone=zone_named(event.time_zone),
        may_decide=may(Permission.DECIDE_REGISTRATIONS, event),
    )


@group_desk.route("/desk/events/<event_slug>/groups/terms", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def terms(event_slug: str) -> ResponseReturnValue:
    """Whether and how the event takes groups."""
    event = event_of_route()
    form = GroupTermsForm.showing(event, group_queries.group_terms(event.id))
    if form.is_sent and form.validate():
        groups.change_group_terms(event, form.to_details(), now=clock.now(), actor=present_actor())
        unit_of_work.commit()
        flash(_("The settings for groups are saved."), "success")
        return redirect(url_for(".index", event_slug=event_slug))
    return render_template("organiser/groups/terms.html", event=event, form=form), form.status


@group_desk.route("/desk/events/<event_slug>/groups/new", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def create(event_slug: str) -> ResponseReturnValue:
    """Hold places for a group that wrote or called; its leader gets the link."""
    event = event_of_route()
    form = GroupByOfficeForm.showing(group_queries.group_terms(event.id))
    if form.is_sent and form.validate():
        try:
            now, actor = clock.now(), present_actor()
            made = groups.open_group(event, form.to_group(), now=now, actor=actor, by_office=True)
            number = made.number
            unit_of_work.commit()
            flash(_("The leader is told by e-mail."), "success")
            return redirect(url_for(".show", event_slug=event_slug, number=number))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
    return render_template("organiser/groups/new.html", event=event, form=form), form.status


@group_desk.get("/desk/events/<event_slug>/groups/<int:number>")
@requires(Permission.SEE_REGISTRATIONS)
def show(event_slug: str, number: int) -> ResponseReturnValue:
    """One group."""
    event = event_of_route()
    return _page(group_queries.get_group(event.id, number), MoreTimeForm.for_event(event))


@group_desk.post("/desk/events/<event_slug>/groups/<int:number>/hold")
@requires(Permission.DECIDE_REGISTRATIONS)
def extend(event_slug: str, number: int) -> ResponseReturnValue:
    """Give more time to name the members."""
    event = event_of_route()
    group, form = group_queries.get_group(event.id, number), MoreTimeForm.for_event(event)
    if not form.validate():
        return _page(group, form), 422
    until = form.moment()
    return _done(group, lambda **said: groups.extend_hold(group, until, **said), _("The places are held longer."))


@group_desk.post("/desk/events/<event_slug>/groups/<int:number>/link")
@requires(Permission.DECIDE_REGISTRATIONS)
def link(event_slug: str, number: int) -> ResponseReturnValue:
    """Send the leader the link once more, or a new one that makes the older one worthless."""
    group = group_queries.get_group(event_of_route().id, number)
    deed = groups.replace_link if request.form.get("verb") == "replace" else groups.send_link_again
    return _done(group, lambda **said: deed(group, **said), _("The link is on its way to the leader."))


@group_desk.post("/desk/events/<event_slug>/groups/<int:number>/release")
@requires(Permission.DECIDE_REGISTRATIONS)
def release(event_slug: str, number: int) -> ResponseReturnValue:
    """Let go of every place without a name."""
    group = group_queries.get_group(event_of_route().id, number)
    words = _("The places without a name are free for others now.")
    return _done(group, lambda **said: groups.release_places(group, **said), words)


@group_desk.post("/desk/events/<event_slug>/groups/<int:number>/close")
@requires(Permission.DECIDE_REGISTRATIONS)
def close(event_slug: str, number: int) -> ResponseReturnValue:
    """The group is done with."""
    group = group_queries.get_group(event_of_route().id, number)
    return _done(group, lambda **said: groups.close_group(group, **said), _("The group is closed."))


def _done(group: Group, deed: Callable[..., object], words: str) -> ResponseReturnValue:
    slug, number = group.event.slug, group.number
    told(lambda: deed(now=clock.now(), actor=present_actor()), words)
    return redirect(url_for(".show", event_slug=slug, number=number))


def _counts(group: Group) -> tuple[int, int]:
    """How many places a group has, and how many of them have a name."""
    own = [each for each in group.members if each.state in PRESENT and each.offer_id is None]
    return len(own), sum(each.state is MemberState.FILLED for each in own)


def _page(group: Group, form: MoreTimeForm) -> str:
    event = event_of_route()
    zone = zone_named(event.time_zone)
    held, named = _counts(group)
    said: dict[str, Any] = {"group_names": GROUP_NAMES, "group_tones": GROUP_TONES}
    return render_template(
        "organiser/groups/show.html",
        event=event,
        group=group,
        form=form,
        held=held,
        named=named,
        own=[each for each in group.members if each.state in PRESENT],
        summary=ngettext("%(num)s place held", "%(num)s places held", held),
        entries=tell(audit.list_about("registration_group", group.id), zone),
        member_names=MEMBER_NAMES,
        member_tones=MEMBER_TONES,
        state_names=STATE_NAMES,
        state_tones=STATE_TONES,
        zone=zone,
        is_open=group.state in OPEN_GROUPS,
        may_close=group.state is GroupState.CONFIRMED,
        may_decide=may(Permission.DECIDE_REGISTRATIONS, event),
        **said,
    )
