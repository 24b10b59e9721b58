"""What can happen to a group."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class GroupTermsChanged(Fact):
    """Whether and how an event takes groups was decided anew."""

    sentence = _l("Settings for groups changed")


@dataclass(frozen=True, kw_only=True)
class GroupRegistered(Fact):
    """A group holds places, or waits for them."""

    sentence = _l("Group registered")


@dataclass(frozen=True, kw_only=True)
class GroupPlacesGiven(Fact):
    """Places that became free are held for a group that waited."""

    sentence = _l("Group moved up from the waiting list")


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Fact):
    """What is said about a group changed; the changes name the fields."""

    sentence = _l("Group changed")


@dataclass(frozen=True, kw_only=True)
class GroupPlacesAdded(Fact):
    """A group holds, or waits for, more places."""

    sentence = _l("Places added to the group")


@dataclass(frozen=True, kw_only=True)
class GroupPlaceGivenBack(Fact):
    """A group gave a place back."""

    sentence = _l("Place of the group given back")


@dataclass(frozen=True, kw_only=True)
class GroupMemberInvited(Fact):
    """A member got a link of their own."""

    sentence = _l("Member of the group invited")


@dataclass(frozen=True, kw_only=True)
class GroupInvitationRevoked(Fact):
    """The link of a member is worthless."""

    sentence = _l("Link of a member revoked")


@dataclass(frozen=True, kw_only=True)
class GroupMemberNamed(Fact):
    """A place of a group has a name."""

    sentence = _l("Place of the group filled in")


@dataclass(frozen=True, kw_only=True)
class GroupMemberSwapped(Fact):
    """Somebody else will come in the place of a member."""

    sentence = _l("Member of the group replaced")


@dataclass(frozen=True, kw_only=True)
class GroupMemberLeft(Fact):
    """A member does not come; the place is free."""

    sentence = _l("Member of the group left")


@dataclass(frozen=True, kw_only=True)
class GroupConfirmed(Fact):
    """The leader says that all is as it should be."""

    sentence = _l("Group confirmed")


@dataclass(frozen=True, kw_only=True)
class GroupHoldWarned(Fact):
    """The time to name the members is almost over."""

    sentence = _l("Group told that its places run out")


@dataclass(frozen=True, kw_only=True)
class GroupHoldExtended(Fact):
    """There is more time to name the members."""

    sentence = _l("Places of the group held longer")


@dataclass(frozen=True, kw_only=True)
class GroupReleased(Fact):
    """Places nobody was named for are free again."""

    sentence = _l("Places of the group released")


@dataclass(frozen=True, kw_only=True)
class GroupClosed(Fact):
    """The group is done with."""

    sentence = _l("Group closed")


@dataclass(frozen=True, kw_only=True)
class GroupLinkRequested(Fact):
    """The leader asked for the link once more."""

    sentence = _l("Link of the group sent again")


@dataclass(frozen=True, kw_only=True)
class GroupLinkReplaced(Fact):
    """The leader has a new link; the old one is worthless."""

    sentence = _l("Link of the group replaced")


@dataclass(frozen=True, kw_only=True)
class GroupCancelled(Fact):
    """The event does not take place; the group holds and waits for nothing any more."""

    sentence = _l("Group cancelled with the event")
