"""A table of every page: how to open it in the demo office, and as whom. A door that answers a page has its row here.

The browser tests look at each of them; tests/browser/test_table.py fails when a door has no row.
"""

from __future__ import annotations

from tests.house.not_pages import NOT_PAGES
from tests.house.page_example import PageExample, Reader

__all__ = ["NOT_PAGES", "PAGES", "PageExample", "Reader"]
WEEK = {"event_slug": "partnership-week"}
LECTURES = {"event_slug": "visiting-scholars"}
SEND = "main form button.button--primary"
AT_DESK = {"reader": Reader.ORGANISER}


def _public() -> list[PageExample]:
    return [
        PageExample("home", "public_events.home"),
        PageExample("home-empty", "public_events.home", is_empty_house=True),
        PageExample("event", "public_events.show", WEEK),
        PageExample("event-lectures", "public_events.show", LECTURES),
        PageExample("event-over", "public_events.show", {"event_slug": "resource-symposium"}),
        PageExample("event-cancelled", "public_events.show", {"event_slug": "cancelled-visit"}),
        PageExample("event-bare", "public_events.show", {"event_slug": "bare-visit"}),
        PageExample("event-preview", "public_events.show", {"event_slug": "summer-school"}, status=404),
        PageExample("event-page", "public_events.page", {**WEEK, "page_slug": "$page"}),
        PageExample("programme", "public_programme.show", WEEK),
        PageExample("programme-grid", "public_programme.show", WEEK, "view=grid"),
        PageExample("programme-zone", "public_programme.show", WEEK, "zone=America/New_York"),
        PageExample("programme-filtered", "public_programme.show", WEEK, "kind=tour"),
        PageExample("programme-found-none", "public_programme.show", WEEK, "q=zzzz"),
        PageExample("programme-empty", "public_programme.show", {"event_slug": "bare-visit"}),
        PageExample("programme-changes", "public_changes.show", WEEK),
        PageExample("programme-changes-empty", "public_changes.show", {"event_slug": "bare-visit"}),
        PageExample("activity", "public_programme.activity", {**WEEK, "uid": "$uid"}),
        PageExample("subscribe", "public_programme.subscribe", WEEK),
        PageExample("paper-choice", "public_papers.choose", WEEK),
        PageExample("paper-choice-empty", "public_papers.choose", {"event_slug": "bare-visit"}),
    ]


def _public_parts() -> list[PageExample]:
    return [
        PageExample("people-on-programme", "public_parts.people_index", WEEK),
        PageExample("people-on-programme-found-none", "public_parts.people_index", WEEK, "q=zzzz"),
        PageExample("people-on-programme-empty", "public_parts.people_index", {"event_slug": "bare-visit"}),
        PageExample("person-on-programme", "public_parts.person", {**WEEK, "person_id": "$speaker"}),
        PageExample("places-on-programme", "public_parts.places_index", WEEK),
        PageExample("places-on-programme-empty", "public_parts.places_index", {"event_slug": "bare-visit"}),
        PageExample("place-on-programme", "public_parts.place", {**WEEK, "place_id": "$place"}),
        PageExample("track-on-programme", "public_parts.track", {**WEEK, "track_slug": "$track_slug"}),
        PageExample("now", "public_now.show", WEEK),
        PageExample("now-over", "public_now.show", {"event_slug": "resource-symposium"}),
        PageExample("agenda-none", "guest_agendas.mine", WEEK),
        PageExample("agenda-open", "guest_agendas.show", {"token": "$open_agenda"}),
        PageExample("agenda-delete", "guest_agendas.delete", {"token": "$open_agenda"}),
        PageExample("embed", "public_embed.show", WEEK),
        PageExample("embed-now", "public_embed.show", WEEK, "view=now&accent=jade"),
        PageExample("embed-empty", "public_embed.show", {"event_slug": "bare-visit"}),
        PageExample("screen", "public_screen.show", WEEK),
        PageExample("screen-at-a-door", "public_screen.show", WEEK, "place=$place"),
        PageExample("screen-over", "public_screen.show", {"event_slug": "resource-symposium"}),
        PageExample("screen-empty", "public_screen.show", {"event_slug": "bare-visit"}),
        PageExample("now-empty", "public_now.show", {"event_slug": "bare-visit"}),
        PageExample("components", "components.show"),
    ]


