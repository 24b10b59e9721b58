"""Signing ceremonies at the desk: the list, planning one, its overview, changing and cancelling it."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Length

from coopevents import clock, links, unit_of_work
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.agreements.models import Agreement
from coopevents.agreements.words import STATES as AGREEMENT_STATES
from coopevents.agreements.words import TONES as AGREEMENT_TONES
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.organiser.agreement_door import present_reader
from coopevents.blueprints.organiser.ceremony_door import done, open_to, own, page, seen, zone_of
from coopevents.blueprints.organiser.ceremony_forms import CeremonyForm, PlanForm
from coopevents.ceremonies import changing, planning, queries, running
from coopevents.ceremonies.cueing import as_lines, lines_of
from coopevents.ceremonies.details import PlannedCeremony
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.run_of_show import over_run
from coopevents.ceremonies.states import ShowTemplate
from coopevents.ceremonies.words import LEVELS, STATES, TONES
from coopevents.config import in_force
from coopevents.events import queries as events
from coopevents.i18n import _, _l, localized, short_day_text, time_text
from coopevents.places import queries as places
from coopevents.places.models import Place
from coopevents.refusals import Refusal
from coopevents.schedule import queries as schedules
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.survey import survey_of

ceremonies = Blueprint("organiser_ceremonies", __name__)


class CancelForm(Form):
    """Why it does not take place."""

    reason = LongTextField(_l("Why it does not take place"), [Length(max=500)])


@ceremonies.get("/desk/ceremonies")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The ceremonies of the units one may see, but those in which something is signed that one may not know of."""
    reader = present_reader()
    found = [each for each in queries.list_ceremonies(access().units(Permission.SEE_UNIT)) if open_to(reader, each)]
    known = places.map_places(each.activity.place_id for each in found)
    zone = ZoneInfo(in_force().default_time_zone)
    now = clock.now()
    coming = sorted((each for each in found if each.activity.ends_at >= now), key=lambda each: each.activity.starts_at)
    return render_template(
        "organiser/ceremonies/index.html",
        coming=coming,
        past=[each for each in found if each.activity.ends_at < now],
        places=known,
        zone=zone,
        states=STATES,
        tones=TONES,
        may_plan=may(Permission.EDIT_CEREMONIES),
    )


