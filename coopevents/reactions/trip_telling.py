"""What is written about trips: to travellers, to whoever sent them, and to whoever answers for late reports.

A message that holds a traveller's secret link belongs to no unit, so that nobody but its reader sees it in an outbox.
"""

from datetime import datetime
from typing import Any

from coopevents import config, links
from coopevents.accounts.models import User
from coopevents.facts import Subject
from coopevents.i18n import _, date_range_text, date_text, force_locale, localized
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.mobility import answering, queries, report_dates, reporting
from coopevents.mobility.facts import (
    ReportRequested,
    ReportsAreLate,
    TravellerAdded,
    TravellerBroughtBack,
    TripApproved,
    TripCancelled,
    TripFact,
    TripRefused,
    TripReturned,
)
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.recording import day_of, subject_of
from coopevents.mobility.states import GOING, TripState
from coopevents.mobility.tokens import traveller_token
from coopevents.text import LANGUAGES, full_name

OUTCOMES: dict[type[TripFact], str] = {
    TripApproved: "approved",
    TripReturned: "returned",
    TripRefused: "refused",
}


def tell_who_asked(fact: TripApproved | TripReturned | TripRefused) -> None:
    """Say what was decided, and why, to whoever looks after the trip and did not decide it."""
    trip = queries.get_trip(fact.subject.id)
    reason = str(fact.changes.get("reason", ("", ""))[1])
    for user in answering.people_for(trip):
        if fact.actor.kind != "user" or fact.actor.id != user.id:
            _write_to_user("trip_decided", trip, user, fact.at, outcome=OUTCOMES[type(fact)], reason=reason)


def tell_travellers(fact: TripApproved) -> None:
    """Say to everybody who travels that they may, with their own link."""
    for each in _going(queries.get_trip(fact.subject.id)):
        _write_to_traveller("trip_approved", each, fact.at, has_link=True)


def tell_late_comer(fact: TravellerAdded | TravellerBroughtBack) -> None:
    """Say to somebody who joins an approved trip that they may travel."""
    traveller = queries.get_traveller(fact.subject.id, fact.traveller_id)
    if traveller.trip.state is TripState.APPROVED:
        _write_to_traveller("trip_approved", traveller, fact.at, has_link=True)


def tell_who_stays(fact: TripCancelled) -> None:
    """Say to everybody who had been told to travel that the trip is off, and why."""
    if TripState(fact.changes["state"][0]) in GOING:
        trip = queries.get_trip(fact.subject.id)
        for each in _going(trip):
            _write_to_traveller("trip_cancelled", each, fact.at, reason=trip.reason)


def ask_for_report(fact: ReportRequested) -> None:
    """Remind one traveller of the report, with the link to hand it in."""
    traveller = queries.get_traveller(fact.subject.id, fact.traveller_id)
    due_on = traveller.report_due_on
    if due_on is not None:
        with force_locale(_language(traveller)):
            day = date_text(due_on)
        is_late = due_on < day_of(fact.at)
        _write_to_traveller("trip_report_due", traveller, fact.at, has_link=True, due_on=day, is_late=is_late)


def tell_of_late_reports(fact: ReportsAreLate) -> None:
    """Tell who answers for the trip whose reports are late; the unit's lead too once they are very late."""
    trip, today = queries.get_trip(fact.subject.id), day_of(fact.at)
    late = [each for each in reporting.owing(trip) if each.report_due_on is not None and each.report_due_on < today]
    rises = any(report_dates.concerns_lead(each.report_due_on, today) for each in late if each.report_due_on)
    for user in answering.people_for(trip, rises=rises):
        with force_locale(_language_of(user)):
            owed = [(_name(each), date_text(each.report_due_on)) for each in late if each.report_due_on]
        _write_to_user("trip_reports_late", trip, user, fact.at, owed=owed)


def _write_to_traveller(kind: str, traveller: Traveller, at: datetime, *, has_link: bool = False, **said: Any) -> None:
    trip, language, name = traveller.trip, _language(traveller), _name(traveller)
    if not traveller.email:
        return
    if has_link:
        with force_locale(language):
            said["button_label"] = _("Hand in my report") if traveller.report_due_on else _("Open my trip")
        said["button_url"] = links.address_of("guest_trip.show", token=traveller_token(traveller))
    subject, text, html = templates.fill(kind, language, name=name, **_said_of(trip, language), **said)
    message = Message(
        kind=kind,
        to_email=traveller.email,
        to_name=name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=Subject("traveller", traveller.id),
        unit_id=None if has_link else trip.unit_id,
    )
    mail.queue_message(message, key=f"{kind}-{traveller.id}-{int(at.timestamp())}", now=at)


def _write_to_user(kind: str, trip: Trip, user: User, at: datetime, **values: Any) -> None:
    language = _language_of(user)
    with force_locale(language):
        label = _("Open the trip")
    url = links.address_of("organiser_trips.show", trip_id=trip.id)
    said = {**_said_of(trip, language), **values}
    subject, text, html = templates.fill(
        kind, language, name=user.name, button_label=label, button_url=url, number=trip.number, **said
    )
    message = Message(
        kind=kind,
        to_email=user.email,
        to_name=user.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_of(trip),
        unit_id=trip.unit_id,
    )
    mail.queue_message(message, key=f"{kind}-{trip.id}-{user.id}-{int(at.timestamp())}", now=at)


def _said_of(trip: Trip, language: str) -> dict[str, str]:
    with force_locale(language):
        host = localized(trip.institution.name) if trip.institution else trip.host
        return {"title": trip.title, "host": host, "days": date_range_text(trip.starts_on, trip.ends_on)}


def _going(trip: Trip) -> list[Traveller]:
    return [each for each in trip.travellers if not each.is_withdrawn]


def _name(traveller: Traveller) -> str:
    return full_name(traveller.given_name, traveller.family_name) or traveller.original_name


def _language(traveller: Traveller) -> str:
    return traveller.language if traveller.language in LANGUAGES else LANGUAGES[0]


def _language_of(user: User) -> str:
    return user.language or config.in_force().default_language
