"""The page of one trip: how far it is, what comes next, who travels, what was decided."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as approving
from coopevents.approvals.deciders import decider_of, permission_of
from coopevents.approvals.models import CaseState, Verdict
from coopevents.approvals.rules import NotForYou
from coopevents.audit import queries as audit
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.decision_lines import lines_of, stage_name
from coopevents.blueprints.organiser.review_view import due_words
from coopevents.blueprints.organiser.trip_door import page, seen, trips, zone_of_office
from coopevents.i18n import _, _l, country_name, localized, ngettext
from coopevents.mobility import reporting, turning, words
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.recording import day_of, subject_of
from coopevents.mobility.states import TripState as S
from coopevents.refusals import Refusal

STEPS = (_l("Planning"), _l("Decision"), _l("Approved"), _l("Away"), _l("Reports"))
POSITIONS = {S.PLANNED: 1, S.SUBMITTED: 2, S.APPROVED: 3, S.TRAVELLING: 4, S.RETURNED: 5, S.REPORTED: 5}
DOORS = {
    Permission.APPROVE_FOR_UNIT.value: "organiser_trips.decide_for_unit",
    Permission.APPROVE_FOR_OFFICE.value: "organiser_trips.decide_for_office",
}


@dataclass(frozen=True)
class ReportLine:
    """How the report of one traveller stands."""

    traveller: Traveller
    word: str
    tone: str
    is_owed: bool


@trips.get("/desk/trips/<int:trip_id>")
@requires(Permission.SEE_UNIT)
def show(trip_id: int) -> ResponseReturnValue:
    """One trip: how far it is, what comes next, and everything said of it."""
    return page_of(seen(trip_id))


def page_of(trip: Trip, *, decision: DecisionForm | None = None) -> str:
    """The page; with the form of a decision that was sent and has something to correct."""
    units = {unit.id: localized(unit.name) for unit in accounts.list_units()}
    officer = accounts.list_users_with_grants([trip.officer_id]) if trip.officer_id else []
    lines = [_report_line(each) for each in trip.travellers]
    title, text = _next(trip)
    return page(
        "organiser/trips/show.html",
        trip,
        next_title=title,
        next_text=text,
        steps=[str(each) for each in STEPS],
        position=POSITIONS.get(trip.state),
        lines=lines,
        going=sum(not each.is_withdrawn for each in trip.travellers),
        owing=[each for each in lines if each.is_owed],
        about=_about(trip),
        officer=officer[0].name if officer else "",
        unit_name=units.get(trip.unit_id, ""),
        institution_url=url_for("organiser_partners.show", institution_id=trip.institution_id)
        if trip.institution_id
        else "",
        entries=tell(audit.list_about("trip", trip.id), zone_of_office()),
        **_deciding(trip, decision),
    )


def _about(trip: Trip) -> list[tuple[Any, Any]]:
    return [
        (_("Purpose"), words.PURPOSES[trip.purpose]),
        (_("Invited"), _("By the host") if trip.is_invited else _("Not invited")),
        (_("Country or region"), country_name(trip.country)),
        (_("Programme with partners"), localized(trip.programme.name) if trip.programme else ""),
        (_("Who pays"), trip.funding),
        (_("What it costs us"), trip.cost),
        (_("Note for colleagues"), trip.note),
    ]


def _next(trip: Trip) -> tuple[str, str]:
    """What comes next, in a title and a text."""
    owed = len(reporting.owing(trip))
    titles = {
        S.PLANNED: (_("Name who travels, then submit it"), _("The unit decides first, then the office.")),
        S.SUBMITTED: (_("It is being decided"), _("Whoever decides finds it on their first page.")),
        S.APPROVED: (_("They may travel"), _("It begins by itself on the first day. Each has a page of their own.")),
        S.TRAVELLING: (_("They are away"), _("The day after the last one, everybody owes a report.")),
        S.RETURNED: (
            ngettext("%(num)s report is still to come", "%(num)s reports are still to come", owed),
            _("Reminders go out by themselves: a week before the day, on the day, then every week."),
        ),
        S.REPORTED: (_("All reports are in"), ""),
        S.REFUSED: (_("The trip was refused"), trip.reason),
        S.CANCELLED: (_("The trip was called off"), trip.reason),
    }
    title, text = titles[trip.state]
    if trip.state is S.PLANNED and any(not each.is_withdrawn for each in trip.travellers):
        title = _("Submit it when it is complete")
    return str(title), str(text)


def _report_line(each: Traveller) -> ReportLine:
    if each.is_withdrawn:
        return ReportLine(each, str(_("Does not travel")), "neutral", False)
    if each.reported_at is not None:
        return ReportLine(each, str(_("Report in")), "good", False)
    if each.report_due_on is None:
        return ReportLine(each, "", "neutral", False)
    is_late = each.report_due_on < day_of(clock.now())
    return ReportLine(each, str(_("Report late") if is_late else _("Report due")), _tone(is_late), True)


def _tone(is_late: bool) -> str:
    return "trouble" if is_late else "attention"


def _deciding(trip: Trip, form: DecisionForm | None) -> dict[str, Any]:
    """Who decides now, whether the reader may, and what was decided so far."""
    cases = approvals.list_cases(subject_of(trip))
    said: dict[str, Any] = {"decisions": lines_of(cases), "decision_form": None, "decision_refusal": "", "due": {}}
    case = turning.find_case(trip)
    if case is None or trip.state is not S.SUBMITTED or case.state is not CaseState.OPEN:
        return said
    said |= {"stage": stage_name(case, case.stage), "due": due_words(case, now=clock.now(), zone=zone_of_office())}
    decider = decider_of(present_actor(), trip.unit_id)
    try:
        approving.ensure_may_decide(case, Verdict.APPROVE, decider=decider)
    except NotForYou:
        return said
    except Refusal as refusal:
        return {**said, "decision_refusal": str(refusal)}
    form = form or DecisionForm(formdata=None)
    form.turn.data = str(case.turn)
    return {**said, "decision_form": form, "decision_door": DOORS.get(permission_of(case), DOORS["approve_for_office"])}
