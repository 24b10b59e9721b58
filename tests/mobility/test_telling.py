"""What is written about trips, to whom, and each once: decisions, the way to one's own page, reminders of reports."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from threading import Event

from coopevents import unit_of_work
from coopevents.approvals.models import Verdict
from coopevents.db import db
from coopevents.mail.models import OutboxMessage
from coopevents.mobility import approving, reporting, service
from coopevents.mobility.states import TripState
from coopevents.mobility.tokens import traveller_token
from coopevents.watching import Watchman
from tests.mobility.conftest import TravelOffice
from tests.test_watching import watch


def messages() -> list[OutboxMessage]:
    return db.session.query(OutboxMessage).order_by(OutboxMessage.id).all()


def told() -> list[tuple[str, str]]:
    return [(each.kind, each.to_email) for each in messages()]


def test_whoever_sends_somebody_hears_what_was_decided_and_travellers_that_they_may_go(
    travel_office: TravelOffice,
) -> None:
    trip = travel_office.trip("Mei Lin", "Bo Zhao")
    approving.submit_trip(trip, **travel_office.by())
    approving.decide_trip(trip, Verdict.RETURN, "Who pays?", **travel_office.by("lead"))
    unit_of_work.commit()
    [returned] = messages()
    assert (returned.kind, returned.to_email) == ("trip_decided", "officer@example.edu")
    assert "Who pays?" in returned.text_body
    approving.submit_trip(trip, **travel_office.by())
    for who in ("lead", "head"):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by(who))
    unit_of_work.commit()
    assert told()[1:] == [
        ("trip_decided", "officer@example.edu"),
        ("trip_approved", "mei.lin@example.edu"),
        ("trip_approved", "bo.zhao@example.edu"),
    ]
    own = messages()[2]
    assert traveller_token(trip.travellers[0]) in own.text_body
    assert own.unit_id is None, "a secret link is seen in no outbox of the desk"
    service.withdraw_traveller(trip.travellers[1], **travel_office.by())
    service.cancel_trip(trip, "The conference is off.", **travel_office.by())
    unit_of_work.commit()
    assert told()[4:] == [("trip_cancelled", "mei.lin@example.edu")]


def test_the_worker_takes_trips_along_and_reminds_of_reports_until_they_are_in(travel_office: TravelOffice) -> None:
    """A round every day, and every hour of one of them: due on 11 April, one reports in time, one in May."""
    trip = travel_office.approved("Mei Lin", "Bo Zhao")
    unit_of_work.commit()
    trip_id, before = trip.id, len(messages())
    watchman = Watchman(travel_office.desk.app, Event())
    days: dict[str, list[date]] = {}
    for number in range(70):
        morning = datetime(2027, 3, 8, 1, tzinfo=UTC) + timedelta(days=number)
        if morning.date() == date(2027, 4, 9):
            reporting.hand_in_report(trip.travellers[1], "A talk.", now=morning, actor=travel_office.by()["actor"])
            unit_of_work.commit()
        for hour in range(3 if number in {0, 27, 34, 41, 55} else 1):
            watch(watchman, morning + timedelta(hours=hour))
        for each in messages()[before:]:
            days.setdefault(f"{each.kind} {each.to_name}", []).append(morning.date())
        before = len(messages())
        trip = service.queries.get_trip(trip_id)
    after = [date(2027, 4, 18), date(2027, 4, 25), date(2027, 5, 2), date(2027, 5, 9), date(2027, 5, 16)]
    assert days == {
        "trip_report_due Mei Lin": [date(2027, 4, 4), date(2027, 4, 11), *after],
        "trip_report_due Bo Zhao": [date(2027, 4, 4)],
        "trip_reports_late Officer": after,
        "trip_reports_late Lead": after[2:],
    }
    assert trip.state is TripState.RETURNED
    late = [each for each in messages() if each.kind == "trip_reports_late"]
    assert all("Mei Lin" in each.text_body and "Bo Zhao" not in each.text_body for each in late)
    assert Counter(each.language for each in messages() if each.kind == "trip_report_due") == Counter(en=8)
