"""Rows of the lists of invitations and of quotas, for counting the queries of their pages."""

from __future__ import annotations

from coopevents.db import db
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_states import InvitationState
from coopevents.registration.models import RegistrationTerms
from coopevents.registration.quota_models import Quota
from coopevents.registration.quota_states import QuotaKind
from tests.desks import NOW, Desk, a_form


def invitations(_desk: Desk, event_id: int, numbers: range) -> None:
    """So many invitations, each but the first of a delegate of the one before."""
    for number in numbers:
        kept = {"event_id": event_id, "reference": f"invitation-{number}", "made_at": NOW, "changed_at": NOW}
        db.session.add(
            Invitation(
                form=a_form(event_id),
                state=InvitationState.SENT,
                email=f"guest{number}@example.org",
                language="en",
                delegate_of_id=number or None,
                **kept,
            )
        )
        db.session.flush()


def quotas(_desk: Desk, event_id: int, numbers: range) -> None:
    """So many quotas, each for an institution of its own."""
    for number in numbers:
        name = f"institution {number}"
        db.session.get_one(RegistrationTerms, event_id).has_quotas = True
        db.session.add(Quota(event_id=event_id, kind=QuotaKind.INSTITUTION, key=name, value=name, most=number))
