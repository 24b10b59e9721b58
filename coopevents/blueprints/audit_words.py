"""The audit trail in words: entries as they are stored, turned into what a reader is told."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.accounts.words import ROLE_WORDS, UNIT_KIND_WORDS
from coopevents.agreements import words as agreements
from coopevents.audit.models import AuditEntry
from coopevents.ceremonies import words as ceremonies
from coopevents.delegations import setting_words as visit_settings
from coopevents.delegations import words as visits
from coopevents.delegations.approval_settings import Step
from coopevents.events import words as gatherings
from coopevents.facts import kind_named
from coopevents.i18n import LANGUAGE_NAMES, _, _l, date_text, date_time_text
from coopevents.partners import words as institutions
from coopevents.places import words as sites
from coopevents.registration import group_words as groups
from coopevents.registration import invitation_words as invitations
from coopevents.registration import words as registrations
from coopevents.schedule import words as activities
from coopevents.text import LANGUAGES

FIELD_WORDS = {
    "title": _l("Title"),
    "name": _l("Name"),
    "colleague": _l("Colleague"),
    "role": _l("Role"),
    "state": _l("State"),
    "kind": _l("Kind"),
    "summary": _l("Summary"),
    "text": _l("Text"),
    "venue": _l("Place or venue"),
    "place": _l("Place"),
    "place_id": _l("Place"),
    "starts_at": _l("Start"),
    "ends_at": _l("End"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "opens_at": _l("Registration opens"),
    "closes_at": _l("Registration closes"),
    "capacity": _l("Capacity"),
    "track": _l("Track"),
    "audience": _l("Audience"),
    "languages": _l("Languages"),
    "time_zone": _l("Time zone"),
    "reason": _l("Reason"),
    "cancellation_reason": _l("Reason"),
    "embed_sites": _l("Sites that may show the programme"),
    "people": _l("People"),
    "slug": _l("Address"),
    "accent": _l("Colour"),
    "cover": _l("Picture"),
    "contact_email": _l("Contact e-mail"),
    "fields": _l("Changed"),
    "agreements": _l("Agreements"),
    "answers": _l("Answers"),
    "email": _l("E-mail address"),
    "language": _l("Language"),
    "position": _l("Position"),
    "is_published": _l("Published"),
    "sessions": _l("Devices"),
    "number": _l("Number"),
    "party_size": _l("Persons"),
    "most_heads": _l("Guests at most"),
    "most_parties": _l("Parties at most"),
    "small_parties_pass": _l("Smaller parties may pass larger ones"),
    "heads": _l("Number of guests"),
    "campus": _l("Campus"),
    "opening": _l("Opening hours"),
    "turnover_minutes": _l("Minutes in between"),
    "is_step_free": _l("Can be reached without steps"),
    "allows_parallel": _l("Several activities may be here at once"),
    "building": _l("Building"),
    "address": _l("Postal address"),
    "order": _l("Order"),
    "quantity": _l("How many there are"),
    "note": _l("Note for colleagues"),
    "resources": _l("Resources"),
    "expected": _l("Expected guests"),
    "takes_sign_ups": _l("Takes sign-ups"),
    "is_fixed": _l("Fixed"),
    "group_place": _l("Place in the group"),
    "places": _l("Number of places"),
    "waits_for": _l("Waiting for"),
    "waiting_rule": _l("Who gets a place that becomes free"),
    "offer_hours": _l("Hours to answer"),
    "passes_on_itself": _l("Pass places on at once"),
    "draw_at": _l("Lots are drawn at"),
    "expires_at": _l("Until"),
    "hold_until": _l("Held until"),
    "largest": _l("Places of the largest group"),
    "hold_days": _l("Days to name the members"),
    "swaps_until": _l("Names may be swapped until"),
    "may_stay_nameless": _l("Groups may be confirmed with places without a name"),
    "is_offered": _l("Registration is offered"),
    "answer_by": _l("Answer by"),
    "keeps_place": _l("Place held"),
    "is_locked": _l("Only for this address"),
    "skips_approval": _l("Without approval"),
    "words": _l("Personal words"),
    "is_vip": _l("VIP"),
    "host_name": _l("Host to call"),
    "host_phone": _l("Telephone of the host"),
    "protocol_note": _l("Note of protocol"),
    "form_id": _l("Form"),
    "quota": _l("Quota"),
    "invitations": _l("Invitations"),
    "status": _l("Status"),
    "country": _l("Country or region"),
    "city": _l("City"),
    "website": _l("Website"),
    "tags": _l("Tags"),
    "acronym": _l("Acronym or short name"),
    "former_names": _l("Former names"),
    "original_name": _l("Name in its own script"),
    "partner_since": _l("Partner since"),
    "latitude": _l("Latitude"),
    "longitude": _l("Longitude"),
    "parent_id": _l("Belongs to"),
    "merged": _l("Merged with"),
    "relation": _l("Relation"),
    "due_on": _l("Follow up by"),
    "from_on": _l("Since"),
    "until_on": _l("Until"),
    "document": _l("Document"),
    "effective_on": _l("First day"),
    "ended_on": _l("Ends on"),
    "field": _l("Field"),
    "has_money": _l("Money is involved"),
    "is_confidential": _l("Confidential"),
    "is_public": _l("On the public list"),
    "level": _l("Agreed for"),
    "notice_days": _l("Days of notice"),
    "originals": _l("Originals"),
    "parties": _l("Partners"),
    "prevailing": _l("If the versions differ"),
    "responsible_id": _l("Responsible"),
    "review_on": _l("Looked at again on"),
    "scope": _l("What is agreed, in short"),
    "seats": _l("Quotas"),
    "sha256": _l("Fingerprint"),
    "signatories": _l("Signatories"),
    "signed_by": _l("Signature"),
    "signing_way": _l("How it is signed"),
    "successor": _l("Followed by"),
    "term": _l("How long it holds"),
    "term_years": _l("Years"),
    "task": _l("Task"),
    "days_before": _l("Days before"),
    "counts_from_end": _l("Counted from the last day"),
    "visit_kinds": _l("Kinds of visit"),
    "visit_levels": _l("Received by"),
    "visit_level": _l("Received by"),
    "owner": _l("Whose task it becomes"),
    "copied_from": _l("Copied from"),
    "steps": _l("Steps"),
    "four_eyes": _l("Four eyes"),
    **{f"deciders_{step}": _l("Who decides") for step in Step},
    **{f"due_days_{step}": _l("Days to decide") for step in Step},
    **{f"lead_days_{level}": word for level, word in visits.LEVELS.items()},
    **{f"lead_text_{level}": word for level, word in visits.LEVELS.items()},
    "units": _l("Units that take part"),
}
ENUMERATIONS: Mapping[tuple[str, str], Mapping[Any, LazyString]] = {
    ("agreement", "kind"): agreements.KINDS,
    ("agreement", "level"): agreements.LEVELS,
    ("agreement", "signing_way"): agreements.WAYS,
    ("agreement", "state"): agreements.STATES,
    ("agreement", "term"): agreements.TERMS,
    ("activity", "kind"): activities.KINDS,
    ("activity", "state"): activities.STATES,
    ("ceremony", "state"): ceremonies.STATES,
    ("activity", "audience"): activities.AUDIENCES,
    ("event", "kind"): gatherings.KINDS,
    ("event", "state"): gatherings.STATES,
    ("event", "accent"): gatherings.ACCENTS,
    ("event", "waiting_rule"): groups.RULE_NAMES,
    ("institution", "kind"): institutions.KINDS,
    ("institution", "status"): institutions.STATUSES,
    ("institution", "role"): institutions.ROLES,
    ("institution", "relation"): institutions.RELATIONS,
    ("place", "kind"): sites.KINDS,
    ("registration", "state"): registrations.STATE_NAMES,
    ("registration_invitation", "state"): invitations.INVITATION_NAMES,
    ("resource", "kind"): sites.RESOURCE_KINDS,
    ("unit", "kind"): UNIT_KIND_WORDS,
    ("user", "role"): ROLE_WORDS,
    ("visit_tasks", "visit_kinds"): visits.KINDS,
    ("visit_tasks", "visit_levels"): visits.LEVELS,
    ("visit_tasks", "owner"): visit_settings.OWNERS,
    ("visit_approval", "visit_level"): visits.LEVELS,
    ("visit_approval", "steps"): visit_settings.STEPS,
}
"""Words for what is one of a few: (kind of record, field) to the words."""

LONGEST_VALUE = 160
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Change:
    """What a field was and what it is now, in words; empty words: there was or is nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Told:
    """One entry of the trail as a reader is told it."""

    id: int
    at: datetime
    when: str
    who: str
    what: str
    about: str
    about_url: str
    changes: tuple[Change, ...]


