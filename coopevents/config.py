"""Configuration from the environment (``COOPEVENTS_…``), complained about at start, all complaints at once."""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from flask import current_app

PREFIX = "COOPEVENTS_"
MODES = ("production", "development", "demo", "testing")
SEALING_KEY_BYTES = 32
_SCHEMES = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class ConfigurationError(Exception):
    """The environment does not make a configuration; ``complaints`` holds one sentence per variable."""

    def __init__(self, complaints: list[str]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(complaints))


@dataclass(frozen=True)
class MailServer:
    """Where messages are handed over; no server means that they stay readable in the outbox."""

    host: str = ""
    port: int = 25
    username: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    timeout_seconds: float = 20.0


@dataclass(frozen=True)
class Settings:
    """Everything an office chooses outside the software."""

    mode: str
    secret_key: str
    database_url: str
    base_url: str
    data_dir: Path
    cache_dir: Path
    redis_url: str = ""
    mail_server: MailServer = MailServer()
    mail_from: str = "coopevents <no-reply@localhost>"
    security_email: str = ""
    sealing_keys: tuple[str, ...] = ()
    office_name: str = "International Cooperation Office"
    office_names: Mapping[str, str] = field(default_factory=dict)
    default_language: str = "en"
    default_time_zone: str = "Asia/Shanghai"
    trusted_proxies: int = 0
    stalled_days: int = 30
    password_hash_cost: str = "normal"  # noqa: S105 - a cost, no password

    def office_name_in(self, language: str) -> str:
        """The office's name for a reader of that language."""
        return self.office_names.get(language) or self.office_name

    @property
    def is_public(self) -> bool:
        """Whether real people reach this installation."""
        return self.mode == "production"

    @property
    def security_contact(self) -> str:
        """Whom to tell of a hole: the address messages are sent from, unless another was chosen."""
        return self.security_email or parseaddr(self.mail_from)[1]

    @property
    def is_behind_tls(self) -> bool:
        """Whether readers reach it by https."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name in calendar identities and Message-IDs."""
        return urlsplit(self.base_url).hostname or "localhost"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Settings read from ``environ`` (default: the process's).

        Raises ConfigurationError with every complaint, naming the variable and what to write.
        """
        return _Reader(os.environ if environ is None else environ).settings()


def in_force() -> Settings:
    """The settings of the application at work."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _is_sealing_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, altchars=b"-_", validate=True)) == SEALING_KEY_BYTES
    except ValueError:
        return False


class _Reader:
    """Reads variables and gathers complaints."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.complaints: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(PREFIX + name, "").strip() or default

    def number(self, name: str, default: int) -> int:
        given = self.text(name)
        if not given:
            return default
        if not given.isdigit():
            self.complain(name, f"is {given!r}; write a whole number such as {default}")
            return default
        return int(given)

    def yes_no(self, name: str) -> bool:
        given = self.text(name, "no").lower()
        if given not in {"yes", "no", "true", "false", "1", "0"}:
            self.complain(name, f"is {given!r}; write yes or no")
        return given in {"yes", "true", "1"}

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        given = self.text(name, default)
        if given not in choices:
            self.complain(name, f"is {given!r}; choose one of {', '.join(choices)}")
            return default
        return given

    def complain(self, name: str, sentence: str) -> None:
        self.complaints.append(f"{PREFIX}{name} {sentence}.")

    def settings(self) -> Settings:
        mode = self.choice("MODE", MODES, "production")
        data_dir = Path(self.text("DATA_DIR", "var")).absolute()
        settings = Settings(
            mode=mode,
            secret_key=self.secret_key(mode),
            database_url=self.database_url(data_dir),
            base_url=self.base_url(mode),
            data_dir=data_dir,
            cache_dir=Path(self.text("CACHE_DIR", str(data_dir / "cache"))).absolute(),
            redis_url=self.text("REDIS_URL"),
            mail_server=self.mail_server(),
            mail_from=self.text("MAIL_FROM", "coopevents <no-reply@localhost>"),
            security_email=self.text("SECURITY_EMAIL"),
            sealing_keys=self.sealing_keys(),
            office_name=self.text("OFFICE_NAME", "International Cooperation Office"),
            office_names={language: self.text(f"OFFICE_NAME_{language.upper()}") for language in ("zh_Hans_CN", "fr")},
            default_language=self.choice("DEFAULT_LANGUAGE", ("en", "zh_Hans_CN", "fr"), "en"),
            default_time_zone=self.time_zone(),
            trusted_proxies=self.number("TRUSTED_PROXIES", 0),
            stalled_days=self.number("STALLED_DAYS", 30),
            password_hash_cost=self.choice("PASSWORD_HASH_COST", ("normal", "low"), "normal"),
        )
        if mode == "production" and settings.password_hash_cost == "low":  # noqa: S105 - a cost, no password
            self.complain("PASSWORD_HASH_COST", "is low; that is for tests only")
        if not settings.stalled_days:
            self.complain("STALLED_DAYS", "is 0; write after how many days without a step an agreement is stalled")
        if self.complaints:
            raise ConfigurationError(self.complaints)
        return settings

    def secret_key(self, mode: str) -> str:
        given = self.text("SECRET_KEY")
        if mode != "production":
            return given or secrets.token_hex(32)
        if len(given) < 32:
            self.complain("SECRET_KEY", "must be your own secret of at least 32 characters (openssl rand -hex 32)")
        return given

    def sealing_keys(self) -> tuple[str, ...]:
        """Keys that seal sensitive data, newest first; none: one is made from the secret key."""
        given = tuple(each.strip() for each in self.text("SEALING_KEYS").split(",") if each.strip())
        if not all(_is_sealing_key(each) for each in given):
            self.complain("SEALING_KEYS", "holds something that is no key; make each with: coopevents keys new")
        if len(set(given)) != len(given):
            self.complain("SEALING_KEYS", "names one key twice; keep each once, the newest first")
        return given

    def database_url(self, data_dir: Path) -> str:
        given = self.text("DATABASE_URL", f"sqlite:///{data_dir / 'coopevents.sqlite3'}")
        scheme, separator, rest = given.partition("://")
        scheme = _SCHEMES.get(scheme, scheme)
        if not separator or scheme not in {"sqlite", "postgresql+psycopg"}:
            self.complain("DATABASE_URL", "must begin with sqlite:/// or postgresql://")
        return f"{scheme}://{rest}"

    def base_url(self, mode: str) -> str:
        given = self.text("BASE_URL", "" if mode == "production" else "http://127.0.0.1:8000").rstrip("/")
        parts = urlsplit(given)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            self.complain("BASE_URL", "must be the address readers use, such as https://events.example.edu")
        return given

    def time_zone(self) -> str:
        given = self.text("DEFAULT_TIME_ZONE", "Asia/Shanghai")
        if given not in _zone_names():
            self.complain("DEFAULT_TIME_ZONE", f"is {given!r}; write an IANA name such as Asia/Shanghai")
            return "UTC"
        return ZoneInfo(given).key

    def mail_server(self) -> MailServer:
        server = MailServer(
            host=self.text("MAIL_SERVER"),
            port=self.number("MAIL_PORT", 25),
            username=self.text("MAIL_USERNAME"),
            password=self.text("MAIL_PASSWORD"),
            use_tls=self.yes_no("MAIL_USE_TLS"),
            use_ssl=self.yes_no("MAIL_USE_SSL"),
            timeout_seconds=float(self.number("MAIL_TIMEOUT", 20)),
        )
        if server.use_tls and server.use_ssl:
            self.complain("MAIL_USE_SSL", "and COOPEVENTS_MAIL_USE_TLS exclude each other; choose one")
        return server


@cache
def _zone_names() -> frozenset[str]:
    """Every zone there is; finding them reads a folder of hundreds of files."""
    return frozenset(available_timezones())
