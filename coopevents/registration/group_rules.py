"""What groups refuse. Pure."""

from datetime import datetime

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration.group_states import OPEN_GROUPS, GroupState

SMALLEST = 2


class GroupsAreNotTaken(Refusal):
    """The event takes no groups on-line."""

    sentence = _l("This event does not register groups online.")


class GroupIsOver(Refusal):
    """The group is closed, or its places were released."""

    sentence = _l("This group is closed; its places can no longer be changed.")


class GroupHasNoName(Refusal):
    """Who comes together has a name."""

    status = 422
    sentence = _l("Give the group a name, such as the name of your school or delegation.")

    def __init__(self) -> None:
        super().__init__(field="name")


class LeaderHasNoName(Refusal):
    """Somebody leads the group."""

    status = 422
    sentence = _l("Write the name of the person who leads the group.")

    def __init__(self) -> None:
        super().__init__(field="leader_name")


class LeaderHasNoAddress(Refusal):
    """The link of the group is sent to the leader."""

    status = 422
    sentence = _l("Write an e-mail address, such as name@example.edu.")

    def __init__(self) -> None:
        super().__init__(field="leader_email")


class GroupIsTooSmallOrLarge(Refusal):
    """There are bounds to what is a group."""

    status = 422

    def __init__(self, largest: int) -> None:
        words = _l("A group has from %(smallest)s to %(largest)s places.", smallest=SMALLEST, largest=largest)
        super().__init__(words, field="places")


class PlaceIsFilled(Refusal):
    """Somebody's name is on the place."""

    sentence = _l("This place has a name already. To let somebody else come, swap the name.")


class PlaceIsNotYours(Refusal):
    """It was given back, released, or is only offered."""

    sentence = _l("This place does not belong to the group, or not yet.")


class PlacesHaveNoName(Refusal):
    """Everybody has to be named first."""

    sentence = _l("Name everybody first, or give back the places nobody needs.")


class NothingToConfirm(Refusal):
    """A group without a place has nothing to confirm."""

    sentence = _l("The group holds no place yet.")


class NamesAreFinal(Refusal):
    """It is too late to swap a name."""

    sentence = _l("Names can no longer be swapped; write to the organisers.")


class AddressIsMissing(Refusal):
    """A link is sent somewhere."""

    status = 422
    sentence = _l("Write the e-mail address the link is sent to.")

    def __init__(self) -> None:
        super().__init__(field="email")


def ensure_size(places: int, largest: int) -> None:
    """Raise GroupIsTooSmallOrLarge."""
    if not SMALLEST <= places <= largest:
        raise GroupIsTooSmallOrLarge(largest)


def ensure_open(state: GroupState) -> None:
    """Raise GroupIsOver when nothing about the group may change any more."""
    if state not in OPEN_GROUPS:
        raise GroupIsOver


def ensure_swappable(swaps_until: datetime | None, begins_at: datetime, *, now: datetime) -> None:
    """Raise NamesAreFinal when it is too late to swap a name."""
    if now >= (swaps_until or begins_at):
        raise NamesAreFinal
