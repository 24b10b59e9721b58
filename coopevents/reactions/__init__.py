"""What follows from what happened: one table, read it first.

Every fact is audited. The functions run in the order given, in the transaction of the fact, and may record further
facts.
"""

from collections.abc import Callable
from typing import Any

from coopevents.accounts.facts import (
    ColleagueInvited,
    PasswordChanged,
    PasswordReset,
    PasswordResetRequested,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    RoleGranted,
    SecondFactorTurnedOff,
    SecondFactorTurnedOn,
)
from coopevents.facts import Fact
from coopevents.places.facts import PlaceChanged
from coopevents.reactions import auditing, following, mailing, welcoming
from coopevents.registration.facts import (
    GuestRegistered,
    LinkRequested,
    RegistrationApproved,
    RegistrationCancelled,
    RegistrationDeclined,
    RegistrationPromoted,
    RegistrationWithdrawn,
)
from coopevents.schedule.facts import (
    ActivityCancelled,
    ActivityChanged,
    ActivityDeleted,
    ActivityMoved,
    ActivityPlanned,
    ActivityReopened,
    ScheduleClosed,
    ScheduleReleased,
)

Reaction = Callable[[Any], None]

REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    ColleagueInvited: (welcoming.send_invitation,),
    RoleGranted: (welcoming.tell_of_role,),
    PasswordResetRequested: (welcoming.send_password_reset,),
    PasswordReset: (welcoming.warn_of_changed_credentials,),
    PasswordChanged: (welcoming.warn_of_changed_credentials,),
    SecondFactorTurnedOn: (welcoming.warn_of_changed_credentials,),
    SecondFactorTurnedOff: (welcoming.warn_of_changed_credentials,),
    RecoveryCodeUsed: (welcoming.warn_of_changed_credentials,),
    RecoveryCodesRenewed: (welcoming.warn_of_changed_credentials,),
    ActivityPlanned: (following.release_anew,),
    ActivityChanged: (following.release_anew,),
    ActivityMoved: (following.release_anew,),
    ActivityCancelled: (following.release_anew,),
    ActivityReopened: (following.release_anew,),
    ActivityDeleted: (following.release_anew,),
    ScheduleReleased: (following.freshen_pages,),
    ScheduleClosed: (following.freshen_pages,),
    GuestRegistered: (mailing.tell_of_registration,),
    RegistrationApproved: (mailing.tell_of_approval,),
    RegistrationPromoted: (mailing.tell_of_promotion,),
    RegistrationDeclined: (mailing.tell_of_refusal,),
    RegistrationCancelled: (mailing.tell_of_cancellation,),
    RegistrationWithdrawn: (mailing.tell_of_withdrawal,),
    LinkRequested: (mailing.send_link,),
    PlaceChanged: (following.release_where_it_is_shown,),
}


def follow(fact: Fact) -> None:
    """Let everything happen that follows from this fact."""
    auditing.write_down(fact)
    for reaction in REACTIONS.get(type(fact), ()):
        reaction(fact)
