"""What many rows of the table say: events of the demo office, the form's main button, the reader at the desk."""

from __future__ import annotations

from tests.house.page_example import Reader

WEEK = {"event_slug": "partnership-week"}
LECTURES = {"event_slug": "visiting-scholars"}
PORTS = {"event_slug": "ports"}
SEND = "main form button.button--primary"
AT_DESK = {"reader": Reader.ORGANISER}
