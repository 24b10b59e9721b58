"""Invitations: one entry, one guest, an office that answers for it."""

from datetime import timedelta

from coopevents.calendars.entries import Attendee, Participation, Status
from coopevents.calendars.invitation import cancellation, request, single_entry
from tests.calendars.samples import OFFICE, REVISED, entry, names, unfolded, value
from tests.readers import icaljs, libical, vobject_reader

GUEST = Attendee('Zhang Wei; "the dean", 张伟', "zhang.wei@partner.example", language="zh-Hans")
SHANGHAI = "Asia/Shanghai"


def test_a_request_names_the_office_and_one_guest() -> None:
    body = request(entry(sequence=2, language="zh-Hans"), OFFICE, GUEST, time_zone=SHANGHAI)
    lines = unfolded(body)
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "PRODID:-//coopevents//calendars//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
    ]
    assert names(body).count("ATTENDEE") == names(body).count("ORGANIZER") == names(body).count("VEVENT") + 1 == 1
    [attendee] = [line for line in lines if line.startswith("ATTENDEE")]
    assert attendee == (
        "ATTENDEE;CN=\"Zhang Wei; 'the dean', 张伟\";CUTYPE=INDIVIDUAL;LANGUAGE=zh-Hans;PARTSTAT=NEEDS-ACTION;"
        "ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:zhang.wei@partner.example"
    )
    assert value(body, "SEQUENCE") == "2"
    assert value(body, "STATUS") == "CONFIRMED"


def test_a_registered_guest_has_accepted_and_may_be_asked() -> None:
    guest = Attendee("Guest", "guest@partner.example", participation=Participation.ACCEPTED, is_reply_wanted=True)
    body = request(entry(), OFFICE, guest, time_zone=SHANGHAI)
    assert "PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:guest@partner.example" in "".join(unfolded(body))


def test_a_cancellation_says_cancelled_whatever_the_entry_says() -> None:
    body = cancellation(entry(sequence=3), OFFICE, GUEST, time_zone=SHANGHAI)
    assert value(body, "METHOD") == "CANCEL"
    assert value(body, "STATUS") == "CANCELLED"
    assert value(body, "SEQUENCE") == "3"
    assert names(body).count("ATTENDEE") == 1
    assert "RSVP" not in "".join(unfolded(body))


def test_a_later_message_of_the_same_sequence_is_the_newer_one() -> None:
    assert value(request(entry(), OFFICE, GUEST, time_zone=SHANGHAI), "DTSTAMP") == "20270115T093000Z"
    later = REVISED + timedelta(hours=2)
    body = cancellation(entry(), OFFICE, GUEST, time_zone=SHANGHAI, written_at=later)
    assert value(body, "DTSTAMP") == "20270115T113000Z"
    assert value(body, "LAST-MODIFIED") == "20270115T093000Z"


def test_the_same_invitation_is_the_same_bytes() -> None:
    assert request(entry(), OFFICE, GUEST, time_zone=SHANGHAI) == request(entry(), OFFICE, GUEST, time_zone=SHANGHAI)


def test_a_download_has_the_uid_of_the_feed_and_nobody_in_it() -> None:
    body = single_entry(entry(status=Status.TENTATIVE), time_zone="Europe/Paris")
    assert value(body, "UID") == "signing@polytechnic.example"
    assert not {"METHOD", "ORGANIZER", "ATTENDEE"} & set(names(body))
    published = single_entry(entry(), time_zone="Europe/Paris", organizer=OFFICE)
    assert (value(published, "METHOD"), names(published).count("ORGANIZER")) == ("PUBLISH", 1)


def test_other_readers_take_every_message() -> None:
    made = entry(language="zh-Hans", summary="签约仪式", location="礼堂")
    for body in (
        request(made, OFFICE, GUEST, time_zone="Europe/Paris"),
        cancellation(made, OFFICE, GUEST, time_zone="America/New_York"),
        single_entry(made, time_zone=SHANGHAI, organizer=OFFICE),
        single_entry(made, time_zone="Etc/UTC"),
    ):
        assert libical.check(body).is_clean
        for reader in (libical, icaljs, vobject_reader):
            [read] = reader.events(body)
            assert (read.uid, read.summary, read.starts_at) == (made.uid, "签约仪式", made.starts_at)


def test_libical_notices_a_request_without_a_guest() -> None:
    lines = unfolded(request(entry(), OFFICE, GUEST, time_zone=SHANGHAI))
    without = "\r\n".join(line for line in lines if not line.startswith("ATTENDEE")).encode()
    assert not libical.check(without).is_clean
