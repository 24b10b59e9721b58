"""What happens to units, users, their roles and their ways of signing in."""

from dataclasses import dataclass, field
from typing import ClassVar

from coopevents.facts import Fact
from coopevents.i18n import _l


class UnitCreated(Fact):
    """A unit of the university was entered."""

    sentence = _l("Unit created")


class UnitChanged(Fact):
    """A unit got another name."""

    sentence = _l("Unit changed")


class UserCreated(Fact):
    """Somebody got an account."""

    sentence = _l("Account created")


@dataclass(frozen=True, kw_only=True)
class ColleagueInvited(Fact):
    """Somebody was sent a link with which to choose a password; its secret is written down only in the message."""

    sentence: ClassVar = _l("Colleague invited")

    user_id: int
    link_id: int
    token: str = field(repr=False)
    invited_by: str


class InvitationAccepted(Fact):
    """An invited colleague chose a password."""

    sentence = _l("Invitation accepted")


class InvitationRevoked(Fact):
    """An invitation was taken back before it was accepted."""

    sentence = _l("Invitation taken back")


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Fact):
    """Somebody may do more."""

    sentence: ClassVar = _l("Role given")

    user_id: int
    role: str


class RoleChanged(Fact):
    """Somebody has another role in the same place."""

    sentence = _l("Role changed")


class RoleRevoked(Fact):
    """Somebody may do less."""

    sentence = _l("Role taken away")


class UserDisabled(Fact):
    """Somebody may no longer sign in."""

    sentence = _l("Account disabled")


class UserEnabled(Fact):
    """Somebody may sign in again."""

    sentence = _l("Account enabled")


class ProfileChanged(Fact):
    """Somebody changed what they say about themself."""

    sentence = _l("Profile changed")


class SignedIn(Fact):
    """A browser was signed in."""

    sentence = _l("Signed in")


class SignedOut(Fact):
    """A browser was signed out by the one who used it."""

    sentence = _l("Signed out")


class SessionsEnded(Fact):
    """Other browsers were signed out."""

    sentence = _l("Signed out on other devices")


@dataclass(frozen=True, kw_only=True)
class PasswordResetRequested(Fact):
    """Somebody who forgot the password was sent a link; the secret itself is written down only in the message."""

    sentence: ClassVar = _l("Password reset requested")

    user_id: int
    link_id: int
    token: str = field(repr=False)


class CredentialsChanged(Fact):
    """One of the ways of proving who one is changed; the owner is told, so that a thief is noticed."""


class PasswordReset(CredentialsChanged):
    """A new password was chosen by a link."""

    sentence = _l("Password chosen anew by a link")


class PasswordChanged(CredentialsChanged):
    """A new password was chosen by somebody who knew the old one."""

    sentence = _l("Password changed")


class SecondFactorTurnedOn(CredentialsChanged):
    """Signing in now asks for a code, too."""

    sentence = _l("Second step at sign-in turned on")


class SecondFactorTurnedOff(CredentialsChanged):
    """Signing in no longer asks for a code."""

    sentence = _l("Second step at sign-in turned off")


class RecoveryCodeUsed(CredentialsChanged):
    """A recovery code stood in for the second factor."""

    sentence = _l("Recovery code used to sign in")


class RecoveryCodesRenewed(CredentialsChanged):
    """New recovery codes replaced the old ones."""

    sentence = _l("Recovery codes made anew")