Names = Mapping[tuple[str, int], tuple[str, str]]
"""(kind, id) of a record to its name and the address of its page (or an empty string)."""


Words = Mapping[tuple[str, str], Mapping[Any, "LazyString | str"]]
"""(kind of record, field) to the words for its values."""


def tell(
    entries: Iterable[AuditEntry], zone: tzinfo, names: Names | None = None, words: Words | None = None
) -> list[Told]:
    """The entries in the reader's language and in the given zone; ``words`` stand for values of these records alone."""
    return [_told(entry, zone, names or {}, words or {}) for entry in entries]


def _told(entry: AuditEntry, zone: tzinfo, names: Names, words: Words) -> Told:
    about, url = names.get((entry.subject_kind, entry.subject_id), ("", ""))
    changes = {name: pair for name, pair in entry.changes.items() if not (about and name == "colleague")}
    return Told(
        id=entry.id,
        at=entry.at,
        when=date_time_text(entry.at, zone),
        who=_actor(entry),
        what=sentence_of(entry.fact),
        about=about,
        about_url=url,
        changes=tuple(changes_of(changes, zone, entry.subject_kind, words)),
    )


def sentence_of(fact: str) -> str:
    """What happened, from the fact's class; a fact this version no longer knows is spelled out from its name."""
    kind = kind_named(fact)
    if kind is not None and str(kind.sentence):
        return str(kind.sentence)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", fact).capitalize()


