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
from coopevents.agreements.facts import (
    AgreementAbandoned,
    AgreementAlertRaised,
    AgreementSigned,
    DocumentFoundDamaged,
    SignatureTakenBack,
    SigningCalledOff,
    TextGivenUp,
)
from coopevents.delegations.facts import (
    VisitAccepted,
    VisitCancelled,
    VisitDeclined,
    VisitPostponed,
    VisitQuestionAsked,
    VisitRedirected,
    VisitRequested,
    VisitResumed,
)
from coopevents.delegations.itinerary_facts import (
    ItineraryHandedOut,
    ItineraryItemChanged,
    ItineraryItemPlanned,
    ItineraryItemRemoved,
    ItineraryItemShared,
    PartsAsked,
    ProgrammeSent,
)
from coopevents.delegations.own_facts import DelegateAnswersPurged, DelegateConsentWithdrawn, DelegateInvited
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
from coopevents.issuing.facts import CertificateIssued, LetterIssued, LetterReturned
from coopevents.issuing.visit_letter_facts import VisitLetterIssued
from coopevents.mail.facts import MessageApproved, MessageDiscarded
from coopevents.mobility.facts import (
    ReportRequested,
    ReportsAreLate,
    TripApproved,
    TripCancelled,
    TripRefused,
    TripReturned,
)
from coopevents.partners.facts import CountryRenamed, FollowUpFellDue
from coopevents.people.facts import PersonChanged
from coopevents.places.facts import PlaceChanged
from coopevents.reactions import (
    alerting,
    auditing,
    booking,
    ceremony_following,
    delegate_letters,
    following,
    following_up,
    handing_out,
    inviting,
    issuing,
    mailing,
    noticing,
    offering,
    partner_following,
    reviewing,
    saving,
    thanking,
    touring,
    trip_telling,
    visit_asking,
    visit_travelling,
    visiting,
    welcoming,
)
from coopevents.registration.drafts import DraftSaved
from coopevents.registration.exchange.facts import GuestImported
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
    RegistrationsUnited,
    RegistrationWithdrawn,
    TermsChanged,
)
from coopevents.registration.follow_up_facts import FollowUpAsked, FollowUpReminded
from coopevents.registration.group_facts import (
    GroupCancelled,
    GroupConfirmed,
    GroupHoldWarned,
    GroupLinkReplaced,
    GroupLinkRequested,
    GroupMemberInvited,
    GroupPlaceGivenBack,
    GroupPlacesAdded,
    GroupPlacesGiven,
    GroupRegistered,
    GroupReleased,
    GroupTermsChanged,
)
from coopevents.registration.invitation_facts import (
    DelegateNamed,
    InvitationChanged,
    InvitationDeclined,
    InvitationExpired,
    InvitationHandedOver,
    InvitationReminded,
    InvitationRestored,
    InvitationSent,
    InvitationSentAgain,
    InvitationWithdrawn,
)
from coopevents.registration.privacy_facts import AnswersPurged, ConsentWithdrawn, GuestErased
from coopevents.registration.quota_facts import QuotaRemoved, QuotaSet
from coopevents.registration.waiting_facts import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferExtended,
    OfferReminded,
    OfferTakenBack,
    PlaceOffered,
    WaitingListDrawn,
    WaitingRulesChanged,
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
from coopevents.tours.booking_facts import (
    TourAwaited,
    TourBooked,
    TourBookingCancelled,
    TourBookingMoved,
    TourPartyMovedUp,
    TourPartyReminded,
    TourPartyTold,
)

Reaction = Callable[[Any], None]

AFTER_LEAVING: tuple[Reaction, ...] = (following.freshen_seats, booking.give_places_back, offering.let_members_go)

REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    AgreementAlertRaised: (alerting.tell_of_alert,),
    ItineraryHandedOut: (handing_out.send_links,),
    ProgrammeSent: (handing_out.send_links,),
    DelegateInvited: (delegate_letters.send_link,),
    DelegateAnswersPurged: (delegate_letters.erase_letters,),
    DelegateConsentWithdrawn: (delegate_letters.erase_letters,),
    VisitLetterIssued: (delegate_letters.tell_of_letter,),
    VisitRequested: (visiting.tell_requester,),
    VisitQuestionAsked: (visiting.tell_requester,),
    VisitAccepted: (visiting.tell_requester,),
    VisitDeclined: (visiting.tell_requester,),
    VisitRedirected: (visiting.tell_requester,),
    VisitPostponed: (visiting.tell_requester,),
    VisitResumed: (visiting.tell_requester,),
    VisitCancelled: (visiting.tell_requester,),
    PartsAsked: (visit_asking.ask_by_mail,),
    ItineraryItemPlanned: (visit_travelling.follow_line, visit_asking.follow_line),
    ItineraryItemShared: (visit_travelling.follow_line, visit_asking.follow_line),
    ItineraryItemChanged: (visit_travelling.follow_line, visit_asking.follow_line),
    ItineraryItemRemoved: (visit_travelling.follow_line, visit_asking.follow_line),
    TripApproved: (trip_telling.tell_who_asked, trip_telling.tell_travellers),
    TripReturned: (trip_telling.tell_who_asked,),
    TripRefused: (trip_telling.tell_who_asked,),
    TripCancelled: (trip_telling.tell_who_stays,),
    ReportRequested: (trip_telling.ask_for_report,),
    ReportsAreLate: (trip_telling.tell_of_late_reports,),
    DocumentFoundDamaged: (alerting.tell_of_damage,),
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
        ceremony_following.follow_people,
        touring.follow_change,
    ),
    ActivityMoved: (
        following.release_anew,
        touring.follow_move,
        visit_travelling.follow_move,
        visit_asking.follow_move,
    ),
    ActivityCancelled: (following.release_anew, ceremony_following.cancel_ceremony, touring.follow_cancellation),
    ActivityReopened: (
        following.release_anew,
        booking.pass_places_on,
        ceremony_following.reopen_ceremony,
        touring.follow_reopening,
    ),
    ActivityDeleted: (following.release_anew,),
    TrackRenamed: (following.release_anew,),
    TrackRemoved: (following.release_anew,),
    ScheduleSettingsChanged: (following.release_anew, noticing.hold_or_let_go),
    ScheduleReleased: (following.freshen_pages, noticing.ask_to_tell),
    ScheduleClosed: (following.freshen_pages, noticing.tell_nobody),
    MessageApproved: (noticing.settle_approved, inviting.note_approved),
    MessageDiscarded: (noticing.settle_discarded, inviting.note_discarded),
    PlacePassedOn: (booking.tell_who_moved_up,),
    GuestRegistered: (mailing.tell_of_registration, following.freshen_seats),
    RegistrationApproved: (mailing.tell_of_approval, following.freshen_seats),
    RegistrationReturned: (reviewing.tell_what_to_change,),
    RegistrationResubmitted: (reviewing.tell_that_it_arrived,),
    RegistrationReopened: (reviewing.tell_that_it_waits_again,),
    RegistrationPromoted: (mailing.tell_of_promotion, following.freshen_seats),
    RegistrationDeclined: (
        mailing.tell_of_refusal,
        following.freshen_seats,
        booking.give_places_back,
        touring.give_places_back,
        offering.let_members_go,
        issuing.withdraw_letter,
    ),
    RegistrationCancelled: (
        mailing.tell_of_cancellation,
        following.freshen_seats,
        booking.give_places_back,
        touring.give_places_back,
        offering.let_members_go,
        issuing.withdraw_letter,
    ),
    CertificateIssued: (issuing.tell_of_certificate,),
    LetterIssued: (issuing.tell_of_letter,),
    LetterReturned: (issuing.tell_what_the_letter_needs,),
    AnswersPurged: (issuing.erase_letters,),
    ConsentWithdrawn: (issuing.erase_letters,),
    GuestErased: (following.freshen_seats, touring.let_move_up),
    GuestImported: (following.freshen_seats,),
    RegistrationsUnited: (following.freshen_seats, touring.keep_what_was_booked),
    RegistrationWithdrawn: (
        mailing.tell_of_withdrawal,
        following.freshen_seats,
        booking.give_places_back,
        touring.give_places_back,
        offering.let_members_go,
        issuing.withdraw_letter,
    ),
    LinkRequested: (mailing.send_link,),
    CountryRenamed: (following.freshen_everything,),
    FollowUpFellDue: (partner_following.remind_owner,),
    FollowUpAsked: (following_up.ask_guest,),
    FollowUpReminded: (following_up.remind_guest,),
    PlaceOffered: (offering.tell_of_offer, following.freshen_seats),
    OfferReminded: (offering.remind_of_offer,),
    OfferExtended: (offering.tell_of_extension,),
    OfferAccepted: (offering.tell_of_acceptance, following.freshen_seats),
    OfferDeclined: (offering.tell_of_declining, following.freshen_seats),
    OfferExpired: (offering.tell_of_expiry, following.freshen_seats),
    OfferTakenBack: (offering.tell_of_taking_back, following.freshen_seats),
    WaitingRulesChanged: (following.freshen_seats,),
    WaitingListDrawn: (following.freshen_seats,),
    GroupTermsChanged: (following.freshen_event,),
    GroupRegistered: (offering.tell_leader_of_group, following.freshen_seats),
    GroupPlacesGiven: (offering.tell_leader_of_places, following.freshen_seats),
    GroupPlacesAdded: (following.freshen_seats,),
    GroupPlaceGivenBack: (following.freshen_seats,),
    GroupMemberInvited: (offering.invite_member,),
    GroupCancelled: (offering.tell_leader_of_cancellation, following.freshen_seats),
    GroupConfirmed: (offering.confirm_to_leader,),
    GroupHoldWarned: (offering.warn_leader,),
    GroupReleased: (offering.tell_leader_of_release, following.freshen_seats),
    InvitationChanged: (following.freshen_seats,),
    InvitationHandedOver: (inviting.draft_invitation, following.freshen_seats),
    InvitationSent: (inviting.send_invitation, following.freshen_seats),
    InvitationSentAgain: (inviting.send_invitation,),
    InvitationReminded: (inviting.remind,),
    InvitationDeclined: (inviting.tell_of_delegate, following.freshen_seats),
    DelegateNamed: (inviting.tell_who_named,),
    InvitationExpired: (inviting.tell_of_delegate, following.freshen_seats),
    InvitationWithdrawn: (inviting.tell_of_withdrawal, following.freshen_seats),
    InvitationRestored: (following.freshen_seats,),
    DraftSaved: (saving.send_draft_link,),
    GroupLinkRequested: (offering.send_group_link,),
    GroupLinkReplaced: (offering.send_group_link,),
    TermsChanged: (following.freshen_seats,),
    QuotaSet: (following.freshen_seats,),
    QuotaRemoved: (following.freshen_seats,),
    SigningCalledOff: (ceremony_following.drop_agreement,),
    TextGivenUp: (ceremony_following.drop_agreement,),
    AgreementAbandoned: (ceremony_following.drop_agreement,),
    AgreementSigned: (thanking.draft_thanks,),
    SignatureTakenBack: (thanking.draft_thanks,),
    EventPublished: (following.freshen_lists,),
    EventUnpublished: (following.freshen_lists,),
    EventCancelled: (following.freshen_lists,),
    EventChanged: (following.freshen_lists,),
    EventPageAdded: (following.freshen_event,),
    EventPageChanged: (following.freshen_event,),
    EventPageRemoved: (following.freshen_event,),
    EventPagesOrdered: (following.freshen_event,),
    PlaceChanged: (following.release_where_it_is_shown,),
    TourBooked: (touring.confirm,),
    TourAwaited: (touring.tell_who_waits,),
    TourPartyMovedUp: (touring.tell_who_moved_up,),
    TourBookingMoved: (touring.tell_who_moved,),
    TourBookingCancelled: (touring.tell_who_left,),
    TourPartyTold: (touring.tell_where_it_is_now,),
    TourPartyReminded: (touring.remind,),
    PersonChanged: (following.release_where_they_appear,),
}

SUBJECTS: dict[str, tuple[Reaction, ...]] = {
    "institution": (following.freshen_partners,),
    "agreement": (following.freshen_partners,),
    "partner_map": (following.freshen_partners,),
}
"""What follows from every fact about such a subject, whatever it is."""


def follow(fact: Fact) -> None:
    """Let everything happen that follows from this fact."""
    auditing.write_down(fact)
    for reaction in (*REACTIONS.get(type(fact), ()), *SUBJECTS.get(fact.subject.kind, ())):
        reaction(fact)