@ceremonies.route("/desk/ceremonies/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def create() -> ResponseReturnValue:
    """Plan a ceremony for agreements that are approved for signature."""
    signable = queries.list_signable(access().units(Permission.EDIT_CEREMONIES))
    form = PlanForm(agreements=request.args.getlist("agreement", type=int)) if request.method == "GET" else PlanForm()
    _offer(form, signable)
    if form.is_sent and form.validate():
        try:
            ceremony_id = _planned(form, signable)
            return redirect(url_for(".show", ceremony_id=ceremony_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            signable = queries.list_signable(access().units(Permission.EDIT_CEREMONIES))
    return render_template("organiser/ceremonies/new.html", form=form, signable=signable), form.status


@ceremonies.get("/desk/ceremonies/<int:ceremony_id>")
@requires(Permission.SEE_UNIT)
def show(ceremony_id: int) -> ResponseReturnValue:
    """Everything about a ceremony in one view."""
    ceremony = seen(ceremony_id)
    activity, zone = ceremony.activity, zone_of(ceremony)
    available = int((activity.ends_at - activity.starts_at).total_seconds())
    event = events.find_event_by_schedule(activity.schedule_id)
    address = links.address_of("onsite_ceremony.show", token=running.live_token(ceremony))
    return page(
        "organiser/ceremonies/show.html",
        ceremony,
        clashes=_clashes(ceremony),
        event=event,
        place=places.find_place(activity.place_id) if activity.place_id else None,
        levels=LEVELS,
        agreement_states=AGREEMENT_STATES,
        agreement_tones=AGREEMENT_TONES,
        over=over_run(as_lines(lines_of(ceremony)), available),
        lines=len(lines_of(ceremony)),
        address=address,
        qr=qr_svg(address),
        entries=tell(audit.list_about("ceremony", ceremony.id), zone),
    )


@ceremonies.route("/desk/ceremonies/<int:ceremony_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def edit(ceremony_id: int) -> ResponseReturnValue:
    """Change when and where it is and what is said of it; the programme follows."""
    ceremony = own(ceremony_id)
    form = CeremonyForm() if request.method == "POST" else CeremonyForm.showing(ceremony, zone_of(ceremony))
    form.offer_places(_places(ceremony.unit_id), _place(ceremony))
    if form.is_sent and form.validate():
        try:
            zone = schedules.get_schedule(ceremony.activity.schedule_id).time_zone
            version = (
                int(form.version.data)
                if (form.version.data or "").isascii() and (form.version.data or "").isdigit()
                else None
            )
            changing.change_all(
                ceremony, form.to_details(), form.to_activity(zone), expected_version=version,
                now=clock.now(), actor=present_actor(),
            )  # fmt: skip
            unit_of_work.commit()
            flash(_("The ceremony is saved."), "success")
            return redirect(url_for(".show", ceremony_id=ceremony_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            ceremony = own(ceremony_id)
    return page("organiser/ceremonies/edit.html", ceremony, form=form), form.status


@ceremonies.route("/desk/ceremonies/<int:ceremony_id>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def cancel(ceremony_id: int) -> ResponseReturnValue:
    """It does not take place; what was to be signed waits again, and whoever is concerned is told."""
    ceremony, form = own(ceremony_id), CancelForm()
    if form.is_sent and form.validate():
        try:
            changing.cancel(ceremony, form.reason.data or "", now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The ceremony is cancelled. Its agreements wait again to be signed."), "success")
            return redirect(url_for(".show", ceremony_id=ceremony_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            ceremony = own(ceremony_id)
    return page("organiser/ceremonies/cancel.html", ceremony, form=form), form.status


@ceremonies.post("/desk/ceremonies/<int:ceremony_id>/reopen")
@requires(Permission.EDIT_CEREMONIES)
def reopen(ceremony_id: int) -> ResponseReturnValue:
    """It takes place after all."""
    ceremony = own(ceremony_id)
    return done(
        ceremony, lambda **said: changing.reopen(ceremony, **said), _("The ceremony takes place after all."), ".show"
    )


@ceremonies.post("/desk/ceremonies/<int:ceremony_id>/agreements")
@requires(Permission.EDIT_CEREMONIES)
def change_agreements(ceremony_id: int) -> ResponseReturnValue:
    """Let one more agreement be signed in it, or one of them not."""
    ceremony = own(ceremony_id)
    number = request.form.get("agreement", type=int) or 0
    if request.form.get("verb") == "drop":
        words = _("The agreement is not signed in this ceremony; it waits again.")
        return done(ceremony, lambda **said: planning.drop_agreement(ceremony, number, **said), words, ".show")
    signable = {each.id: each for each in queries.list_signable(access().units(Permission.EDIT_CEREMONIES))}
    if number not in signable:
        abort(404)
    words = _("The agreement is signed in this ceremony.")
    return done(ceremony, lambda **said: planning.add_agreement(ceremony, signable[number], **said), words, ".show")


@ceremonies.post("/desk/ceremonies/<int:ceremony_id>/links")
@requires(Permission.EDIT_CEREMONIES)
def replace_links(ceremony_id: int) -> ResponseReturnValue:
    """Make older links of tablets worthless."""
    ceremony = own(ceremony_id)
    words = _("Older links are worthless; the new one works.")
    return done(ceremony, lambda **said: planning.replace_links(ceremony, **said), words, ".show")


def _planned(form: PlanForm, signable: list[Agreement]) -> int:
    chosen = [each for each in signable if each.id in set(form.agreements.data or [])]
    unit_id = chosen[0].unit_id if chosen else next(iter(access().units(Permission.EDIT_CEREMONIES)))
    ensure_unit(unit_id, Permission.EDIT_CEREMONIES)
    kind, _dash, number = (form.activity.data or "").partition("-")
    offered = {each.value for each in form.activity.choices or []}
    if form.activity.data not in offered:
        kind, number = "own", ""
    default = in_force().default_time_zone
    on = events.get_event(int(number)).schedule if kind == "event" else None
    zone = on.time_zone if on is not None else default
    planned = PlannedCeremony(
        unit_id=unit_id,
        agreement_ids=tuple(each.id for each in chosen),
        details=form.to_details(),
        template=ShowTemplate(form.template.data),
        activity_id=int(number) if kind == "activity" else None,
        new_activity=None if kind == "activity" else form.to_activity(zone, on.id if on is not None else None),
    )
    ceremony_id = planning.plan_ceremony(planned, time_zone=default, now=clock.now(), actor=present_actor()).id
    unit_of_work.commit()
    flash(_("The ceremony is planned, with a run of show and a kit to go on from."), "success")
    return ceremony_id


def _offer(form: PlanForm, signable: list[Agreement]) -> None:
    """Let agreements be chosen, and where the ceremony stands: own calendar, a programme, an activity there already."""
    units = access().units(Permission.EDIT_CEREMONIES)
    now = clock.now()
    gatherings = [each for each in events.list_events_of(units, ()) if each.ends_on >= now.date()]
    by_schedule = {each.schedule_id: each for each in gatherings}
    offered = [("own", str(_("On our own calendar, outside any event")))]
    offered += [
        (f"event-{each.id}", str(_("New, on the programme of %(event)s", event=localized(each.title))))
        for each in gatherings
    ]
    for each in queries.list_free_activities(list(by_schedule), since=now):
        zone = ZoneInfo(by_schedule[each.schedule_id].time_zone)
        when = f"{short_day_text(each.starts_at, zone)} {time_text(each.starts_at, zone)}"
        offered.append((f"activity-{each.id}", f"{localized(each.title)} · {when}"))
    form.offer(signable, offered)
    reach = {above for unit_id in units for above in lineage(unit_id, access().parents)}
    form.offer_places(places.list_places(reach))


def _places(unit_id: int) -> list[Place]:
    return places.list_places(lineage(unit_id, access().parents))


def _place(ceremony: Ceremony) -> Place | None:
    return places.find_place(ceremony.activity.place_id) if ceremony.activity.place_id else None


def _clashes(ceremony: Ceremony) -> list[tuple[str, str]]:
    """What the ceremony's activity clashes with, as severity and sentence."""
    schedule = schedules.get_schedule(ceremony.activity.schedule_id)
    units = lineage(ceremony.unit_id, access().parents)
    survey = survey_of(schedule, place_unit_ids=units, visible_unit_ids=access().units(Permission.SEE_UNIT))
    found = survey.open_clashes_of(ceremony.activity_id)
    return [(each.severity.value, sentence_of(each, survey)) for each in found]
