"""A delegate's own data: the link, what they give behind it, and until when they may change it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import delegate_queries, delegates, own_form
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_facts import DelegateFilledIn, DelegateInvited, DelegateLinkReplaced
from coopevents.delegations.people_facts import DelegateFact
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_rules import DelegateChangedMeanwhile, ensure_people_may_change
from coopevents.delegations.people_states import COMING_DELEGATES, DelegateState
from coopevents.delegations.recording import subject_of
from coopevents.delegations.states import AFTER, OVER
from coopevents.delegations.tokens import UID_LENGTH, uid_in
from coopevents.facts import Actor, Subject
from coopevents.forms import queries as forms
from coopevents.forms import service as asking
from coopevents.forms.models import FormVersion
from coopevents.forms.sealed import all_values
from coopevents.i18n import _, _l
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.refusals import Refusal
from coopevents.signing import is_signature, signature
from coopevents.text import LocalizedText, cleaned, one_line

LINK = "own page of a delegate"
THE_FORM = Subject("delegates", 0)
"""What every delegate is asked is one form of the house."""


class HasArrived(Refusal):
    """Whoever is here asks a colleague instead."""

    status: ClassVar[int] = 409
    sentence = _l("You have arrived: please tell your host what has changed.")


class HasNoAddress(Refusal):
    """Nothing can be sent without an address."""

    status: ClassVar[int] = 422
    sentence = _l("Write an e-mail address for this delegate first.")


class DoesNotCome(Refusal):
    """Who was withdrawn is sent nothing."""

    status: ClassVar[int] = 409
    sentence = _l("This person does not come with the delegation any more.")


@dataclass(frozen=True, kw_only=True)
class OwnDetails:
    """What a delegate says about themselves in words that are no secret."""

    given_name: str
    family_name: str
    original_name: str = ""
    title: str = ""
    office: str = ""
    phone: str = ""
    diet: str = ""
    access_needs: str = ""
    language: str = ""


def delegate_token(delegate: Delegate) -> str:
    """The secret in the address of a delegate's own page."""
    return delegate.uid + signature(LINK, f"{delegate.uid} {delegate.token_version}")


def delegate_behind(token: str) -> Delegate | None:
    """The delegate whose page a secret opens; None for a wrong or replaced one, and for who does not come."""
    uid = uid_in(token)
    found = delegate_queries.find_by_uid(uid) if uid else None
    if found is None or found.state not in COMING_DELEGATES:
        return None
    is_theirs = is_signature(token[UID_LENGTH:], LINK, f"{found.uid} {found.token_version}")
    return found if is_theirs else None


def subject_for(delegate: Delegate) -> Subject:
    """The delegate as forms know them."""
    return Subject("delegate", delegate.id)


def actor_of(delegate: Delegate) -> Actor:
    """The delegate as the one who acts, for facts: no name."""
    return Actor("guest", delegate.id, _("A delegate"))


def may_change(delegate: Delegate) -> bool:
    """Whether a delegate may still change their own data: until they arrive, or the visit is over."""
    return delegate.arrived_at is None and delegate.delegation.state not in AFTER | OVER


def answers_of(delegate: Delegate) -> dict[str, Any]:
    """All answers of a delegate, sensitive ones too: for themselves."""
    return all_values(forms.find_answers(subject_for(delegate)))


def plain_answers_of(delegate: Delegate) -> dict[str, Any]:
    """The answers of a delegate that are no secret."""
    answers = forms.find_answers(subject_for(delegate))
    return dict(answers.values) if answers is not None else {}


def version_asked(now: datetime) -> FormVersion:
    """The questions as they are asked now, kept with the first who answers them."""
    return asking.define_form(THE_FORM, own_form.PURPOSE, own_form.DEFINITION, title=own_form.TITLE, now=now)


