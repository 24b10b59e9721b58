"""The bytes of a message, read back by an independent parser."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Any

import pytest

from coopevents.mail import mime
from coopevents.mail.mime import Outgoing
from tests.mail.samples import CALENDAR, NOON

SENDER = "International Office <office@example.edu>"


def outgoing(**changes: Any) -> Outgoing:
    values: dict[str, Any] = {
        "id": 1, "message_id": "<abc@example.edu>", "attempts": 1, "to_email": "anna.keller@example.org",
        "to_name": "Anna Keller", "reply_to": "", "language": "en", "subject": "Your place is confirmed",
        "text_body": "Dear Anna,\n\nsee you there.\n", "html_body": "<p>Dear Anna</p>", "calendar_method": "",
        "calendar_body": None, "event_id": None, "unit_id": None, "created_at": NOON, "give_up_at": NOON,
    }  # fmt: skip
    return Outgoing(**{**values, **changes})


def read(**changes: Any) -> EmailMessage:
    message = message_from_bytes(mime.written(outgoing(**changes), SENDER), policy=modern)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[] for _part in message.walk()]
    return message


def test_headers_say_who_when_and_that_a_machine_wrote() -> None:
    message = read(reply_to="desk@example.edu")
    assert message["From"] == SENDER
    assert message["To"] == "Anna Keller <anna.keller@example.org>"
    assert message["Reply-To"] == "desk@example.edu"
    assert message["Message-ID"] == "<abc@example.edu>"
    assert message["Date"].datetime == NOON
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en"


def test_text_and_html_are_alternatives() -> None:
    message = read()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_an_invitation_is_an_alternative_and_a_file() -> None:
    message = read(calendar_method="REQUEST", calendar_body=CALENDAR)
    alternatives, file = message.iter_parts()
    calendar = list(alternatives.iter_parts())[-1]
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert calendar.get_payload(decode=True) == CALENDAR
    assert file.get_filename() == "invitation.ics"
    assert file.get_payload(decode=True) == CALENDAR


@pytest.mark.parametrize(
    "name", ["李小雨", "Zoë Müller-Łukasz", 'O"Brien, Pat (they)', "A" * 190, "ﷺ \U0001f469\u200d\U0001f52c \u200fمريم"]
)
def test_names_of_the_world_arrive_as_written(name: str) -> None:
    address = read(to_name=name)["To"].addresses[0]
    assert (address.display_name, address.addr_spec) == (name, "anna.keller@example.org")


@pytest.mark.parametrize("subject", ["您的席位已确认：全球伙伴周", "Votre place est confirmée", "x" * 390, "短 " * 100])
def test_subjects_of_any_script_and_length_arrive_as_written(subject: str) -> None:
    assert str(read(subject=subject)["Subject"]).replace(" ", "") == subject.replace(" ", "")


@pytest.mark.parametrize(
    "text", ["晚上见。\n" * 40, "À bientôt, été\n.\n..\nFrom here = there\n", "x" * 3000 + "\n", "\n"]
)
def test_texts_arrive_as_written(text: str) -> None:
    message = read(text_body=text, html_body=f"<p>{text}</p>")
    plain, html = message.iter_parts()
    assert plain.get_content().replace("\r\n", "\n").strip("\n") == text.strip("\n")
    assert text.strip("\n") in html.get_content().replace("\r\n", "\n")


def test_lines_are_never_longer_than_mail_allows() -> None:
    text = "长" * 2000 + "é" * 2000
    written = mime.written(outgoing(to_name="名" * 60, subject="题" * 130, text_body=text, html_body=text), SENDER)
    assert max(len(line) for line in written.split(b"\r\n")) <= 998
    assert re.search(rb"(?<!\r)\n", written) is None


@pytest.mark.parametrize("hostile", ["x\r\nBcc: everybody@example.org", "x\nBcc: a@b", "x\u2028Bcc: a@b", "x\x00y"])
def test_nothing_typed_becomes_a_header(hostile: str) -> None:
    message = read(to_name=hostile, subject=hostile)
    assert message["Bcc"] is None
    assert len(message.keys()) == len(set(message.keys()))


@pytest.mark.parametrize(
    "address", ["", "nobody", "@example.org", "a b@example.org", "a@b\r\nBcc: c@d", "a@" + "b" * 300]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        mime.written(outgoing(to_email=address), SENDER)


def test_a_domain_of_any_script_travels_in_ascii() -> None:
    assert mime.ascii_domain("anna@müller.example") == "anna@xn--mller-kva.example"
    assert mime.needs_utf8("用户@例子.cn")
    assert not mime.needs_utf8("user@例子.cn")


def test_the_same_message_gives_the_same_bytes() -> None:
    message = outgoing(calendar_method="REQUEST", calendar_body=CALENDAR)
    assert mime.written(message, SENDER) == mime.written(message, SENDER)
