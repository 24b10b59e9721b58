"""What accounts allow; pure."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from coopevents.accounts.details import Scope
from coopevents.accounts.permissions import HeldRole
from coopevents.accounts.roles import Role
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal

MOST_TRIES = 5
TRIES_COUNT_FOR = timedelta(minutes=15)
RESET_LASTS = timedelta(hours=1)
INVITATION_LASTS = timedelta(days=7)
SESSION_LASTS = timedelta(days=14)
SESSIONS_KEPT_FOR = timedelta(days=90)


class TooManyTries(Refusal):
    """The account or the network address has failed too often of late."""

    status = 429
    sentence = _l("There were too many tries. Wait 15 minutes, then try again.")


class EmailIsTaken(Refusal):
    """Another account has this address."""

    sentence = _l("Somebody already has an account with this address.")


class RoleIsHeldAlready(Refusal):
    """The same role in the same place twice would say nothing."""

    sentence = _l("They already have this role here.")


class RoleDoesNotFit(Refusal):
    """A unit's role for an event, or the other way round."""

    status = 422
    sentence = _l("Choose one of the roles in the list.")


class LastAdmin(Refusal):
    """A unit would be left with nobody who may invite colleagues."""

    sentence = _l("This is the last administrator here. Make somebody else administrator first.")


class InvitationIsAccepted(Refusal):
    """There is nothing to take back or to send again: the colleague already has a password."""

    sentence = _l("They have already accepted the invitation.")


class LinkHasEnded(NotFound):
    """The link was used, replaced or has run out, or never was."""

    status = 410


class PasswordIsWrong(Refusal):
    """The present password was asked for and not given."""

    status = 422
    sentence = _l("This is not your present password.")


class CodeIsWrong(Refusal):
    """The code is not the one the app shows, or was used before."""

    status = 422
    sentence = _l("This code does not fit. Wait until the app shows the next one, then type that.")


class SecondFactorIsOff(Refusal):
    """There is no second step to change."""

    sentence = _l("The second step is not turned on.")


def ensure_role_fits(role: Role, scope: Scope) -> None:
    """Refuse a role that cannot be held in such a place."""
    if role not in scope.roles:
        raise RoleDoesNotFit(field="role")


def ensure_somebody_remains(admins: Collection[int]) -> None:
    """Refuse that the last of a unit's administrators leaves; ``admins`` are those that would stay."""
    if not admins:
        raise LastAdmin


def ensure_few_tries(counts: Iterable[int]) -> None:
    """Refuse a further try when any of the counts is full."""
    if any(count >= MOST_TRIES for count in counts):
        raise TooManyTries


def is_living(started_at: datetime, now: datetime) -> bool:
    """Whether a session has not run out."""
    return now < started_at + SESSION_LASTS


def administered_units(held: Iterable[HeldRole]) -> list[int]:
    """The units somebody administers by a role for the unit itself."""
    return sorted({each.scope_id for each in held if each.scope_kind == "unit" and each.role is Role.ADMIN})


def network_of(address: str) -> str:
    """What counts as one network address: of IPv6 the first half, since one browser may use all of the second."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(found)
