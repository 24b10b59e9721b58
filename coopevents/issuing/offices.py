"""How an office signs: its letterhead, who signs, the picture of the signature, and how its numbers begin."""

import re
from dataclasses import asdict
from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.i18n import _l
from coopevents.issuing import queries
from coopevents.issuing.details import OfficeDetails
from coopevents.issuing.facts import IssuingOfficeChanged
from coopevents.issuing.models import IssuingOffice
from coopevents.refusals import NotFound, Refusal
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import Upload, read_photo

_PREFIX = re.compile(r"[A-Z0-9]{1,8}")


class PrefixIsOdd(Refusal):
    """Numbers begin with letters that anybody can type."""

    status = 422
    sentence = _l("Use one to eight capital letters or digits, such as IL.")


class PrefixesAreTheSame(Refusal):
    """A letter and a certificate never have the same number."""

    status = 422
    sentence = _l("Letters and certificates need different beginnings.")


def change_office(event: Event, details: OfficeDetails, *, now: datetime, actor: Actor) -> IssuingOffice:
    """Let the event's unit sign like this from now on; what is issued already keeps its signature.

    Raises PrefixIsOdd or PrefixesAreTheSame.
    """
    ensure_prefixes(details)
    office = queries.find_office(event.unit_id)
    if office is None:
        office = IssuingOffice(unit_id=event.unit_id, signature_key="")
        db.session.add(office)
    said = asdict(details)
    changes = changed_fields({name: getattr(office, name) for name in said}, said)
    for name, (_old, new) in changes.items():
        setattr(office, name, new)
    db.session.flush()
    if changes:
        told = {name: pair for name, pair in changes.items() if name != "signature_key"}
        told |= {"signature": (None, True)} if "signature_key" in changes else {}
        about = Subject("unit", event.unit_id)
        fact = IssuingOfficeChanged(
            at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=told
        )
        ledger.record(fact)
    return office


def ensure_prefixes(details: OfficeDetails) -> None:
    """Raise PrefixIsOdd or PrefixesAreTheSame unless numbers can begin so."""
    for name in ("letter_prefix", "certificate_prefix"):
        if not _PREFIX.fullmatch(getattr(details, name)):
            raise PrefixIsOdd(field=name)
    if details.letter_prefix == details.certificate_prefix:
        raise PrefixesAreTheSame(field="certificate_prefix")


def keep_signature(data: bytes, *, store: FileStore, now: datetime) -> str:
    """Keep the picture of a signature, made anew from its pixels and sealed; returns its name.

    Raises a Refusal from :mod:`coopevents.storage.images`.
    """
    return sealed_files.store_sealed(read_photo(data), store=store, now=now).key


def signature_picture(key: str, *, store: FileStore) -> Upload | None:
    """The picture of a signature; None when there is none (any more)."""
    try:
        return sealed_files.open_sealed(key, Purpose.PAPER, store=store) if key else None
    except NotFound:
        return None
