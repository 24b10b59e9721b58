"""Doors to what came of a visit: minutes and attendance line by line, outcomes, follow-ups until they are done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField
from wtforms.validators import Length, Optional

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.delegation_door import (
    acting,
    colleagues_of,
    done,
    own,
    page,
    seen,
    visitor_of,
    zone_of_office,
)
from coopevents.blueprints.organiser.delegation_feedback_view import feedback_said
from coopevents.blueprints.organiser.delegation_report_view import grown_said, report_said
from coopevents.blueprints.organiser.delegation_thanks_view import thanks_said
from coopevents.blueprints.organiser.itinerary_forms import name_of
from coopevents.delegations import delegate_queries, itinerary_queries, photo_queries, result_queries, results
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.result_models import ResultKind, VisitResult
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal
from coopevents.schedule.states import ActivityState

after = Blueprint("organiser_delegation_after", __name__)
OUTCOME, FOLLOW_UP = "outcome-", "follow-up-"
AHEAD = timedelta(days=7)
"""A follow-up that is due so soon stands on the first page."""


class OutcomeForm(Form):
    """Something that came of it."""

    text = OneLineField(_l("What came of it"), [Length(max=1000)])


class FollowUpForm(Form):
    """Something to be done."""

    text = OneLineField(_l("What is to be done"), [Length(max=1000)])
    owner = SelectField(_l("By whom"), default="", validate_choice=False)
    due_on = DateField(_l("Until"), [Optional()])


class MinutesForm(Form):
    """What was said in a meeting."""

    text = LongTextField(_l("Minutes"), [Length(max=20_000)], render_kw={"rows": 4})


@dataclass(frozen=True)
class Meeting:
    """A line that has begun, with its minutes and who of its guests came."""

    item: ItineraryItem
    minutes: str
    guests: tuple[tuple[Delegate, bool], ...]


@after.get("/desk/delegations/<int:delegation_id>/after")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """Meeting by meeting, then what came of it, then what follows."""
    return page_of(seen(delegation_id))


@after.post("/desk/delegations/<int:delegation_id>/after/lines/<int:line_id>")
@requires(Permission.EDIT_DELEGATIONS)
def write_minutes(delegation_id: int, line_id: int) -> ResponseReturnValue:
    """Keep the minutes of a line, and who came."""
    delegation, form = own(delegation_id), MinutesForm()
    item = itinerary_queries.get_item(delegation_id, line_id)
    if not form.validate():
        return page_of(delegation), 422
    guests = itinerary_queries.map_guests(delegation).get(item.activity_id, frozenset())
    people = {each.id: each.person_id for each in delegate_queries.list_delegates(delegation_id) if each.id in guests}
    ticked = {
        int(each) for each in request.form.getlist("came") if each.isascii() and each.isdigit() and len(each) < 10
    }
    came = [person_id for number, person_id in people.items() if number in ticked]
    return done(
        delegation,
        lambda **who: results.write_minutes(item, form.text.data or "", came, list(people.values()), **who),
        _("Saved."),
        "organiser_delegation_after.index",
    )


@after.post("/desk/delegations/<int:delegation_id>/after/outcomes")
@requires(Permission.EDIT_DELEGATIONS)
def add_outcome(delegation_id: int) -> ResponseReturnValue:
    """Write down an outcome."""
    delegation, form = own(delegation_id), OutcomeForm(prefix=OUTCOME)
    return _added(delegation, form, lambda: results.add_outcome(delegation, form.text.data or "", **acting()))


@after.post("/desk/delegations/<int:delegation_id>/after/follow-ups")
@requires(Permission.EDIT_DELEGATIONS)
def add_follow_up(delegation_id: int) -> ResponseReturnValue:
    """Write down what follows, who sees to it, and until when."""
    delegation, form = own(delegation_id), FollowUpForm(prefix=FOLLOW_UP)
    form.owner.choices = choices_of(_colleagues(delegation))
    owner = form.owner.data if form.owner.data in {each.value for each in form.owner.choices} else ""
    return _added(
        delegation,
        form,
        lambda: results.add_follow_up(
            delegation,
            form.text.data or "",
            owner_id=int(owner) if owner else None,
            due_on=form.due_on.data,
            **acting(),
        ),
    )


@after.post("/desk/delegations/<int:delegation_id>/after/results/<int:result_id>/<any('done', 'open', 'remove'):fate>")
@requires(Permission.EDIT_DELEGATIONS)
def settle(delegation_id: int, result_id: int, fate: str) -> ResponseReturnValue:
    """A follow-up is done, or open again; what was written by mistake is removed."""
    delegation = own(delegation_id)
    result = result_queries.get_result(delegation_id, result_id)
    deed: Callable[..., None] = (
        (lambda **who: results.remove(result, **who))
        if fate == "remove"
        else (lambda **who: results.settle(result, fate == "done", **who))
    )
    return done(delegation, deed, _("Saved."), "organiser_delegation_after.index")


def _added(delegation: Delegation, form: Form, deed: Callable[[], object]) -> ResponseReturnValue:
    delegation_id = delegation.id
    if form.validate():
        try:
            deed()
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            return redirect(url_for(".index", delegation_id=delegation_id))
    return page_of(seen(delegation_id), form), 422


def page_of(delegation: Delegation, form: Form | None = None) -> str:
    """The page; with the form that was sent and has something to correct."""
    found = result_queries.list_results(delegation.id)
    outcome = form if isinstance(form, OutcomeForm) else OutcomeForm(formdata=None, prefix=OUTCOME)
    follow_up = form if isinstance(form, FollowUpForm) else FollowUpForm(formdata=None, prefix=FOLLOW_UP)
    colleagues = _colleagues(delegation)
    follow_up.owner.choices = choices_of(colleagues)
    return page(
        "organiser/delegations/after.html",
        delegation,
        meetings=_meetings(delegation, found),
        outcomes=[each for each in found if each.kind is ResultKind.OUTCOME],
        follow_ups=sorted(
            (each for each in found if each.kind is ResultKind.FOLLOW_UP),
            key=lambda each: (each.done_at is not None, each.due_on, each.id),
        ),
        outcome=outcome,
        follow_up=follow_up,
        names=dict(colleagues),
        name_of=name_of,
        photos=photo_queries.list_photos(delegation.id),
        may_write=Permission.EDIT_DELEGATIONS in access().for_unit(delegation.unit_id),
        **report_said(delegation, form if isinstance(form, DecisionForm) else None),
        **grown_said(delegation),
        **thanks_said(delegation),
        **feedback_said(delegation),
    )


def _meetings(delegation: Delegation, found: list[VisitResult]) -> list[Meeting]:
    minutes = {each.activity_id: each.text for each in found if each.kind is ResultKind.MINUTES}
    attended = itinerary_queries.map_attendance(delegation.id)
    taking_part = itinerary_queries.map_guests(delegation)
    delegates = delegate_queries.list_delegates(delegation.id, is_coming=True)
    now = acting()["now"]
    return [
        Meeting(
            each,
            minutes.get(each.activity_id, ""),
            tuple(
                (guest, guest.id in attended.get(each.activity.uid, frozenset()))
                for guest in delegates
                if guest.id in taking_part.get(each.activity_id, frozenset())
            ),
        )
        for each in itinerary_queries.list_items(delegation.id)
        if each.activity.starts_at <= now and each.activity.state is not ActivityState.CANCELLED
    ]


def _colleagues(delegation: Delegation) -> list[tuple[str, str]]:
    known = colleagues_of(delegation).items()
    return [("", str(_("Nobody yet"))), *((str(number), name) for number, name in known)]


def visit_follow_up_lines(when: Callable[[datetime], str], now: datetime) -> list[tuple[datetime, dict[str, object]]]:
    """(when it hurts, line) of the reader's own follow-ups of visits and of nobody's, for the first page."""
    today = now.astimezone(zone_of_office()).date()
    units = access().units(Permission.EDIT_DELEGATIONS)
    lines = []
    for each in result_queries.list_open_for(access().user_id, units, today + AHEAD) if units else []:
        due_on = each.due_on or today
        moment = datetime.combine(due_on, time(9), zone_of_office()).astimezone(UTC)
        line: dict[str, object] = {
            "what": each.text[:90],
            "why": f"{visitor_of(each.delegation)} · {each.delegation.number}",
            "url": url_for("organiser_delegation_after.index", delegation_id=each.delegation_id, _anchor="follow-ups"),
            "when": str(_("overdue")) if due_on < today else when(moment),
            "tone": "trouble" if due_on < today else None,
        }
        lines.append((moment, line))
    return lines