def _registering() -> list[PageExample]:
    return [
        PageExample("register", "public_registration.register", LECTURES),
        PageExample("register-waiting-list", "public_registration.register", WEEK),
        PageExample("register-closed", "public_registration.register", {"event_slug": "resource-symposium"}),
        PageExample("register-not-yet", "public_registration.register", {"event_slug": "later-visit"}),
        PageExample("register-full", "public_registration.register", {"event_slug": "full-visit"}),
        PageExample("register-mistakes", "public_registration.register", LECTURES, status=422, press=SEND),
        PageExample(
            "register-expired",
            "public_registration.register",
            LECTURES,
            status=400,
            press=SEND,
            fill={"family_name": "Petkova"},
            takes_out="csrf_token",
        ),
        PageExample(
            "register-known",
            "public_registration.register",
            LECTURES,
            press=SEND,
            fill={
                "given_name": "Ada",
                "family_name": "Novák",
                "email": "known@elsewhere.example",
                "country": "CZ",
                "institution_name": "Granit Werkstoffe AG",
                "has_consented": "on",
            },
        ),
    ]


def _guests() -> list[PageExample]:
    return [
        PageExample("my-place", "guest_place.show", {"token": "$approved"}),
        PageExample("my-place-new", "guest_place.show", {"token": "$confirmed"}, "welcome=1"),
        PageExample("my-place-asked", "guest_place.show", {"token": "$asked"}),
        PageExample("my-place-waiting", "guest_place.show", {"token": "$waiting"}),
        PageExample("my-place-declined", "guest_place.show", {"token": "$declined"}),
        PageExample("my-place-withdrawn", "guest_place.show", {"token": "$withdrawn"}),
        PageExample("my-place-unknown", "guest_place.show", {"token": "nobody-has-this"}, status=404),
        PageExample("my-agenda", "guest_place.agenda", {"token": "$approved"}),
        PageExample("my-place-edit", "guest_place.edit", {"token": "$approved"}),
        PageExample(
            "my-place-edit-mistakes",
            "guest_place.edit",
            {"token": "$approved"},
            status=422,
            press=SEND,
            fill={"family_name": "", "given_name": ""},
        ),
        PageExample("my-place-withdraw", "guest_place.withdraw", {"token": "$approved"}),
    ]


def _account() -> list[PageExample]:
    return [
        PageExample("sign-in", "account_sign_in.sign_in"),
        PageExample(
            "sign-in-wrong",
            "account_sign_in.sign_in",
            status=422,
            press=SEND,
            fill={"email": "nobody@office.example", "password": "wrong-lantern-77"},
        ),
        PageExample("sign-in-code", "account_sign_in.ask_code", reader=Reader.HALF_WAY),
        PageExample("forgotten", "account_passwords.forgotten"),
        PageExample("forgotten-sent", "account_passwords.link_sent"),
        PageExample("reset", "account_passwords.reset", {"token": "$reset"}),
        PageExample("reset-weak", "account_passwords.reset", {"token": "$reset"}, status=422, press=SEND),
        PageExample("reset-ended", "account_passwords.reset", {"token": "ended"}, status=410),
        PageExample("invitation", "account_invitations.accept", {"token": "$invitation"}),
        PageExample("invitation-ended", "account_invitations.accept", {"token": "ended"}, status=410),
        PageExample("security", "account_security.show", **AT_DESK),
        PageExample("security-second-step-on", "account_security.show", reader=Reader.CAREFUL),
        PageExample("second-step-set-up", "account_second_factor.show", **AT_DESK),
        PageExample("second-step-change", "account_second_factor.show", reader=Reader.CAREFUL),
        PageExample("recovery-codes", "account_second_factor.recovery_codes", reader=Reader.CAREFUL),
    ]


