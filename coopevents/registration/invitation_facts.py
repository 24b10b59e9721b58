"""What can happen to an invitation."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class InvitationDrafted(Fact):
    """Somebody is to be invited."""

    sentence = _l("Invitation drafted")


@dataclass(frozen=True, kw_only=True)
class InvitationChanged(Fact):
    """What an invitation says changed; the changes name the fields."""

    sentence = _l("Invitation changed")


@dataclass(frozen=True, kw_only=True)
class InvitationHandedOver(Fact):
    """An invitation waits in the outbox until a colleague lets it go."""

    sentence = _l("Invitation handed to the outbox")


@dataclass(frozen=True, kw_only=True)
class InvitationSent(Fact):
    """An invitation is on its way."""

    sentence = _l("Invitation sent")


@dataclass(frozen=True, kw_only=True)
class InvitationLetGo(Fact):
    """A colleague let an invitation that waited in the outbox go."""

    sentence = _l("Invitation let go from the outbox")


@dataclass(frozen=True, kw_only=True)
class InvitationSentAgain(Fact):
    """The same link went out once more."""

    sentence = _l("Invitation sent again")


@dataclass(frozen=True, kw_only=True)
class InvitationReminded(Fact):
    """The last day to answer is near."""

    sentence = _l("Reminded of the invitation")


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Fact):
    """Who was invited registered."""

    sentence = _l("Invitation accepted")


@dataclass(frozen=True, kw_only=True)
class InvitationDeclined(Fact):
    """Who was invited does not come."""

    sentence = _l("Invitation declined")


@dataclass(frozen=True, kw_only=True)
class DelegateNamed(Fact):
    """Who was invited named somebody to come in their place."""

    sentence = _l("Delegate named")


@dataclass(frozen=True, kw_only=True)
class InvitationExpired(Fact):
    """Nobody answered in time."""

    sentence = _l("Invitation expired")


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Fact):
    """The office took an invitation back; ``is_told`` says whether the person hears of it."""

    sentence = _l("Invitation withdrawn")

    is_told: bool = False


@dataclass(frozen=True, kw_only=True)
class InvitationRestored(Fact):
    """An invitation that was withdrawn stands again."""

    sentence = _l("Withdrawal of the invitation undone")


@dataclass(frozen=True, kw_only=True)
class InvitationsErased(Fact):
    """Nothing says any more who was invited: they asked for it, or the event is long over."""

    sentence = _l("Invitations erased")
