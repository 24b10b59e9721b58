"""A guest's own page: the place, the agenda, changes, and a way out. Whoever has the link may enter."""

from zoneinfo import ZoneInfo

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Length

from coopevents import clock, links, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.guest.agenda import AgendaDay, days_of
from coopevents.blueprints.guest.booking_view import bookings_shown
from coopevents.blueprints.guest.door import acting_guest, place, registration_of
from coopevents.blueprints.guest.later import later_of
from coopevents.blueprints.guest.papers_view import papers_of_guest
from coopevents.blueprints.guest.place_offers import waiting_of
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.guest.tours_view import booked_uids, tours_of_guest
from coopevents.blueprints.guest_forms import ChangeForm
from coopevents.calendars import invitation
from coopevents.facts import Subject
from coopevents.forms import queries as forms
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import _, _l, current_language
from coopevents.refusals import Refusal
from coopevents.registration import agendas, companions, group_queries, guests, queries, service, tokens
from coopevents.registration.calendar import entry_for_event
from coopevents.registration.models import Registration
from coopevents.registration.rules import ensure_changes_are_open, may_become
from coopevents.registration.states import IS_LIVE, RegistrationState
from coopevents.registration.words import STATE_NAMES, STATE_TONES
from coopevents.schedule.releases import ReleasedProgramme


class WithdrawForm(Form):
    """Why somebody does not come, if they like to say."""

    reason = LongTextField(
        _l("Reason"),
        description=_l("Only the organisers read it."),
        validators=[Length(max=1000)],
        render_kw={"rows": 3},
    )


@place.get("/r/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """Where the guest stands, and everything that can be done about it."""
    registration = registration_of(token)
    programme = agendas.find_programme(registration)
    picked = queries.list_picks(registration.id)
    return render_template(
        "guest/place/show.html",
        days=_days_of_agenda(registration, programme, picked | booked_uids(registration)),
        **tours_of_guest(registration),
        has_programme=programme is not None and bool(programme.shown),
        qr=qr_svg(registration.reference),
        **waiting_of(registration),
        **later_of(registration),
        **papers_of_guest(registration),
        company=group_queries.group_of(registration),
        is_welcome=request.args.get("welcome") == "1",
        why_closed=_why_closed(registration),
        has_badge=registration.state in {RegistrationState.APPROVED, RegistrationState.CHECKED_IN},
        feed_url=links.address_of("feeds_calendars.agenda", token=tokens.agenda_token(registration)),
        may_withdraw=may_become(registration.state, RegistrationState.WITHDRAWN),
        **frame(registration, token),
    )


@place.route("/r/<token>/edit", methods=["GET", "POST"])
@by_token
def edit(token: str) -> ResponseReturnValue:
    """Change what one wrote."""
    registration = registration_of(token)
    if registration.state not in IS_LIVE or _why_closed(registration):
        return redirect(url_for("guest_place.show", token=token, _anchor="wrote"))
    form = ChangeForm.showing(registration)
    if form.is_sent and form.hand_in(now=clock.now()):
        unit_of_work.commit()
    if form.is_sent and form.validate():
        try:
            details = form.to_details(registration)
            now, actor = clock.now(), acting_guest(registration)
            service.change_registration(registration, details, now=now, actor=actor)
            if "companion_count" in form:
                companions.bring(registration, form.brings, now=now, actor=actor)
            unit_of_work.commit()
            flash(_("Your changes are saved."), "success")
            return redirect(url_for("guest_place.show", token=token))
        except AnswersAreIncomplete as refusal:
            unit_of_work.discard()
            form.show_answer_errors(refusal.errors)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        registration = registration_of(token)
    institutions = guests.list_institution_names(registration.event)
    page = render_template("guest/place/edit.html", form=form, institutions=institutions, **frame(registration, token))
    return page, form.status


@place.route("/r/<token>/withdraw", methods=["GET", "POST"])
@by_token
def withdraw(token: str) -> ResponseReturnValue:
    """Ask whether it is meant, then free the place; who has left already is shown so."""
    registration = registration_of(token)
    if not may_become(registration.state, RegistrationState.WITHDRAWN):
        return redirect(url_for("guest_place.show", token=token))
    form = WithdrawForm()
    if form.is_sent and form.validate():
        now = clock.now()
        service.withdraw_registration(registration, form.reason.data or "", now=now, actor=acting_guest(registration))
        unit_of_work.commit()
        return redirect(url_for("guest_place.show", token=token))
    page = render_template("guest/place/withdraw.html", form=form, **frame(registration, token))
    return page, 422 if form.is_sent else 200


@place.post("/r/<token>/calendar-address")
@by_token
def rotate(token: str) -> ResponseReturnValue:
    """Give the personal calendar a new address."""
    registration = registration_of(token)
    service.rotate_agenda(registration, now=clock.now(), actor=acting_guest(registration))
    unit_of_work.commit()
    flash(_("Your calendar has a new address. The old one no longer works: subscribe once more."), "success")
    return redirect(url_for("guest_place.show", token=token, _anchor="calendar"))


@place.get("/r/<token>/event.ics")
@by_token
def calendar(token: str) -> ResponseReturnValue:
    """The event as a file for a calendar."""
    event = registration_of(token).event
    url = links.address_of("public_events.show", event_slug=event.slug)
    entry = entry_for_event(event, language=current_language(), host=links.host(), url=url)
    body = invitation.single_entry(entry, time_zone=event.time_zone)
    return Response(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{event.slug}.ics"'},
    )


def _why_closed(registration: Registration) -> str:
    """Why nothing can be changed any more; empty while it can."""
    until, zone = registration.form.changes_until, ZoneInfo(registration.event.time_zone)
    try:
        ensure_changes_are_open(until, registration.state, now=clock.now(), zone=zone)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _days_of_agenda(
    registration: Registration, programme: ReleasedProgramme | None, picked: frozenset[str]
) -> list[AgendaDay]:
    if programme is None or not picked:
        return []
    bookings = bookings_shown(registration, clock.now())
    return days_of(programme, current_language(), picked=picked, bookings=bookings, only_picked=True)


def frame(registration: Registration, token: str) -> dict[str, object]:
    """What every page of a guest needs."""
    answers = forms.find_answers(Subject("registration", registration.id))
    event = registration.event
    return {
        **event_frame(event, place_url=url_for("guest_place.show", token=token)),
        "registration": registration,
        "token": token,
        "zone": ZoneInfo(event.time_zone),
        "answers": answers,
        "is_live": registration.state in IS_LIVE,
        "state_name": STATE_NAMES[registration.state],
        "state_tone": STATE_TONES[registration.state],
    }