def _actor(entry: AuditEntry) -> str:
    if entry.actor_kind == "house":
        return str(_("automatically"))
    if entry.actor_kind == "guest":
        return entry.actor_label if entry.actor_label not in {"", "guest"} else str(_("a guest"))
    return entry.actor_label


def changes_of(changes: Mapping[str, Any], zone: tzinfo, kind: str = "", more: Words | None = None) -> Iterator[Change]:
    """Field by field what changed; of a text in several languages, only the languages that did."""
    for name, pair in changes.items():
        old, new = pair if isinstance(pair, list | tuple) and len(pair) == 2 else (None, pair)
        label = str(FIELD_WORDS.get(name) or name.removesuffix("_id").replace("_", " ").capitalize())
        if _is_localized(old) or _is_localized(new):
            yield from _changes_by_language(label, old or {}, new or {})
        else:
            usual: Mapping[Any, LazyString | str] = FIELD_WORDS if name == "fields" else {}
            words = (more or {}).get((kind, name)) or ENUMERATIONS.get((kind, name), usual)
            old_words, new_words = words_of(old, zone, words), words_of(new, zone, words)
            if old_words != new_words:
                yield Change(label, old_words, new_words)


def words_of(value: Any, zone: tzinfo, words: "Mapping[Any, LazyString | str] | None" = None) -> str:
    """A stored value as a reader reads it; ``words`` has those of an enumeration."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return _shortened(str(_(", ")).join(words_of(each, zone, words) for each in value))
    if isinstance(value, dict):
        return _shortened(str(_(", ")).join(f"{key}: {words_of(each, zone)}" for key, each in value.items()))
    text = str(value)
    if words and text in words:
        return str(words[text])
    return _shortened(_time_words(text, zone) or text)


def _time_words(text: str, zone: tzinfo) -> str:
    try:
        if _MOMENT.match(text):
            moment = datetime.fromisoformat(text)
            return date_time_text(moment if moment.tzinfo else moment.replace(tzinfo=UTC), zone)
        return date_text(date.fromisoformat(text)) if _DAY.fullmatch(text) else ""
    except ValueError:
        return ""


def _is_localized(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= set(LANGUAGES)


def _changes_by_language(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    changed = [language for language in LANGUAGES if old.get(language, "") != new.get(language, "")]
    for language in changed:
        shown = label if language == LANGUAGES[0] else f"{label} ({LANGUAGE_NAMES[language]})"
        yield Change(shown, _shortened(old.get(language, "")), _shortened(new.get(language, "")))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"
