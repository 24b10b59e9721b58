"""How an event gives invitation letters, and the texts an office has for them."""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.i18n import _l
from coopevents.issuing import letter_queries
from coopevents.issuing.details import LetterTermsDetails
from coopevents.issuing.facts import LetterTermsChanged, LetterTextChanged
from coopevents.issuing.letter_models import LetterTemplate, LetterTerms
from coopevents.issuing.letter_texts import USUAL, Wording, ensure_known
from coopevents.refusals import Refusal
from coopevents.text import one_line

FIELDS = ("is_offered", "needs_four_eyes", "template_id", "is_side_by_side")


class TextNeedsName(Refusal):
    """Colleagues choose a text by its name."""

    status = 422
    sentence = _l("Give the text a name, by which colleagues choose it.")


def terms_of(event_id: int) -> LetterTermsDetails:
    """How an event gives letters; not at all when nobody said so."""
    kept = letter_queries.find_terms(event_id)
    if kept is None:
        return LetterTermsDetails()
    said = {name: getattr(kept, name) for name in FIELDS}
    return LetterTermsDetails(**said, languages=tuple(kept.languages.split()))


def change_terms(event: Event, details: LetterTermsDetails, *, now: datetime, actor: Actor) -> None:
    """Let letters be given like this from now on. Raises NotFound for a text of another office."""
    if details.template_id is not None:
        letter_queries.get_template(event.unit_id, details.template_id)
    changes = changed_fields(_as_mapping(terms_of(event.id)), _as_mapping(details))
    terms = letter_queries.find_terms(event.id)
    if terms is None:
        terms = LetterTerms(event_id=event.id)
        db.session.add(terms)
    for name, value in _as_mapping(details).items():
        setattr(terms, name, value)
    db.session.flush()
    if changes:
        about = Subject("event", event.id)
        fact = LetterTermsChanged(
            at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes
        )
        ledger.record(fact)


def _as_mapping(details: LetterTermsDetails) -> dict[str, Any]:
    return {**{name: getattr(details, name) for name in FIELDS}, "languages": " ".join(details.languages)}


def wording_of(event: Event) -> Wording:
    """The text by which letters of an event are written."""
    template_id = terms_of(event.id).template_id
    if template_id is None:
        return USUAL
    template = letter_queries.get_template(event.unit_id, template_id)
    return Wording(template.subject, template.text)


def keep_text(
    event: Event, template: LetterTemplate | None, name: str, wording: Wording, *, now: datetime, actor: Actor
) -> LetterTemplate:
    """Keep a new text of the event's office, or a changed one. Raises TextNeedsName or PlaceholderIsUnknown."""
    name = one_line(name)[:120]
    if not name:
        raise TextNeedsName(field="name")
    ensure_known(wording)
    if template is None:
        template = LetterTemplate(unit_id=event.unit_id)
        db.session.add(template)
    template.name, template.subject, template.text = name, wording.subject, wording.text
    db.session.flush()
    about = Subject("unit", event.unit_id)
    changes = {"name": (None, name)}
    fact = LetterTextChanged(
        at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes
    )
    ledger.record(fact)
    return template
