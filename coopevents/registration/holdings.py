"""Everything that is kept about one guest: one table, read it first.

A room that keeps something about a guest in a table with a foreign key to ``registration`` has nothing to do: its rows
are found by that key. What is kept otherwise (by subject, by person) gets a line in HOLDINGS, and its deletion a line
in :mod:`coopevents.registration.erasing`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.approvals import queries as approvals
from coopevents.audit import queries as audit
from coopevents.audit.models import AuditEntry
from coopevents.facts import kind_named
from coopevents.forms import consent_queries
from coopevents.forms import queries as forms
from coopevents.forms.fields import Question
from coopevents.forms.sealed import all_values, file_keys
from coopevents.i18n import _l, current_language, localized
from coopevents.partners import story_queries
from coopevents.registration import gate_queries, invitation_privacy, invitation_queries, personal_queries, seats
from coopevents.registration.models import Registration

Row = dict[str, Any]
Rows = Sequence[Row]
MOST_ENTRIES = 1000


@dataclass(frozen=True)
class Holding:
    """Something that is kept about a guest; what is internal is not handed out to the guest unasked."""

    name: str
    title: LazyString
    read: Callable[[Registration], Rows]
    is_internal: bool = False


@dataclass(frozen=True)
class Held:
    """What one holding has about a guest."""

    name: str
    title: "LazyString | str"
    rows: Rows


def answers_of(registration: Registration) -> list[tuple[Question, Any]]:
    """Every answer with its question, confidential ones too."""
    answers = forms.find_answers(seats.subject_of(registration))
    if answers is None:
        return []
    values = all_values(answers)
    definition = forms.definition_of(forms.get_version(answers.form_version_id))
    return [(each, values[each.key]) for each in definition.questions if each.key in values]


def file_answers_of(registration: Registration) -> list[str]:
    """The keys of the questions answered with a file."""
    return [question.key for question, value in answers_of(registration) if any(file_keys({"it": value}))]


def holdings_of(registration: Registration, *, with_internal: bool = False) -> list[Held]:
    """Everything kept about the guest besides the answers, as plain rows; what there is none of is left out."""
    everything = [registration, *personal_queries.list_merged_into(registration)]
    held = [
        Held(each.name, each.title, [plain(row) for one in everything for row in each.read(one)])
        for each in HOLDINGS
        if with_internal or not each.is_internal
    ]
    return [each for each in [*held, *_records(everything, with_internal=with_internal)] if each.rows]


def _records(registrations: Iterable[Registration], *, with_internal: bool) -> list[Held]:
    found: dict[str, list[Row]] = {}
    for registration in registrations:
        for table, rows in personal_queries.rows_about(registration).items():
            if with_internal or table not in personal_queries.INTERNAL:
                found.setdefault(table, []).extend(plain(row) for row in rows)
    return [Held(table, table.replace("_", " ").capitalize(), rows) for table, rows in found.items()]


def plain(row: Row) -> Row:
    """A row as JSON can hold it."""
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in row.items()}


def _registration(registration: Registration) -> Rows:
    names = (
        "number", "state", "title", "given_name", "family_name", "original_name", "email", "institution_name",
        "position", "country", "language", "time_zone", "companion_count", "companion_names", "state_reason",
        "privacy_version", "consented_at", "submitted_at", "changed_at",
    )  # fmt: skip
    return [{name: getattr(registration, name) for name in names}]


def _note(registration: Registration) -> Rows:
    return [{"internal_note": registration.internal_note}] if registration.internal_note else []


def _consents(registration: Registration) -> Rows:
    language = current_language()
    return [
        {
            "question": each.question_key,
            "text": each.text.in_language(language),
            "given_at": each.given_at,
            "ended_at": each.ended_at,
        }
        for each in consent_queries.list_consents(seats.subject_of(registration))
    ]


def _decisions(registration: Registration) -> Rows:
    return [
        {"stage": each.stage, "verdict": each.verdict.value, "reason": each.reason, "decided_at": each.decided_at}
        for case in approvals.list_cases(seats.subject_of(registration))
        for each in case.decisions
    ]


def _invitation(registration: Registration) -> Rows:
    invitation = invitation_queries.find_of_registration(registration.id)
    return [invitation_privacy.said_of(invitation)] if invitation is not None else []


def _places(registration: Registration) -> Rows:
    language = current_language()
    return [
        {
            "activity": each.activity.title.in_language(language),
            "state": each.state.value,
            "signed_up_at": each.signed_up_at,
            "attended_at": each.attended_at,
        }
        for each in personal_queries.list_sign_ups(registration)
    ]


def _scans(registration: Registration) -> Rows:
    return [
        {
            "at": each.scanned_at,
            "gate": localized(each.gate.name) if each.gate is not None else "",
            "kind": each.kind.value,
            "outcome": each.outcome.value,
        }
        for each in reversed(gate_queries.list_arrivals_of(registration.id))
    ]


def _person(registration: Registration) -> Rows:
    names = (
        "title", "given_name", "family_name", "original_name", "email", "phone", "institution_name", "position",
        "country", "language", "created_at",
    )  # fmt: skip
    return [{name: getattr(registration.person, name) for name in names}]


def _roles(registration: Registration) -> Rows:
    language = current_language()
    return [
        {
            "institution": each.institution.name.in_language(language),
            "role": each.role.value,
            "from_on": each.from_on,
            "until_on": each.until_on,
            "note": each.note,
        }
        for each in story_queries.list_contacts_of(registration.person_id)
    ]


def _messages(registration: Registration) -> Rows:
    return [
        {
            "subject": each.subject,
            "to": each.to_email,
            "state": each.state.value,
            "created_at": each.created_at,
            "sent_at": each.sent_at,
            "text": each.text_body,
        }
        for each in personal_queries.list_messages(registration)
    ]


def _history(registration: Registration) -> Rows:
    entries = audit.list_about("registration", registration.id, limit=MOST_ENTRIES)
    return [
        {"at": each.at, "who": each.actor_label, "what": _what(each), "changes": each.changes}
        for each in reversed(entries)
    ]


def _what(entry: AuditEntry) -> str:
    kind = kind_named(entry.fact)
    return str(kind.sentence) if kind is not None and str(kind.sentence) else entry.fact


HOLDINGS = (
    Holding("registration", _l("Registration"), _registration),
    Holding("consents", _l("Consents"), _consents),
    Holding("places", _l("Places in activities"), _places),
    Holding("scans", _l("Scans at gates"), _scans),
    Holding("invitation", _l("Invitation"), _invitation),
    Holding("person", _l("In the office’s list of people"), _person),
    Holding("roles", _l("Roles at partners"), _roles),
    Holding("messages", _l("Messages"), _messages),
    Holding("history", _l("History"), _history),
    Holding("decisions", _l("Decisions"), _decisions, is_internal=True),
    Holding("internal_note", _l("Internal note"), _note, is_internal=True),
)
"""What is kept about a guest otherwise than by a foreign key to the registration, and the registration itself."""
