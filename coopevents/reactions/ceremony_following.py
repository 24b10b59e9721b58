"""A ceremony follows the activity it is, and what the registry says of the agreements signed in it."""

from coopevents.agreements.facts import AgreementAbandoned, SigningCalledOff, TextGivenUp
from coopevents.ceremonies import casting, planning
from coopevents.schedule.facts import ActivityCancelled, ActivityChanged, ActivityReopened


def follow_people(fact: ActivityChanged) -> None:
    """Whoever was put on the activity, or taken off it, takes part in the ceremony or does not."""
    casting.follow_activity(fact.subject.id)


def cancel_ceremony(fact: ActivityCancelled) -> None:
    """The ceremony does not take place either, and its agreements wait again."""
    planning.follow_cancelled(fact.subject.id, now=fact.at, actor=fact.actor)


def reopen_ceremony(fact: ActivityReopened) -> None:
    """The ceremony takes place after all."""
    planning.follow_reopened(fact.subject.id, now=fact.at, actor=fact.actor)


def drop_agreement(fact: SigningCalledOff | TextGivenUp | AgreementAbandoned) -> None:
    """What is not to be signed at a ceremony any more is in none any more."""
    planning.follow_registry(fact.subject.id, now=fact.at, actor=fact.actor)
