"""A row of a table becomes true: somebody new is registered, or somebody known is changed.

The caller holds the lock of the event's terms and commits after a few rows, so that nobody waits long. Every row is
held against the event once more: what was overtaken meanwhile is refused, and nothing of it is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.forms import queries as forms
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import (
    event_forms,
    form_queries,
    guests,
    indexing,
    list_queries,
    option_seats,
    plans,
    queries,
    rules,
    seats,
    tags,
    tokens,
)
from coopevents.registration.details import GuestDetails
from coopevents.registration.exchange.facts import GuestImported
from coopevents.registration.exchange.models import ImportRow
from coopevents.registration.exchange.queries import is_number_free
from coopevents.registration.facts import GuestRegistered, RegistrationChanged
from coopevents.registration.list_models import Tag
from coopevents.registration.models import EventForm, Registration, RegistrationTerms
from coopevents.registration.states import HOLDING_A_SEAT, IS_LIVE, RegistrationState

TOLD = frozenset({RegistrationState.APPROVED, RegistrationState.PENDING, RegistrationState.WAITLISTED})
"""Who begins so may be written to, if the organiser wishes it."""
WRITTEN = (
    "title",
    "given_name",
    "family_name",
    "original_name",
    "position",
    "companion_names",
    "country",
    "language",
    "time_zone",
)


class ChangedMeanwhile(Refusal):
    """Somebody else changed the registration after the table was looked at."""

    sentence = _l("This registration was changed after the table was looked at. Send the table once more.")


@dataclass
class Memory:
    """What is looked up once for all rows: what a form asks, what a name of an institution means. Values only."""

    asked: dict[int, tuple[Definition, int] | None] = field(default_factory=dict)
    found: dict[str, guests.Found] = field(default_factory=dict)


@dataclass
class Taker:
    """Takes rows over for one event, in one transaction."""

    event: Event
    terms: RegistrationTerms
    actor: Actor
    now: datetime
    tells_guests: bool = False
    memory: Memory = field(default_factory=Memory)
    _tags: dict[str, Tag] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.room = seats.Room(self.terms)
        self.forms = {each.id: each for each in form_queries.list_forms(self.event.id)}
        self._tags = {each.name.casefold(): each for each in list_queries.list_tags(self.event.id)}

    # somebody new

    def register(self, row: ImportRow) -> Registration:
        """Register whom the row is about. Raises a Refusal when that is no longer possible."""
        about, form = _moments(row.plan["about"]), self.forms[row.plan["about"]["form_id"]]
        state = RegistrationState(about["state"])
        details = guests.cleaned_details(_details(about))
        guests.ensure_complete(details, needs_consent=False)
        if state in IS_LIVE and (live := queries.find_live_by_email(self.event.id, details.email)):
            raise rules.EmailIsRegistered(live.id)
        wanted = 1 + details.companion_count
        left = self.room.on(form) if state in HOLDING_A_SEAT else None
        if left is not None and left < wanted:
            raise rules.EventIsFull
        values = dict(row.plan["values"])
        if state in IS_LIVE:
            self._ensure_options(form, values)
        registration = self._written_down(form, details, about, state)
        self._answer(registration, values, is_new=True)
        self._tag(registration, row.plan["tags"])
        if state in HOLDING_A_SEAT:
            self.room.take(form, wanted)
        if state is RegistrationState.PENDING:
            plans.open_case(registration, now=self.now, actor=self.actor)
        kind = GuestRegistered if self.tells_guests and state in TOLD else GuestImported
        changes = {"state": (None, state.value)}
        seats.record(kind, registration, self.event, now=self.now, actor=self.actor, changes=changes)
        row.undo = {"changed_at": registration.changed_at.isoformat()}
        return registration

    def _written_down(
        self, form: EventForm, details: GuestDetails, about: Mapping[str, Any], state: RegistrationState
    ) -> Registration:
        found = self._look_up(details.institution_name)
        person = guests.person_of(self.event, details, found, now=self.now, actor=self.actor)
        registration = Registration(
            event_id=self.event.id,
            event=self.event,
            form_id=form.id,
            form=form,
            number=self._number(about.get("number")),
            reference=tokens.new_reference(),
            person_id=person.id,
            email=details.email,
            state=state,
            state_reason=about.get("state_reason", ""),
            privacy_version=self.terms.privacy_version,
            consented_at=self.now,
            submitted_at=about.get("submitted_at") or self.now,
            companion_count=details.companion_count,
            changed_at=about.get("changed_at") or self.now,
            is_vip=about.get("is_vip", False),
            internal_note=about.get("internal_note", ""),
        )
        guests.write_details(registration, details, found.institution_id)
        db.session.add(registration)
        db.session.flush()
        queries.add_words(registration, guests.words_for(registration))
        return registration

    def _number(self, wished: int | None) -> int:
        """The number wished for, where nobody has it; else the next one."""
        if wished is None or not is_number_free(self.event.id, wished):
            return queries.take_number(self.event.id)
        return wished

    def _ensure_options(self, form: EventForm, values: Mapping[str, Any]) -> None:
        asked = self._asked(form.id)
        if asked is not None:
            option_seats.ensure_options_left(form, asked[0], values)

    # somebody known

    def change(self, row: ImportRow) -> Registration:
        """Let the registration be as the row says. Raises ChangedMeanwhile, or another Refusal."""
        registration = queries.get_by_id(row.registration_id or 0)
        if registration.changed_at.isoformat() != row.plan["stood_at"]:
            raise ChangedMeanwhile
        undo = self.write(registration, row.plan["about"], row.plan["values"], row.plan["tags"])
        names = [*row.plan["about"], *row.plan["values"], *(["tags"] if row.plan["tags"] is not None else [])]
        changes = {"fields": (None, names)}
        seats.record(RegistrationChanged, registration, self.event, now=self.now, actor=self.actor, changes=changes)
        row.undo = {**undo, "changed_at": registration.changed_at.isoformat()}
        return registration

    def write(
        self, registration: Registration, about: Mapping[str, Any], values: Mapping[str, Any], names: list[str] | None
    ) -> dict[str, Any]:
        """Write these fields, answers (None: no answer) and tags (None: as they are); returns what stood there."""
        before: dict[str, Any] = {"about": {name: getattr(registration, name) for name in about}, "tags": None}
        stored = forms.find_answers(seats.subject_of(registration))
        earlier = dict(stored.values) if stored is not None else {}
        before["values"] = {key: earlier.get(key) for key in values}
        if values:
            merged = {key: value for key, value in {**earlier, **values}.items() if value is not None}
            self._answer(registration, merged, is_new=False)
        for name, value in about.items():
            setattr(registration, name, value)
        if "institution_name" in about:
            found = self._look_up(registration.institution_name)
            registration.institution_id = found.institution_id
        registration.sort_name = guests.sort_name_of(registration)
        registration.changed_at = self.now
        if names is not None:
            before["tags"] = [each.name for each in list_queries.tags_of([registration.id]).get(registration.id, [])]
            self._tag(registration, names, earlier=before["tags"])
        db.session.flush()
        if about:
            queries.replace_words(registration, guests.words_for(registration))
        return before

    # both

    def _answer(self, registration: Registration, values: Mapping[str, Any], *, is_new: bool) -> None:
        subject = seats.subject_of(registration)
        stored = None if is_new else forms.find_answers(subject)
        asked = self._asked(registration.form_id)
        if stored is not None:
            given_to = forms.definition_of(forms.get_version(stored.form_version_id))
            if set(values) <= {each.key for each in given_to.questions}:
                asked = (given_to, stored.form_version_id)
        if asked is None or (is_new and not values):
            return
        definition, version_id = asked
        about = event_forms.known_of(registration)
        kept = asking.keep_values(definition, version_id, subject, values, known=about, now=self.now, is_new=is_new)
        keep = indexing.add_answers if is_new else indexing.keep_answers
        keep(registration, definition.questions, kept.values)
        option_seats.take_options(registration, definition, kept.values, is_new=is_new)

    def _asked(self, form_id: int) -> tuple[Definition, int] | None:
        """What the form asks now, and the version that says so."""
        if form_id not in self.memory.asked:
            version = event_forms.find_version(form_id)
            self.memory.asked[form_id] = (forms.definition_of(version), version.id) if version is not None else None
        return self.memory.asked[form_id]

    def _look_up(self, name: str) -> guests.Found:
        if name not in self.memory.found:
            self.memory.found[name] = guests.look_up(self.event, name)
        return self.memory.found[name]

    def _tag(self, registration: Registration, names: list[str] | None, *, earlier: list[str] | None = None) -> None:
        wanted = {each.casefold(): each for each in names or []}
        for key in {each.casefold() for each in earlier or []} - wanted.keys():
            tags.take_off(self._tags[key], [registration.id])
        for key, name in wanted.items():
            if key not in self._tags:
                self._tags[key] = tags.add_tag(self.event.id, name)
        if earlier is None:
            tags.put_on_new([self._tags[key] for key in wanted], registration.id)
        else:
            for key in wanted:
                tags.put_on(self._tags[key], [registration.id])


def _details(about: Mapping[str, Any]) -> GuestDetails:
    names = (*WRITTEN, "email", "institution_name", "companion_count")
    return GuestDetails(**{name: about[name] for name in names if about.get(name) is not None})


def _moments(about: Mapping[str, Any]) -> dict[str, Any]:
    """A plan's fields with moments as they were before they were kept as texts."""
    return {
        name: datetime.fromisoformat(value) if value and name.endswith("_at") else value
        for name, value in about.items()
    }
