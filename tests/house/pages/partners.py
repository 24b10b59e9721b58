"""The partner register."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

_ONE = {"institution_id": "$institution"}

PARTNERS = [
    PageExample("partners", "organiser_partners.index", **AT_DESK),
    PageExample("partners-none", "organiser_partners.index", query="q=zzz", **AT_DESK),
    PageExample("partners-empty", "organiser_partners.index", reader=Reader.NEWCOMER),
    PageExample("partner", "organiser_partners.show", _ONE, **AT_DESK),
    PageExample("partner-new", "organiser_partners.create", **AT_DESK),
    PageExample("partner-edit", "organiser_partners.edit", _ONE, **AT_DESK),
    PageExample("partner-import", "organiser_partners.send", **AT_DESK),
    PageExample("partner-import-missing", "organiser_partners.send", press=SEND, **AT_DESK, status=422),
    PageExample("partner-import-look", "organiser_partners.look", {"held": "$partner_list"}, **AT_DESK),
    PageExample("partner-duplicates", "organiser_partners.duplicates", **AT_DESK),
    PageExample(
        "partner-merge",
        "organiser_partners.merge",
        {"institution_id": "$institution", "other_number": "$double"},
        **AT_DESK,
    ),
]
