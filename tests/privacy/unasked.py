"""Doors that open to none of the readers, by the reason why. A door that tells of visits or trips has no place here."""

from __future__ import annotations

_REASONS = {
    "nobody of a visit is on a public programme, has a public page, a track or a feed of their own": """
        public_parts.person public_parts.track feeds_calendars.person feeds_calendars.track""",
    "everything that was handed in is sealed": "public_files.show",
    "a visit that is accepted is changed by the office alone, and has no letter of refusal": """
        guest_visit.change guest_visit.letter""",
    "one needs a second step, a forgotten password, an invitation to sign in; of oneself alone": """
        account_second_factor.show account_second_factor.qr account_second_factor.recovery_codes
        account_sign_in.ask_code account_passwords.reset account_invitations.accept""",
    "the small office has none: calendars of guests, bookings, and of colleagues": """
        feeds_agreements.days feeds_calendars.agenda feeds_calendars.open_agenda feeds_tours.booking feeds_tours.guide
        guest_agendas.show guest_agendas.delete""",
    "its only guest of an event answered nothing more, handed in no file, and has no photograph": """
        guest_place.book_tour guest_place.own_file guest_place.questions guest_place.withdraw
        guest_place.withdraw_consent onsite_gate.photo public_registration.go_on organiser_registrations.answer_file
        organiser_registrations.confidential_columns organiser_form_parts.add_question
        organiser_form_parts.edit_question organiser_form_parts.edit_section""",
    "a step of something one has begun, or a thing of events and houses that was not made": """
        organiser_agreements.take_back organiser_assistant.show organiser_assistant.progress organiser_board.preview
        organiser_campuses.edit organiser_exchange.look organiser_partners.look
        organiser_programme_tracks.rename organiser_programme_tracks.remove organiser_resources.edit""",
}
OPEN_TO_NOBODY = {endpoint for endpoints in _REASONS.values() for endpoint in endpoints.split()}
