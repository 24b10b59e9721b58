"""The wire to the mail server: Flask-Mail's connection with time-outs, and every answer put into words."""

import ipaddress
import smtplib
import ssl
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, Self

import flask_mail

from coopevents.config import MailServer
from coopevents.mail import mime
from coopevents.mail.mime import Outgoing
from coopevents.mail.rules import END_OF_DATA_PATIENCE
from coopevents.mail.troubles import Trouble, written

CLOSING_DOWN = 421
TOO_LARGE = 552


class ServerTrouble(Exception):
    """No message can be handed over for the moment, whichever it is; ``kept`` says why."""

    def __init__(self, kept: str) -> None:
        self.kept = kept
        super().__init__(kept)

    @classmethod
    def of(cls, trouble: Trouble, detail: object = "") -> "ServerTrouble":
        """With what the server said."""
        return cls(written(trouble, str(detail)))


@dataclass(frozen=True)
class Outcome:
    """What became of a message: accepted, or not, with the reason; ``is_final`` when trying again is no use."""

    is_accepted: bool = False
    is_final: bool = False
    is_cut: bool = False
    trouble: str = ""


ACCEPTED = Outcome(is_accepted=True)


class _Patient:
    """An SMTP client that awaits the answers around a message's data longer than others.

    A server that checks before it answers would otherwise be given a second copy.
    """

    def data(self, message: Any) -> Any:
        """Send the message and await its acceptance."""
        timeout = self.sock.gettimeout()  # type: ignore[attr-defined]
        self.sock.settimeout(timeout * END_OF_DATA_PATIENCE)  # type: ignore[attr-defined]
        answer = super().data(message)  # type: ignore[misc]
        self.sock.settimeout(timeout)  # type: ignore[attr-defined]
        return answer


class _PatientSMTP(_Patient, smtplib.SMTP):
    """Plain, or with STARTTLS."""


class _PatientSSL(_Patient, smtplib.SMTP_SSL):
    """Encrypted from the first byte."""


class Post(flask_mail.Connection):
    """A connection to the mail server, opened anew when it broke, kept over many messages."""

    def __init__(self, mail: flask_mail.Mail, server: MailServer, our_host: str, mail_from: str) -> None:
        super().__init__(mail.state)  # type: ignore[arg-type] # annotated more narrowly than it is used
        self.server, self.our_host, self.mail_from = server, our_host, mail_from

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.hang_up()

    def connect(self) -> None:
        """Open the connection, unless it is.

        Raises ServerTrouble.
        """
        if self.host is not None:
            return
        try:
            self.host = self.configure_host()
        except smtplib.SMTPAuthenticationError as error:
            raise ServerTrouble.of(Trouble.SIGN_IN, _said(error)) from error
        except TimeoutError as error:
            raise ServerTrouble.of(Trouble.SILENT) from error
        except smtplib.SMTPResponseException as error:
            raise ServerTrouble.of(Trouble.UNREACHABLE, _said(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise ServerTrouble.of(Trouble.UNREACHABLE, error) from error

    def hang_up(self) -> None:
        """Close the connection, politely if the server still listens."""
        host, self.host = self.host, None
        if host is None:
            return
        try:
            host.quit()
        except (OSError, smtplib.SMTPException):
            host.close()

    def configure_host(self) -> smtplib.SMTP | smtplib.SMTP_SSL:
        """As Flask-Mail's, with time-outs and with the server's certificate checked."""
        server, ours = self.server, _greeting_name(self.our_host)
        host: smtplib.SMTP | smtplib.SMTP_SSL
        if server.use_ssl:
            trusted = ssl.create_default_context()
            host = _PatientSSL(server.host, server.port, ours, timeout=server.timeout_seconds, context=trusted)
        else:
            host = _PatientSMTP(server.host, server.port, ours, timeout=server.timeout_seconds)
        if server.use_tls:
            host.starttls(context=ssl.create_default_context())
        if server.username and server.password:
            host.login(server.username, server.password)
        return host

    def hand_over(self, message: Outgoing) -> Outcome:
        """Give one message to the server and say what became of it.

        Raises ServerTrouble when it is not the message's fault.
        """
        try:
            self._send(message)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            outcome = _outcome_of(error)
            if outcome.is_cut:
                self._drop()
            return outcome
        self._count()
        return ACCEPTED

    def _send(self, message: Outgoing) -> None:
        ready = _Ready(message, self.mail_from)
        self.connect()
        assert self.host is not None  # noqa: S101 - connect() opened it
        options = ["SMTPUTF8", "BODY=8BITMIME"] if mime.needs_utf8(message.to_email) else []
        sender = parseaddr(self.mail_from)[1]
        self.host.sendmail(sender, [mime.ascii_domain(message.to_email)], ready.as_bytes(), options)

    def _drop(self) -> None:
        host, self.host = self.host, None
        if host is not None:
            host.close()

    def _count(self) -> None:
        self.num_emails += 1
        if self.num_emails >= (self.mail.max_emails or self.num_emails + 1):
            self.num_emails = 0
            self.hang_up()


class _Ready(flask_mail.Message):
    """A message of ours as Flask-Mail carries it: its bytes, and the identity it has had since it was queued."""

    def __init__(self, message: Outgoing, mail_from: str) -> None:
        super().__init__(message.subject, [message.to_email], sender=mail_from)
        self.msgId = message.message_id
        self._bytes = mime.written(message, mail_from)

    def as_bytes(self) -> bytes:
        """The message as it travels."""
        return self._bytes


def _outcome_of(error: Exception) -> Outcome:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _refusal(Trouble.RECIPIENT_REFUSED, smtplib.SMTPResponseException(code, said))
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != TOO_LARGE:
        raise ServerTrouble.of(Trouble.SENDER, _said(error)) from error
    if isinstance(error, smtplib.SMTPResponseException):
        return _refusal(Trouble.MESSAGE_REFUSED, error)
    if isinstance(error, (smtplib.SMTPNotSupportedError, ValueError)):
        return Outcome(is_final=True, trouble=written(Trouble.UNWRITABLE, str(error)))
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Outcome(is_cut=True, trouble=written(Trouble.SILENT))
    return Outcome(is_cut=True, trouble=written(Trouble.CUT, str(error)))


def _refusal(trouble: Trouble, error: smtplib.SMTPResponseException) -> Outcome:
    """A final refusal for 5xx, a delay for 4xx; 421 means that the server is closing down for everybody."""
    if error.smtp_code == CLOSING_DOWN:
        raise ServerTrouble.of(Trouble.UNREACHABLE, _said(error)) from error
    if error.smtp_code >= 500:
        return Outcome(is_final=True, trouble=written(trouble, _said(error)))
    return Outcome(trouble=written(Trouble.POSTPONED, _said(error)))


def _said(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{error.smtp_code} {text}"


def _greeting_name(host: str) -> str:
    """How we introduce ourselves, without asking a name server who we are."""
    try:
        return f"[{ipaddress.ip_address(host)}]"
    except ValueError:
        return host
