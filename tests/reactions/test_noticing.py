"""After a release: who hears of it, what they are told, once, in their language."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest
from flask import Flask
from icalendar import Calendar

from coopevents import clock, unit_of_work
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE
from coopevents.jobs import Teller
from coopevents.mail import delivery
from coopevents.mail import service as mail
from coopevents.mail.mime import written
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.registration import service as registration
from coopevents.registration.queries import find_live_by_email
from coopevents.schedule.going_back import go_back, look_back
from coopevents.schedule.settings import ScheduleSettings, change_settings
from coopevents.schedule.states import NoticeState
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.reactions.week import SPEAKER, Week, calendars_of, week
from tests.readers import icaljs, libical, vobject_reader

__all__ = ["week"]

NOTE = LocalizedText(en="The bridge is closed.", zh_Hans_CN="桥已封闭。", fr="Le pont est fermé.")


@both_databases
def test_only_the_people_concerned_are_told_once_after_the_quiet_period(week: Week) -> None:
    week.guest("anna@example.org", "Batteries")
    week.guest("paul@example.org", "Photons")
    week.move("Batteries", 30)
    week.move("Opening ceremony", 15)
    week.release(comment=NOTE)
    week.work()
    drafts = week.drafts()
    assert set(drafts) == {"anna@example.org", SPEAKER}
    assert week.messages() == {}
    first_due = drafts["anna@example.org"].due_at
    week.move("Batteries", 45)
    week.release()
    week.work()
    again = week.drafts()
    assert set(again) == {"anna@example.org", SPEAKER}
    assert again["anna@example.org"].due_at >= first_due
    assert "12:15" in again["anna@example.org"].text_body
    assert "11:00\u201312:00" in again["anna@example.org"].text_body
    week.let_quiet_time_pass()
    sent = week.messages()
    assert set(sent) == {"anna@example.org", SPEAKER}
    assert week.drafts() == {}
    assert "The bridge is closed." in sent["anna@example.org"].text_body
    week.let_quiet_time_pass()
    assert set(week.messages()) == set(sent)
    assert set(week.notice_states()) == {NoticeState.TOLD}


@both_databases
def test_there_and_back_again_is_no_message(week: Week) -> None:
    week.guest("anna@example.org", "Batteries")
    week.move("Batteries", 30)
    week.release()
    week.work()
    assert set(week.drafts()) == {"anna@example.org"}
    week.move("Batteries", -30)
    week.release()
    week.let_quiet_time_pass()
    assert week.drafts() == week.messages() == {}
    assert week.notice_states() == [NoticeState.DROPPED]


def test_the_first_publication_and_a_silent_release_tell_nobody(week: Week) -> None:
    week.work()
    assert week.notice_states() == []
    week.move("Opening ceremony")
    week.release(tells=False)
    week.work()
    assert week.notice_states() == []


def test_a_silent_release_is_in_the_message_that_waits(week: Week) -> None:
    week.move("Opening ceremony", 30)
    week.release()
    week.work()
    week.move("Opening ceremony", 60)
    week.release(tells=False)
    week.let_quiet_time_pass()
    assert "10:30" in week.messages()[SPEAKER].text_body


@pytest.mark.parametrize(
    ("language", "subject", "note"),
    [("en", "Another time: Batteries", "bridge"), ("zh_Hans_CN", "电池回收", "桥已封闭"), ("fr", "Batteries", "pont")],
)
def test_each_is_told_in_their_language(week: Week, language: str, subject: str, note: str) -> None:
    week.guest("anna@example.org", "Batteries", language=language)
    week.move("Batteries", 30)
    week.release(comment=NOTE)
    week.let_quiet_time_pass()
    message = week.messages()["anna@example.org"]
    assert message.language == language
    assert subject in message.subject
    assert note in message.text_body
    assert note in message.html_body
    assert "/r/" in message.text_body


def test_who_comes_in_and_who_leaves_is_told_so_and_what_is_only_said_anew_concerns_those_in_it(week: Week) -> None:
    guide, host = week.person("guide@example.org", "fr"), week.person("host@example.org")
    week.guest("anna@example.org", "Campus tour")
    week.put_in("Campus tour", guide)
    week.release()
    week.let_quiet_time_pass()
    assert set(week.messages()) == {"guide@example.org"}
    assert calendars_of(week.messages()["guide@example.org"])[0][0] == "REQUEST"
    mail.discard(week.messages()["guide@example.org"], now=clock.now(), actor=THE_HOUSE)
    week.put_in("Campus tour", host)
    week.change("Campus tour", text=LocalizedText(en="Good shoes are needed."))
    week.release()
    week.let_quiet_time_pass()
    sent = week.messages()
    assert set(sent) == {"guide@example.org", "host@example.org"}
    [(method, body)] = calendars_of(sent["guide@example.org"])
    assert method == "CANCEL"
    assert "C’était prévu le" in sent["guide@example.org"].text_body
    assert "You are now part of it\n  When: Tuesday, 2 March 2027, 09:00" in sent["host@example.org"].text_body
    [left] = libical.events(body)
    [(_method, came)] = calendars_of(sent["host@example.org"])
    [stays] = libical.events(came)
    assert (left.uid, left.status, stays.status) == (stays.uid, "CANCELLED", "CONFIRMED")


@both_databases
def test_each_calendar_object_travels_alone_and_three_readers_take_it(week: Week) -> None:
    week.guest("anna@example.org", "Batteries", "Photons", "Campus tour", name="Anna, “the” Guest")
    before = week.activity("Batteries")
    uid, starts_at = before.uid, before.starts_at
    week.move("Batteries", 30)
    week.cancel("Photons")
    week.move("Campus tour", 60)
    week.release()
    week.let_quiet_time_pass()
    message, released_at = week.messages()["anna@example.org"], week.released_at().replace(microsecond=0)
    parts = calendars_of(message)
    assert sorted(method for method, _body in parts) == ["CANCEL", "REQUEST", "REQUEST"]
    for method, body in parts:
        assert libical.check(body).is_clean, libical.check(body)
        [event] = cast("list[Any]", Calendar.from_ical(body).walk("VEVENT"))
        assert Calendar.from_ical(body)["METHOD"] == method
        assert "anna@example.org" in event["ATTENDEE"]
        assert event["ATTENDEE"].params.get("RSVP", "FALSE") == "FALSE"
        assert event["DTSTAMP"].dt == released_at
        assert libical.events(body) == icaljs.events(body) == vobject_reader.events(body)
        assert libical.events(body)[0].sequence == 1
    [moved] = [each for _method, body in parts for each in libical.events(body) if each.uid.startswith(uid)]
    assert (moved.starts_at - starts_at).total_seconds() == 1800
    eml = written(delivery.outgoing(message), "The Office <office@example.edu>").decode("ascii", "replace")
    assert eml.count("Content-Type: text/calendar") == 3
    assert 'method=CANCEL; name="cancellation-' in eml or 'method=REQUEST; name="invitation-' in eml
    assert eml.count("method=REQUEST") == 2
    again = mail.resend(_sent(message), now=clock.now(), actor=THE_HOUSE)
    assert [each.body for each in again.attachments] == [each.body for each in message.attachments]


@both_databases
def test_going_back_a_release_is_told_like_any_other(week: Week) -> None:
    week.move("Opening ceremony", 30)
    week.cancel("Photons")
    week.release()
    week.let_quiet_time_pass()
    _sent(week.messages()[SPEAKER])
    way = look_back(week.schedule, 1, clock.now())
    go_back(week.schedule, 1, expected=way.fingerprint, name="", comment=LocalizedText(), tells=True,
            now=clock.now(), actor=THE_HOUSE)  # fmt: skip
    unit_of_work.commit()
    week.let_quiet_time_pass()
    [event] = libical.events(calendars_of(week.messages()[SPEAKER])[0][1])
    assert event.sequence == 2
    assert event.starts_at == week.activity("Opening ceremony").starts_at


@both_databases
def test_drafts_held_for_approval_wait_for_it_and_a_discarded_one_counts_as_told(week: Week) -> None:
    week.guest("anna@example.org", "Opening ceremony")
    wanted = ScheduleSettings(releases_itself=False, quiet_minutes=0, holds_notices=True)
    change_settings(week.schedule, wanted, now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    week.move("Opening ceremony", 30)
    week.release()
    week.let_quiet_time_pass()
    drafts = week.drafts()
    assert set(drafts) == {SPEAKER, "anna@example.org"}
    mail.approve(drafts[SPEAKER], now=clock.now(), actor=THE_HOUSE)
    mail.discard(drafts["anna@example.org"], now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    assert set(week.messages()) == {SPEAKER}
    assert set(week.notice_states()) == {NoticeState.TOLD, NoticeState.DROPPED}
    _sent(week.messages()[SPEAKER])
    week.move("Opening ceremony", 30)
    week.release()
    week.let_quiet_time_pass()
    assert {email: "09:30\u201310:30" in each.text_body for email, each in week.drafts().items()} == {
        SPEAKER: True,
        "anna@example.org": True,
    }
    change_settings(
        week.schedule,
        ScheduleSettings(releases_itself=False, quiet_minutes=0, holds_notices=False),
        now=clock.now(),
        actor=THE_HOUSE,
    )
    unit_of_work.commit()
    week.work()
    assert set(week.messages()) == {SPEAKER, "anna@example.org"}


@both_databases
def test_a_draft_approved_before_the_worker_saw_the_next_release_leaves_the_rest_to_another_message(week: Week) -> None:
    week.move("Opening ceremony", 30)
    week.release()
    week.work()
    week.move("Opening ceremony", 30)
    week.release()
    mail.approve(week.drafts()[SPEAKER], now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    first = week.messages()[SPEAKER]
    assert "09:30" in first.text_body
    _sent(first)
    week.let_quiet_time_pass()
    assert "10:00\u201311:00" in week.messages()[SPEAKER].text_body
    assert "09:30\u201310:30" in week.messages()[SPEAKER].text_body


def test_an_event_that_is_cancelled_tells_guests_with_their_registration_and_speakers_by_a_notice(week: Week) -> None:
    week.guest("anna@example.org", "Opening ceremony")
    events.cancel_event(week.event, "A storm is coming", now=clock.now(), actor=THE_HOUSE)
    guest = find_live_by_email(week.event.id, "anna@example.org")
    assert guest is not None
    registration.cancel_registration(guest, "A storm is coming", now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    week.let_quiet_time_pass()
    sent = week.messages()
    assert {email: each.kind for email, each in sent.items()} == {
        "anna@example.org": "registration_cancelled",
        SPEAKER: "programme_changed",
    }
    assert "A storm is coming" in sent[SPEAKER].text_body


def test_a_programme_taken_back_to_draft_drops_what_waits(week: Week) -> None:
    week.move("Opening ceremony")
    week.release()
    week.work()
    events.unpublish_event(week.event, now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    week.let_quiet_time_pass()
    assert week.drafts() == week.messages() == {}


@both_databases
def test_two_workers_write_one_message_to_each(week: Week, app: Flask) -> None:
    people = [week.person(f"host{number}@example.org") for number in range(45)]
    week.put_in("Campus tour", *people)
    week.release()
    unit_of_work.discard()
    tellers = [Teller(app, threading.Event()) for _worker in range(2)]
    with ThreadPoolExecutor(2) as workers:
        for done in [workers.submit(teller.tell) for teller in tellers]:
            done.result(timeout=60)
    assert len(week.drafts()) == 45
    assert len(week.notice_states()) == 45
    week.let_quiet_time_pass()
    assert len(week.messages()) == 45


def _sent(message: OutboxMessage) -> OutboxMessage:
    message.state = MessageState.SENT
    unit_of_work.commit()
    return message