def invite_delegate(delegate: Delegate, *, now: datetime, actor: Actor) -> None:
    """Send a delegate their own link; once more when it was sent before.

    Raises VisitIsOver, DoesNotCome or HasNoAddress.
    """
    delegation = _locked(delegate)
    if delegate.state not in COMING_DELEGATES:
        raise DoesNotCome
    if not delegate.person.email:
        raise HasNoAddress(field="email")
    if delegate.state is DelegateState.NAMED:
        delegate.state, delegate.changed_at = DelegateState.INVITED, now
        db.session.flush()
    record_of(DelegateInvited, delegation, delegate, now=now, actor=actor, version=delegate.version)


def replace_link(delegate: Delegate, *, now: datetime, actor: Actor) -> None:
    """Make the link that is out worthless. Raises VisitIsOver."""
    delegation = _locked(delegate)
    delegate.token_version, delegate.changed_at = delegate.token_version + 1, now
    db.session.flush()
    record_of(DelegateLinkReplaced, delegation, delegate, now=now, actor=actor)


def fill_in(
    delegate: Delegate,
    details: OwnDetails,
    raw: Mapping[str, Any],
    *,
    seen: int | None = None,
    now: datetime,
    actor: Actor,
) -> None:
    """Keep what a delegate says about themselves, the sensitive part sealed; they are complete from then on.

    Raises HasArrived, VisitIsOver, DelegateChangedMeanwhile, AnswersAreIncomplete, or what makes a person impossible.
    """
    delegation = _locked(delegate)
    if not may_change(delegate):
        raise HasArrived
    if seen is not None and seen != delegate.version:
        raise DelegateChangedMeanwhile
    before = plain_answers_of(delegate)
    answers = asking.answer_form(version_asked(now), subject_for(delegate), raw, now=now)
    person = _person(delegate, details, before, answers.values)
    people.change_person(delegate.person, person, now=now, actor=actor)
    _write(delegate, details, now)
    delegate.needs_letter = bool(answers.values.get("needs_letter"))
    portrait = answers.values.get("portrait")
    delegate.photo = str(portrait["key"]) if isinstance(portrait, Mapping) and portrait.get("key") else ""
    delegate.state = DelegateState.COMPLETE
    db.session.flush()
    record_of(DelegateFilledIn, delegation, delegate, now=now, actor=actor)


def record_of(
    kind: type[DelegateFact],
    delegation: Delegation,
    delegate: Delegate,
    *,
    now: datetime,
    actor: Actor,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    **more: Any,
) -> None:
    """Record a fact about one delegate; the history names them by id alone."""
    told = {"delegate": (None, delegate.id), **(changes or {})}
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=subject_of(delegation),
            unit_id=delegation.unit_id,
            delegate_id=delegate.id,
            changes=told,
            **more,
        )
    )


def _person(
    delegate: Delegate, details: OwnDetails, before: Mapping[str, Any], after: Mapping[str, Any]
) -> PersonDetails:
    """The register's record as they say it; the biography in the language they write, which hosts and papers read."""
    known = delegates.details_of(delegate).person
    language = details.language or known.language or "en"
    lives = dict(known.biography)
    if lives.get(language) == before.get("biography"):
        lives.pop(language, None)
    if after.get("biography"):
        lives[language] = str(after["biography"])
    names = {name: getattr(details, name) for name in ("given_name", "family_name", "original_name", "title")}
    return replace(known, **names, language=details.language or known.language, biography=LocalizedText(lives))


def _write(delegate: Delegate, details: OwnDetails, now: datetime) -> None:
    language = details.language or "en"
    kept = {key: value for key, value in delegate.office.items() if key != language}
    office = one_line(details.office)[:200]
    delegate.office = LocalizedText({**kept, **({language: office} if office else {})})
    delegate.phone, delegate.diet = one_line(details.phone)[:60], one_line(details.diet)[:300]
    delegate.access_needs, delegate.changed_at = cleaned(details.access_needs)[:1000], now


def _locked(delegate: Delegate) -> Delegation:
    delegation = delegations.lock_delegation(delegate.delegation_id)
    db.session.refresh(delegate)
    ensure_people_may_change(delegation.state)
    return delegation
