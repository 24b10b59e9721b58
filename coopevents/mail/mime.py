"""A message as the bytes that travel. Pure: the same message always gives the same bytes, a second copy included.

Written by hand, because the standard library takes ten times as long for it and draws its boundaries by lot.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, parseaddr, quote

from coopevents.i18n import HTML_LANGUAGES
from coopevents.mail.messages import Enclosure
from coopevents.text import one_line

_SPECIALS = set('()<>[]:;@\\,."')


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message off the outbox, on its own: nothing of it asks the database."""

    id: int
    message_id: str
    attempts: int
    to_email: str
    to_name: str
    reply_to: str
    language: str
    subject: str
    text_body: str
    html_body: str
    calendar_method: str
    calendar_body: bytes | None
    event_id: int | None
    unit_id: int | None
    created_at: datetime
    give_up_at: datetime
    attachment_count: int = 0
    enclosures: tuple[Enclosure, ...] = ()


COLUMNS = tuple(each.name for each in fields(Outgoing) if each.name != "enclosures")
"""The columns of the outbox that an outgoing message is made of."""


def ascii_domain(email: str) -> str:
    """The address with its domain in ASCII (``用户@例子.cn`` keeps its local part).

    Raises ValueError for what is no address.
    """
    local, at, domain = email.rpartition("@")
    if not at or not local or not domain or any(letter.isspace() for letter in email) or len(email) > 254:
        raise ValueError(email)
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def needs_utf8(email: str) -> bool:
    """Whether the address asks the mail server for SMTPUTF8 (letters other than ASCII before the @)."""
    return not email.rpartition("@")[0].isascii()


def written(message: Outgoing, mail_from: str) -> bytes:
    """The whole message: plain text and HTML, and an invitation both as a part and as a file (calendars differ).

    Further calendar objects follow as files of their own, with the method in their content type: mail programs that
    know calendars take these up too.
    Raises ValueError for an address that cannot be written.
    """
    sender_name, sender = parseaddr(mail_from)
    headers = [
        _header("From", _address(sender_name, sender)),
        _header("To", _address(message.to_name, ascii_domain(message.to_email))),
        _header("Subject", _words("Subject", message.subject)),
        _header("Date", format_datetime(message.created_at)),
        _header("Message-ID", message.message_id),
        _header("Auto-Submitted", "auto-generated"),
        _header("Content-Language", HTML_LANGUAGES.get(message.language, "en")),
        _header("MIME-Version", "1.0"),
    ]
    if message.reply_to:
        headers.insert(2, _header("Reply-To", _address("", ascii_domain(message.reply_to))))
    return "".join(headers).encode() + _body(message)


def _body(message: Outgoing) -> bytes:
    parts = [_text("text/plain", message.text_body), _text("text/html", message.html_body)]
    files = [_file(each) for each in message.enclosures]
    if message.calendar_body is not None:
        method = message.calendar_method or "PUBLISH"
        calendar = _base64(message.calendar_body)
        parts.append(_part(f'text/calendar; charset="utf-8"; method={method}', "base64", calendar))
        kind = 'application/ics; name="invitation.ics"'
        files.insert(0, _part(kind, "base64", calendar, _as_file("invitation.ics")))
    text = _multipart("alternative", message, parts)
    return _multipart("mixed", message, [text, *files]) if files else text


def _file(enclosure: Enclosure) -> bytes:
    kind = enclosure.content_type
    if enclosure.calendar_method:
        kind += f'; charset="utf-8"; method={enclosure.calendar_method}'
    name = _ascii_name(enclosure.filename)
    return _part(f'{kind}; name="{name}"', "base64", _base64(enclosure.body), _as_file(name))


def _as_file(name: str) -> str:
    return f'Content-Disposition: attachment; filename="{name}"\r\n'


def _ascii_name(name: str) -> str:
    return "".join(each if each.isascii() and (each.isalnum() or each in "-_. ") else "_" for each in one_line(name))


def _base64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def _multipart(kind: str, message: Outgoing, parts: list[bytes]) -> bytes:
    boundary = (
        f"=_{kind[0]}_{hashlib.sha256(message.message_id.encode()).hexdigest()[:32]}"  # "=_" is in no encoded text
    )
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    line = f"--{boundary}".encode()
    return head + b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _text(kind: str, text: str) -> bytes:
    """A text part; in base64 when it is mostly not ASCII, since quoted-printable makes three bytes of each of those."""
    content = "\r\n".join(text.splitlines()).encode() + b"\r\n"
    kind = f'{kind}; charset="utf-8"'
    if sum(byte > 127 for byte in content) > len(content) // 6:
        return _part(kind, "base64", _base64(content))
    return _part(kind, "quoted-printable", binascii.b2a_qp(content, istext=True))


def _part(kind: str, encoding: str, content: bytes, further_headers: str = "") -> bytes:
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n{further_headers}\r\n"
    return head.encode() + content


def _header(name: str, value: str) -> str:
    return f"{name}: {value}\r\n"


def _words(name: str, text: str) -> str:
    """Text as a header's value: folded, and in encoded words where it is not ASCII."""
    text = one_line(text)
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=name).encode(linesep="\r\n")


_FOLD = "\r\n"


def _address(name: str, email: str) -> str:
    if not email.isprintable() or "<" in email or ">" in email:
        raise ValueError(email)
    name = one_line(name)
    if not name:
        return email
    if not name.isascii():
        return f"{Header(name, 'utf-8', header_name='To').encode(linesep=_FOLD)}{_FOLD} <{email}>"
    return f'"{quote(name)}" <{email}>' if _SPECIALS & set(name) else f"{name} <{email}>"
