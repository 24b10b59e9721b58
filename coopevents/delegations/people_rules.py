"""What must hold of the people of a delegation; pure."""

from collections.abc import Iterable

from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.states import OVER, VisitState
from coopevents.i18n import _l
from coopevents.refusals import Refusal


class DelegateIsNamedAlready(Refusal):
    """Everybody stands in a delegation once."""

    status = 409
    sentence = _l("This person is in the delegation already.")


class DelegationHasAHead(Refusal):
    """One person leads."""

    status = 409
    sentence = _l("Somebody leads this delegation already. Give them another role first.")


class RankIsImpossible(Refusal):
    """The highest rank is 1."""

    status = 422
    sentence = _l("A rank is a number from 1, the highest, to 999.")


class VisitIsOver(Refusal):
    """Who came is history."""

    status = 409
    sentence = _l("This visit is over: its people can no longer be changed.")


class DelegateChangedMeanwhile(Refusal):
    """Two people save the same delegate."""

    status = 409
    sentence = _l("Somebody changed this delegate while you were writing. Look at it once more.")


def ensure_people_may_change(state: VisitState) -> None:
    """People come and go until the visit is over.

    Raises VisitIsOver.
    """
    if state in OVER:
        raise VisitIsOver


def ensure_may_lead(role: DelegateRole, others: Iterable[DelegateRole]) -> None:
    """There is one head. Raises DelegationHasAHead."""
    if role is DelegateRole.HEAD and DelegateRole.HEAD in others:
        raise DelegationHasAHead(field="role")


def ensure_rank(rank: int | None) -> None:
    """Nobody stands above the first. Raises RankIsImpossible."""
    if rank is not None and not 1 <= rank <= 999:
        raise RankIsImpossible(field="rank")
