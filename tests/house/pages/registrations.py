"""The pages about an event's guests at the desk: registrations, rosters, attendance."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, SEND, WEEK

COLUMNS = "col=email&col=position&col=form&col=tags&col=changed&vip=no"
ALL_OF_THEM = "main form button[name=all]"
TABLES = {"event_slug": "tables"}
MERGED = {"event_slug": "tables", "number": "2", "other_number": "3"}
AT_WORK = {"event_slug": "tables-at-work", "import_id": "$table_waiting"}
REGISTRATIONS = [
    PageExample("registrations", "organiser_registrations.index", WEEK, **AT_DESK),
    PageExample("registrations-panel", "organiser_registrations.index", WEEK, "more=1&vip=no", **AT_DESK),
    PageExample("registrations-columns", "organiser_registrations.index", WEEK, COLUMNS, **AT_DESK),
    PageExample("registrations-chosen", "organiser_registrations.index", WEEK, press=ALL_OF_THEM, **AT_DESK),
    PageExample("duplicates", "organiser_registrations.duplicates", {"event_slug": "tables"}, **AT_DESK),
    PageExample("duplicates-none", "organiser_registrations.duplicates", {"event_slug": "ports"}, **AT_DESK),
    PageExample("merge", "organiser_registrations.merge", MERGED, **AT_DESK),
    PageExample("registrations-found-none", "organiser_registrations.index", WEEK, "q=zzzz", **AT_DESK),
    PageExample("registrations-empty", "organiser_registrations.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("registration", "organiser_registrations.show", {**WEEK, "number": "$number"}, **AT_DESK),
    PageExample("registration-asked", "organiser_registrations.show", {**WEEK, "number": "$asked_number"}, **AT_DESK),
    PageExample(
        "registration-decline",
        "organiser_registrations.show",
        {**WEEK, "number": "$asked_number"},
        press="button[name=verb][value=decline]",
        status=422,
        **AT_DESK,
    ),
    PageExample("tables", "organiser_tables.index", {"event_slug": "ports"}, **AT_DESK),
    PageExample("tables-no-file", "organiser_tables.index", {"event_slug": "ports"}, press=SEND, status=422, **AT_DESK),
    PageExample("tables-earlier", "organiser_tables.index", TABLES, **AT_DESK),
    PageExample("table-looked-at", "organiser_tables.show", {**TABLES, "import_id": "$table_looked_at"}, **AT_DESK),
    PageExample("table-taken", "organiser_tables.show", {**TABLES, "import_id": "$table_taken"}, **AT_DESK),
    PageExample("table-unreadable", "organiser_tables.show", {**TABLES, "import_id": "$table_unreadable"}, **AT_DESK),
    PageExample("table-at-work", "organiser_tables.show", AT_WORK, **AT_DESK),
    PageExample("rosters", "organiser_rosters.index", WEEK, **AT_DESK),
    PageExample("rosters-empty", "organiser_rosters.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("roster", "organiser_rosters.show", {**WEEK, "activity_id": "$tour"}, "q=a", **AT_DESK),
    PageExample("attendance", "organiser_rosters.attendance", {**WEEK, "activity_id": "$tour"}, "q=a", **AT_DESK),
    PageExample("registration-new", "organiser_registrations.create", WEEK, **AT_DESK),
    PageExample("registration-new-mistakes", "organiser_registrations.create", WEEK, press=SEND, status=422, **AT_DESK),
]
