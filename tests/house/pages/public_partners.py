"""The public face of the partners: the list beside its map, and one page each."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK

PUBLIC_PARTNERS = [
    PageExample("public-partners", "public_partners.index"),
    PageExample("public-partners-near", "public_partners.index", query="country=DE,FR"),
    PageExample("public-partners-found-none", "public_partners.index", query="q=zzzz"),
    PageExample("public-partners-empty", "public_partners.index", is_empty_house=True),
    PageExample("public-partner", "public_partners.show", {"institution_id": "$institution"}),
    PageExample("partner-map", "organiser_partner_map.show", **AT_DESK),
]
