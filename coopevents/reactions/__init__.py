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
from coopevents.events.facts import (
    EventCancelled,
    EventChanged,
    EventPageAdded,
    EventPageChanged,
    EventPageRemoved,
    EventPagesOrdered,
    EventPublished,
    EventUnpublished,
)
from coopevents.facts import Fact
from coopevents.mail.facts import MessageApproved, MessageDiscarded
from coopevents.people.facts import PersonChanged
from coopevents.places.facts import PlaceChanged
from coopevents.reactions import auditing, booking, following, mailing, noticing, reviewing, welcoming
from coopevents.registration.facts import (
    GuestRegistered,
    LinkRequested,
    RegistrationApproved,
    RegistrationCancelled,
    RegistrationDeclined,
    RegistrationPromoted,
    RegistrationReopened,
    RegistrationResubmitted,
    RegistrationReturned,
    RegistrationWithdrawn,
    TermsChanged,
)
from coopevents.schedule.facts import (
    ActivityCancelled,
    ActivityChanged,
    ActivityDeleted,
    ActivityMoved,
    ActivityPlanned,
    ActivityReopened,
    PlacePassedOn,
    ScheduleClosed,
    ScheduleReleased,
    ScheduleSettingsChanged,
    TrackRemoved,
    TrackRenamed,
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
    ActivityChanged: (
        following.release_anew,
        booking.pass_places_on,
    ),
    ActivityMoved: (following.release_anew,),
    ActivityCancelled: (following.release_anew,),
    ActivityReopened: (
        following.release_anew,
        booking.pass_places_on,
    ),
    ActivityDeleted: (following.release_anew,),
    TrackRenamed: (following.release_anew,),
    TrackRemoved: (following.release_anew,),
    ScheduleSettingsChanged: (following.release_anew, noticing.hold_or_let_go),
    ScheduleReleased: (following.freshen_pages, noticing.ask_to_tell),
    ScheduleClosed: (following.freshen_pages, noticing.tell_nobody),
    MessageApproved: (noticing.settle_approved,),
    MessageDiscarded: (noticing.settle_discarded,),
    PlacePassedOn: (booking.tell_who_moved_up,),
    GuestRegistered: (mailing.tell_of_registration, following.freshen_seats),
    RegistrationApproved: (mailing.tell_of_approval, following.freshen_seats),
    RegistrationReturned: (reviewing.tell_what_to_change,),
    RegistrationResubmitted: (reviewing.tell_that_it_arrived,),
    RegistrationReopened: (reviewing.tell_that_it_waits_again,),
    RegistrationPromoted: (mailing.tell_of_promotion, following.freshen_seats),
    RegistrationDeclined: (mailing.tell_of_refusal, following.freshen_seats, booking.give_places_back),
    RegistrationCancelled: (mailing.tell_of_cancellation, following.freshen_seats, booking.give_places_back),
    RegistrationWithdrawn: (mailing.tell_of_withdrawal, following.freshen_seats, booking.give_places_back),
    LinkRequested: (mailing.send_link,),
    TermsChanged: (following.freshen_seats,),
    EventPublished: (following.freshen_lists,),
    EventUnpublished: (following.freshen_lists,),
    EventCancelled: (following.freshen_lists,),
    EventChanged: (following.freshen_lists,),
    EventPageAdded: (following.freshen_event,),
    EventPageChanged: (following.freshen_event,),
    EventPageRemoved: (following.freshen_event,),
    EventPagesOrdered: (following.freshen_event,),
    PlaceChanged: (following.release_where_it_is_shown,),
    PersonChanged: (following.release_where_they_appear,),
}


def follow(fact: Fact) -> None:
    """Let everything happen that follows from this fact."""
    auditing.write_down(fact)
    for reaction in REACTIONS.get(type(fact), ()):
        reaction(fact)
