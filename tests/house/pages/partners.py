"""The partner register."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

_ONE = {"institution_id": "$institution"}
_TOLD = {"institution_id": "$told_institution"}

PARTNERS = [
    PageExample("partners", "organiser_partners.index", **AT_DESK),
    PageExample("partners-none", "organiser_partners.index", query="q=zzz", **AT_DESK),
    PageExample("partners-empty", "organiser_partners.index", reader=Reader.NEWCOMER),
    PageExample("partner", "organiser_partners.show", _ONE, **AT_DESK),
    PageExample("partner-story", "organiser_partners.show", _TOLD, **AT_DESK),
    PageExample("partner-contact-new", "organiser_partners.add_contact", _TOLD, **AT_DESK),
    PageExample("partner-contact", "organiser_partners.edit_contact", {**_TOLD, "contact_id": "$contact"}, **AT_DESK),
    PageExample("partner-relation-new", "organiser_partners.add_relation", _TOLD, **AT_DESK),
    PageExample("partner-note-new", "organiser_partners.write_note", _TOLD, press=SEND, **AT_DESK, status=422),
    PageExample("partner-note", "organiser_partners.edit_note", {**_TOLD, "note_id": "$note"}, **AT_DESK),
    PageExample("partner-document-new", "organiser_partners.add_document", _TOLD, press=SEND, **AT_DESK, status=422),
    PageExample("partner-new", "organiser_partners.create", **AT_DESK),
    PageExample("partner-edit", "organiser_partners.edit", _ONE, **AT_DESK),
    PageExample("country-names", "organiser_country_names.index", **AT_DESK),
    PageExample("country-name", "organiser_country_names.edit", {"country_code": "CZ"}, **AT_DESK),
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
