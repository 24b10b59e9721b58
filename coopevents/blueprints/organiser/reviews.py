"""What waits for the present colleague to decide, and each case on a page of its own."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import SelectField
from wtforms.fields import HiddenField
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.approvals import rules as deciding
from coopevents.approvals.rules import Decider
from coopevents.blueprints.access import access, event_of_route, may, present_actor, requires, signed_in
from coopevents.blueprints.forms import Form, LongTextField, choices_of
from coopevents.blueprints.organiser.review_view import CaseView, case_view, due_words, may_see, neighbours
from coopevents.events.queries import Reach
from coopevents.i18n import _, _l, ngettext
from coopevents.refusals import Refusal
from coopevents.registration import decisions, plans, queries, review_queries, reviewing
from coopevents.registration.models import Registration
from coopevents.registration.review_queries import Reviewing

reviews = Blueprint("organiser_reviews", __name__)
DEEDS = {"approve", "decline", "return"}


class VerdictForm(Form):
    """A decision and its reason; ``turn`` says what the reviewer looked at."""

    turn = HiddenField()
    reason = LongTextField(
        _l("Reason"),
        description=_l("Needed to send back or to decline; it is told to the guest as you write it here."),
        validators=[Length(max=2000)],
        render_kw={"rows": 4},
    )

    @property
    def seen(self) -> int | None:
        """The turn of the case the reviewer looked at."""
        given = self.turn.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


class AssignForm(Form):
    """Who is to decide."""

    reviewer = SelectField(_l("Who decides"), validate_choice=False)


def present_reviewing() -> Reviewing:
    """The present colleague as one who reviews."""
    review, decide = Permission.REVIEW_REGISTRATIONS, Permission.DECIDE_REGISTRATIONS
    reviews = Reach(access().units(review), access().events(review))
    decides = Reach(access().units(decide), access().events(decide))
    return Reviewing(current_user.id, reviews, decides, clock.now().date())


@reviews.get("/desk/reviews")
@signed_in
def index() -> ResponseReturnValue:
    """Everything that waits for me, what is due first at the top."""
    zone = ZoneInfo(current_user.time_zone or current_app.config["SETTINGS"].default_time_zone)
    found, now = review_queries.list_reviews(present_reviewing()), clock.now()
    return render_template(
        "organiser/reviews/index.html",
        reviews=found,
        due_of=lambda case: due_words(case, now=now, zone=zone),
        stage_of=plans.stage_name,
        zone=zone,
        is_cut=len(found) == review_queries.MOST,
    )


@reviews.get("/desk/events/<event_slug>/reviews/<int:number>")
@requires(Permission.REVIEW_REGISTRATIONS)
def show(event_slug: str, number: int) -> ResponseReturnValue:
    """One case: what the guest says, what changed, what was decided so far, and what is to be decided."""
    return _page(_registration(number), VerdictForm(formdata=None))


@reviews.post("/desk/events/<event_slug>/reviews/<int:number>")
@requires(Permission.REVIEW_REGISTRATIONS)
def decide(event_slug: str, number: int) -> ResponseReturnValue:
    """Decide at the present stage, then go on with the next case."""
    registration, form, deed = _registration(number), VerdictForm(), request.form.get("verb", "")
    if deed not in DEEDS:
        abort(400)
    onward = _next_address(registration)
    if form.validate():
        try:
            said = _decide(registration, deed, form)
            unit_of_work.commit()
        except (deciding.CaseIsClosed, deciding.CaseIsReturned) as refusal:
            unit_of_work.discard()
            flash(str(refusal), "attention")
            return redirect(url_for(".show", event_slug=event_slug, number=number))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(said, "success")
            return redirect(onward)
    return _page(_registration(number), form), 422


@reviews.post("/desk/events/<event_slug>/reviews/<int:number>/assign")
@requires(Permission.DECIDE_REGISTRATIONS)
def assign(event_slug: str, number: int) -> ResponseReturnValue:
    """Give the case to a colleague."""
    registration, chosen = _registration(number), AssignForm().reviewer.data or ""
    if not chosen.isascii() or not chosen.isdigit() or int(chosen) not in plans.possible_reviewers(event_of_route()):
        abort(400)
    reviewer = plans.decider_with_id(int(chosen), event_of_route())
    reviewing.assign_review(registration, reviewer, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("Saved."), "success")
    return redirect(url_for(".show", event_slug=event_slug, number=number))


def _decide(registration: Registration, deed: str, form: VerdictForm) -> str:
    """Do it; returns what to say."""
    now, actor, reason = clock.now(), present_actor(), form.reason.data or ""
    if deed == "return":
        reviewing.return_registration(registration, reason, now=now, actor=actor, turn=form.seen)
        return str(_("%(name)s is asked for changes.", name=registration.name))
    if deed == "decline":
        decisions.decline_registration(registration, reason, now=now, actor=actor, turn=form.seen)
        return str(_("%(name)s is declined and told why.", name=registration.name))
    decisions.approve_registration(registration, now=now, actor=actor, reason=reason, turn=form.seen)
    if registration.state == "approved":
        return str(_("%(name)s is confirmed.", name=registration.name))
    return str(_("%(name)s is approved at this stage and goes on to the next.", name=registration.name))


def _registration(number: int) -> Registration:
    """A registration the present colleague may see: because they see all, or because a stage of it is theirs."""
    registration = queries.get_registration(event_of_route().id, number)
    if not may(Permission.SEE_REGISTRATIONS, event_of_route()) and not may_see(registration, _decider()):
        abort(404)
    return registration


def _decider() -> Decider:
    granted = access().for_event(event_of_route())
    return Decider(current_user.id, frozenset(each.value for each in granted))


def _next_address(registration: Registration) -> str:
    """Where one goes on after a decision: the next case, else the list."""
    _before, after, _count = neighbours(review_queries.list_reviews(present_reviewing()), registration)
    if after is None:
        return url_for(".index")
    return url_for(".show", event_slug=after.event.slug, number=after.number)


def _page(registration: Registration, form: VerdictForm) -> str:
    event = event_of_route()
    zone = ZoneInfo(current_user.time_zone or event.time_zone)
    view: CaseView = case_view(registration, _decider(), zone=zone, now=clock.now())
    form.turn.data = str(view.turn)
    mine = review_queries.list_reviews(present_reviewing())
    before, after, count = neighbours(mine, registration)
    return render_template(
        "organiser/reviews/show.html",
        event=event,
        registration=registration,
        view=view,
        form=form,
        assign_form=_assign_form(view) if may(Permission.DECIDE_REGISTRATIONS, event) else None,
        before=before,
        after=after,
        waiting_said=ngettext("%(num)s waits for you", "%(num)s wait for you", count),
        may_see_all=may(Permission.SEE_REGISTRATIONS, event),
        zone=zone,
    )


def _assign_form(view: CaseView) -> AssignForm | None:
    if not view.possible:
        return None
    form = AssignForm(formdata=None, data={"reviewer": str(view.assignee_id or "")})
    choices = [(str(user_id), name) for user_id, name in view.possible.items()]
    form.reviewer.choices = choices_of(choices if view.assignee_id else [("", "–"), *choices])
    return form
