"""Itineraries of delegations behind links, and their papers at the desk."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK

ITINERARIES = [
    PageExample("itinerary-of-delegation", "guest_itinerary.show", {"token": "$itinerary-of-delegation"}),
    PageExample("welcome-screen", "guest_itinerary.screen", {"token": "$welcome-screen"}, "languages=ar,en", **AT_DESK),
    PageExample("delegation-papers", "organiser_delegation_papers.index", {"delegation_id": "$itinerary"}, **AT_DESK),
    PageExample("itinerary-of-host", "guest_itinerary.work", {"token": "$itinerary-of-host"}),
    PageExample(
        "itinerary-offered",
        "organiser_itinerary.offer",
        {"delegation_id": "$itinerary", "line_id": "$itinerary-offered-line"},
        **AT_DESK,
    ),
    PageExample("itinerary-asked", "guest_itinerary.asked", {"token": "$itinerary-of-host"}),
]
