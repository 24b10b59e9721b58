"""Linking visits with the agreements that grew out of them."""

from datetime import datetime

from coopevents.agreements.models import Agreement
from coopevents.db import db
from coopevents.delegations import after_queries, reporting
from coopevents.delegations import queries as delegations
from coopevents.delegations.after_facts import AgreementGrown, AgreementUnlinked
from coopevents.delegations.after_models import GrownAgreement
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import record
from coopevents.delegations.rules import VisitForbids
from coopevents.delegations.states import UNDECIDED
from coopevents.facts import Actor


def link_agreement(delegation: Delegation, agreement: Agreement, *, now: datetime, actor: Actor) -> None:
    """The agreement grew out of this visit. Twice is once. Raises VisitForbids before the visit is decided."""
    delegation = delegations.lock_delegation(delegation.id)
    if delegation.state in UNDECIDED:
        raise VisitForbids(delegation.state)
    if after_queries.find_grown(delegation.id, agreement.id) is not None:
        return
    made = GrownAgreement(delegation_id=delegation.id, agreement_id=agreement.id, linked_by=actor.label, linked_at=now)
    db.session.add(made)
    db.session.flush()
    reporting.note_changed(delegation)
    record(AgreementGrown, delegation, now=now, actor=actor)


def unlink_agreement(delegation: Delegation, agreement: Agreement, *, now: datetime, actor: Actor) -> None:
    """It did not grow out of it after all."""
    delegation = delegations.lock_delegation(delegation.id)
    link = after_queries.find_grown(delegation.id, agreement.id)
    if link is None:
        return
    db.session.delete(link)
    db.session.flush()
    reporting.note_changed(delegation)
    record(AgreementUnlinked, delegation, now=now, actor=actor)