def _desk() -> list[PageExample]:
    return [
        PageExample("desk", "organiser_desk.show", **AT_DESK),
        PageExample("desk-empty", "organiser_desk.show", reader=Reader.NEWCOMER),
        PageExample("desk-viewer", "organiser_desk.show", reader=Reader.VIEWER),
        PageExample("not-found", "organiser_events.show", {"event_slug": "no-such-event"}, status=404, **AT_DESK),
        PageExample("not-allowed", "organiser_events.create", reader=Reader.VIEWER, status=403),
        PageExample("events", "organiser_events.index", **AT_DESK),
        PageExample("events-empty", "organiser_events.index", reader=Reader.NEWCOMER),
        PageExample("events-found-none", "organiser_events.index", query="q=zzzz", **AT_DESK),
        PageExample("event-new", "organiser_events.create", **AT_DESK),
        PageExample("event-new-mistakes", "organiser_events.create", status=422, press=SEND, **AT_DESK),
        PageExample("event-overview", "organiser_events.show", WEEK, **AT_DESK),
        PageExample("event-overview-draft", "organiser_events.show", {"event_slug": "summer-school"}, **AT_DESK),
        PageExample("event-overview-cancelled", "organiser_events.show", {"event_slug": "cancelled-visit"}, **AT_DESK),
        PageExample("event-overview-viewer", "organiser_events.show", WEEK, reader=Reader.VIEWER),
        PageExample("event-edit", "organiser_events.edit", WEEK, **AT_DESK),
        PageExample("event-clone", "organiser_event_life.clone", WEEK, **AT_DESK),
        PageExample("event-publish", "organiser_event_life.publish", {"event_slug": "summer-school"}, **AT_DESK),
        PageExample("event-unpublish", "organiser_event_life.unpublish", WEEK, **AT_DESK),
        PageExample("event-cancel", "organiser_event_life.cancel", WEEK, **AT_DESK),
        PageExample("papers", "organiser_papers.index", WEEK, **AT_DESK),
        PageExample("papers-empty", "organiser_papers.index", {"event_slug": "bare-visit"}, **AT_DESK),
        PageExample("pages", "organiser_pages.index", WEEK, **AT_DESK),
        PageExample("pages-empty", "organiser_pages.index", {"event_slug": "summer-school"}, **AT_DESK),
        PageExample("page-new", "organiser_pages.create", WEEK, **AT_DESK),
        PageExample("page-new-mistakes", "organiser_pages.create", WEEK, status=422, press=SEND, **AT_DESK),
        PageExample("page-edit", "organiser_pages.edit", {**WEEK, "page_id": "$page_id"}, **AT_DESK),
        PageExample("page-remove", "organiser_pages.remove", {**WEEK, "page_id": "$page_id"}, **AT_DESK),
        PageExample("sharing", "organiser_sharing.show", WEEK, **AT_DESK),
        PageExample("team", "organiser_team.show", WEEK, **AT_DESK),
        PageExample("team-empty", "organiser_team.show", {"event_slug": "summer-school"}, **AT_DESK),
        PageExample("team-member", "organiser_team.member", {**WEEK, "grant_id": "$member"}, **AT_DESK),
        PageExample("team-add", "organiser_team.add", WEEK, **AT_DESK),
        PageExample("audit", "organiser_audit.show", WEEK, **AT_DESK),
    ]


def _programme() -> list[PageExample]:
    activity = {**WEEK, "activity_id": "$activity"}
    draft = {**WEEK, "activity_id": "$draft"}
    summer = {"event_slug": "summer-school"}
    return [
        PageExample("day-grid", "organiser_programme.show", WEEK, "day=$monday", **AT_DESK),
        PageExample("programme-list", "organiser_programme.show", WEEK, "view=list", **AT_DESK),
        PageExample("activity-in-tray", "organiser_programme.edit", {**WEEK, "activity_id": "$lying"}, **AT_DESK),
        PageExample("programme-list-viewer", "organiser_programme.show", WEEK, "view=list", reader=Reader.VIEWER),
        PageExample("programme-desk-empty", "organiser_programme.show", summer, **AT_DESK),
        PageExample("programme-viewer", "organiser_programme.show", WEEK, reader=Reader.VIEWER),
        PageExample("activity-new", "organiser_programme.create", WEEK, **AT_DESK),
        PageExample("activity-new-mistakes", "organiser_programme.create", WEEK, status=422, press=SEND, **AT_DESK),
        PageExample("activity-edit", "organiser_programme.edit", activity, **AT_DESK),
        PageExample("activity-cancel", "organiser_programme_moves.cancel", activity, **AT_DESK),
        PageExample("activity-delete", "organiser_programme_moves.delete", draft, **AT_DESK),
    ]


