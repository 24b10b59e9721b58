"""What the certificates of an event say, and which hours they state."""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.issuing import queries
from coopevents.issuing.details import CertificateDetails
from coopevents.issuing.facts import CertificateTermsChanged
from coopevents.issuing.models import CertificateTerms

FIELDS = ("heading", "text", "hours_rule", "event_minutes")


def terms_of(event_id: int) -> CertificateDetails:
    """What the certificates of an event say; the usual when nobody said so."""
    kept = queries.find_certificate_terms(event_id)
    if kept is None:
        return CertificateDetails()
    said = {name: getattr(kept, name) for name in FIELDS}
    return CertificateDetails(**said, languages=tuple(kept.languages.split()))


def change_terms(event: Event, details: CertificateDetails, *, now: datetime, actor: Actor) -> None:
    """Let certificates issued from now on say this."""
    changes = changed_fields(_as_mapping(terms_of(event.id)), _as_mapping(details))
    terms = queries.find_certificate_terms(event.id)
    if terms is None:
        terms = CertificateTerms(event_id=event.id)
        db.session.add(terms)
    for name, value in _as_mapping(details).items():
        setattr(terms, name, value)
    db.session.flush()
    if changes:
        about = Subject("event", event.id)
        fact = CertificateTermsChanged(
            at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes
        )
        ledger.record(fact)


def _as_mapping(details: CertificateDetails) -> dict[str, Any]:
    return {**{name: getattr(details, name) for name in FIELDS}, "languages": " ".join(details.languages)}
