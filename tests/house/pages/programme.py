"""The pages with which the programme is made: activities, tracks, rows, the assistant, releases."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, LECTURES, SEND, WEEK


def _activities() -> list[PageExample]:
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


PROGRAMME = [*_activities(), *_tracks_and_rows(), *_assistant(), *_releases()]