def _tracks_and_rows() -> list[PageExample]:
    track = {**WEEK, "track_id": "$track"}
    summer = {"event_slug": "summer-school"}
    return [
        PageExample("tracks", "organiser_programme_tracks.index", WEEK, **AT_DESK),
        PageExample("tracks-empty", "organiser_programme_tracks.index", summer, **AT_DESK),
        PageExample("tracks-mistakes", "organiser_programme_tracks.index", WEEK, status=422, press=SEND, **AT_DESK),
        PageExample("track", "organiser_programme_tracks.rename", track, **AT_DESK),
        PageExample("track-remove", "organiser_programme_tracks.remove", track, **AT_DESK),
        PageExample("exchange", "organiser_exchange.show", WEEK, **AT_DESK),
        PageExample("exchange-look", "organiser_exchange.look", {**WEEK, "held": "$held"}, **AT_DESK),
        PageExample("rows", "organiser_programme_rows.add", WEEK, **AT_DESK),
        PageExample(
            "rows-examined",
            "organiser_programme_rows.add",
            WEEK,
            press=SEND,
            **AT_DESK,
            fill={"rows": "Closing salon | 闭幕沙龙; salon; 5; 16:00–17:00; Salon 301; Amélie Laurent (École Exemple)"},
        ),
        PageExample(
            "rows-mistakes",
            "organiser_programme_rows.add",
            WEEK,
            press=SEND,
            status=422,
            **AT_DESK,
            fill={"rows": "Closing salon; gathering; 9; 18:00–17:00; Salon 301"},
        ),
    ]


def _assistant() -> list[PageExample]:
    failed, ready = ({**WEEK, "proposal_id": f"${state}_draft"} for state in ("failed", "ready"))
    return [
        PageExample("assistant", "organiser_assistant.ask", WEEK, **AT_DESK),
        PageExample("assistant-empty", "organiser_assistant.ask", {"event_slug": "summer-school"}, **AT_DESK),
        PageExample("assistant-failed", "organiser_assistant.show", failed, **AT_DESK),
        PageExample("assistant-draft", "organiser_assistant.show", ready, **AT_DESK),
    ]


def _releases() -> list[PageExample]:
    summer = {"event_slug": "summer-school"}
    first = {**WEEK, "number": "1"}
    compared = "from=1&to=0"
    return [
        PageExample("release", "organiser_releases.show", WEEK, **AT_DESK),
        PageExample("release-not-public", "organiser_releases.show", summer, **AT_DESK),
        PageExample("release-nothing", "organiser_releases.show", LECTURES, **AT_DESK),
        PageExample("releases", "organiser_release_history.index", WEEK, **AT_DESK),
        PageExample("releases-empty", "organiser_release_history.index", summer, **AT_DESK),
        PageExample("releases-viewer", "organiser_release_history.index", WEEK, reader=Reader.VIEWER),
        PageExample("release-earlier", "organiser_release_history.show", {**WEEK, "number": "2"}, **AT_DESK),
        PageExample("release-first", "organiser_release_history.show", first, **AT_DESK),
        PageExample("releases-compared", "organiser_release_history.compare_two", WEEK, compared, **AT_DESK),
        PageExample("release-restore", "organiser_release_history.restore", first, **AT_DESK),
        PageExample("programme-settings", "organiser_releases.change_settings", WEEK, **AT_DESK),
    ]


def _registrations() -> list[PageExample]:
    return [
        PageExample("registrations", "organiser_registrations.index", WEEK, **AT_DESK),
        PageExample("registrations-found-none", "organiser_registrations.index", WEEK, "q=zzzz", **AT_DESK),
        PageExample("registrations-empty", "organiser_registrations.index", {"event_slug": "bare-visit"}, **AT_DESK),
        PageExample("registration", "organiser_registrations.show", {**WEEK, "number": "$number"}, **AT_DESK),
        PageExample(
            "registration-asked", "organiser_registrations.show", {**WEEK, "number": "$asked_number"}, **AT_DESK
        ),
        PageExample(
            "registration-decline",
            "organiser_registrations.show",
            {**WEEK, "number": "$asked_number"},
            press="button[name=verb][value=decline]",
            status=422,
            **AT_DESK,
        ),
        PageExample("rosters", "organiser_rosters.index", WEEK, **AT_DESK),
        PageExample("rosters-empty", "organiser_rosters.index", {"event_slug": "bare-visit"}, **AT_DESK),
        PageExample("roster", "organiser_rosters.show", {**WEEK, "activity_id": "$tour"}, "q=a", **AT_DESK),
        PageExample("attendance", "organiser_rosters.attendance", {**WEEK, "activity_id": "$tour"}, "q=a", **AT_DESK),
        PageExample("registration-new", "organiser_registrations.create", WEEK, **AT_DESK),
        PageExample(
            "registration-new-mistakes", "organiser_registrations.create", WEEK, press=SEND, status=422, **AT_DESK
        ),
    ]


