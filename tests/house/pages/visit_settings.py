"""What a unit sets for its visits: tasks they begin with, who decides, how early it wants to be asked."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, SEND

UNIT = {"unit_id": "$unit"}
ROOM = "organiser_visit_settings"

VISIT_SETTINGS = [
    PageExample("visit-settings", f"{ROOM}.index", **AT_DESK),
    PageExample("visit-settings-tasks", f"{ROOM}.tasks", UNIT, **AT_DESK),
    PageExample("visit-settings-task-new", f"{ROOM}.task_new", UNIT, press=SEND, status=422, **AT_DESK),
    PageExample("visit-settings-task", f"{ROOM}.task_edit", {**UNIT, "line_key": "names"}, **AT_DESK),
    PageExample("visit-settings-preview", f"{ROOM}.preview", UNIT, **AT_DESK),
    PageExample("visit-settings-approval", f"{ROOM}.approval", UNIT, **AT_DESK),
    PageExample("visit-settings-level", f"{ROOM}.approval_level", {**UNIT, "visit_level": "leadership"}, **AT_DESK),
    PageExample("visit-settings-lead-times", f"{ROOM}.lead_times", UNIT, **AT_DESK),
]
