"""What is printed on a paper, as it was when it was issued, and what names it to strangers."""

import base64
import secrets
import unicodedata
from typing import Any, Protocol

from coopevents.events.models import Event
from coopevents.issuing.attendance import Attendance
from coopevents.issuing.details import CertificateDetails
from coopevents.issuing.models import IssuingOffice
from coopevents.registration.models import Registration
from coopevents.text import LANGUAGES, full_name

CODE_BYTES = 10
MOST_LANGUAGES = 2


def new_code() -> str:
    """An unguessable name of a paper that can still be typed: 80 bits in sixteen letters and digits."""
    return base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower()


def code_typed(text: str) -> str:
    """A code as somebody typed or scanned it, in capitals or in groups."""
    return "".join(each for each in text.lower() if each.isascii() and each.isalnum())[:40]


class Named(Protocol):
    """Who has a name in Latin letters, or one in another script."""

    @property
    def given_name(self) -> str:
        """As in the passport."""

    @property
    def family_name(self) -> str:
        """As in the passport."""

    @property
    def original_name(self) -> str:
        """In the person's own script."""


def initials_of(registration: Named) -> str:
    """The first letters of a name, all that strangers are told of it; of a Chinese name the first sign."""
    latin = full_name(registration.given_name, registration.family_name)
    words = latin.replace("-", " ").split() if latin else [registration.original_name.strip()]
    return " ".join(f"{_first_sign(word)}." for word in words[:4] if word)


def _first_sign(word: str) -> str:
    """The first letter with the marks that belong to it."""
    sign = word[0].upper()
    return sign + "".join(each for each in word[1:3] if unicodedata.combining(each))


def names_of(registration: Registration) -> dict[str, str]:
    """The name of a guest as papers have it."""
    return {
        "title": registration.title,
        "latin": full_name(registration.given_name, registration.family_name),
        "original": registration.original_name,
    }


def languages_for(registration: Registration, event: Event, chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The languages of a guest's paper: those chosen, else the guest's own and the first of the event."""
    own = (registration.language, *event.languages.split())
    known = dict.fromkeys(each for each in (chosen or own) if each in LANGUAGES)
    return tuple(known)[:MOST_LANGUAGES] or (LANGUAGES[0],)


def office_said(event: Event, office: IssuingOffice) -> dict[str, Any]:
    """The letterhead and who signs, as plain data."""
    return {
        "name": dict(office.name or event.unit.name),
        "address": dict(office.address or {}),
        "signatory": dict(office.signatory or {}),
        "position": dict(office.position or {}),
    }


def certificate_said(
    event: Event, attendance: Attendance, terms: CertificateDetails, office: IssuingOffice
) -> dict[str, Any]:
    """What a certificate says."""
    guest = attendance.registration
    return {
        "names": names_of(guest),
        "institution": guest.institution_name,
        "country": guest.country,
        "event": dict(event.title),
        "venue": dict(event.venue),
        "starts_on": event.starts_on.isoformat(),
        "ends_on": event.ends_on.isoformat(),
        "accent": event.accent,
        "heading": dict(terms.heading),
        "text": dict(terms.text),
        "minutes": attendance.minutes,
        "activities": len(attendance.activities),
        "office": office_said(event, office),
        "signature_key": office.signature_key,
    }