def _places() -> list[PageExample]:
    return [
        PageExample("places", "organiser_places.index", **AT_DESK),
        PageExample("places-empty", "organiser_places.index", reader=Reader.NEWCOMER),
        PageExample("place-new", "organiser_places.create", **AT_DESK),
        PageExample("place-edit", "organiser_places.edit", {"place_id": "$place"}, **AT_DESK),
        PageExample("walking", "organiser_places.walking", **AT_DESK),
        PageExample("walking-empty", "organiser_places.walking", reader=Reader.NEWCOMER),
        PageExample("campuses", "organiser_campuses.index", **AT_DESK),
        PageExample("campuses-empty", "organiser_campuses.index", reader=Reader.NEWCOMER),
        PageExample("campus-new", "organiser_campuses.create", **AT_DESK),
        PageExample("campus-edit", "organiser_campuses.edit", {"campus_id": "$campus"}, **AT_DESK),
        PageExample("resources", "organiser_resources.index", **AT_DESK),
        PageExample("resources-empty", "organiser_resources.index", reader=Reader.NEWCOMER),
        PageExample("resource-new", "organiser_resources.create", **AT_DESK),
        PageExample("resource-edit", "organiser_resources.edit", {"resource_id": "$resource"}, **AT_DESK),
        PageExample("availability", "organiser_availability.index", {"person_id": "$stated"}, **AT_DESK),
    ]


def _directories() -> list[PageExample]:
    return [
        PageExample("people", "organiser_people.index", **AT_DESK),
        PageExample("people-empty", "organiser_people.index", reader=Reader.NEWCOMER),
        PageExample("person-new", "organiser_people.create", **AT_DESK),
        PageExample("person-edit", "organiser_people.edit", {"person_id": "$person"}, **AT_DESK),
        PageExample("partners", "organiser_partners.index", **AT_DESK),
        PageExample("partners-empty", "organiser_partners.index", reader=Reader.NEWCOMER),
        PageExample("partner", "organiser_partners.show", {"institution_id": "$institution"}, **AT_DESK),
        PageExample("partner-new", "organiser_partners.create", **AT_DESK),
        PageExample("partner-edit", "organiser_partners.edit", {"institution_id": "$institution"}, **AT_DESK),
        PageExample("outbox", "organiser_outbox.index", **AT_DESK),
        PageExample("outbox-empty", "organiser_outbox.index", reader=Reader.NEWCOMER),
        PageExample("message", "organiser_outbox.show", {"message_id": "$sent"}, **AT_DESK),
        PageExample("message-failed", "organiser_outbox.show", {"message_id": "$failed"}, **AT_DESK),
        PageExample("message-draft", "organiser_outbox.show", {"message_id": "$draft_message"}, **AT_DESK),
        PageExample("outbox-drafts", "organiser_outbox.index", query="state=draft", **AT_DESK),
        PageExample("drafts-approve", "organiser_drafts.confirm", {"verb": "approve"}, **AT_DESK),
        PageExample("drafts-discard", "organiser_drafts.confirm", {"verb": "discard"}, **AT_DESK),
        PageExample("message-discard", "organiser_outbox.confirm_discarding", {"message_id": "$failed"}, **AT_DESK),
        PageExample("colleagues", "organiser_colleagues.index", **AT_DESK),
        PageExample("colleague", "organiser_colleagues.show", {"grant_id": "$colleague"}, **AT_DESK),
        PageExample("colleague-invite", "organiser_colleagues.invite", **AT_DESK),
        PageExample("colleague-invite-mistakes", "organiser_colleagues.invite", press=SEND, status=422, **AT_DESK),
        PageExample("units", "organiser_units.index", **AT_DESK),
        PageExample("unit-new", "organiser_units.create", **AT_DESK),
        PageExample("unit-edit", "organiser_units.edit", {"unit_id": "$unit"}, **AT_DESK),
    ]


PAGES = [
    *_public(),
    *_public_parts(),
    *_registering(),
    *_guests(),
    *_account(),
    *_desk(),
    *_programme(),
    *_tracks_and_rows(),
    *_assistant(),
    *_releases(),
    *_registrations(),
    *_places(),
    *_directories(),
]
