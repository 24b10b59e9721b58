"""Itineraries of delegations behind links, and their papers at the desk."""

from __future__ import annotations

from tests.house.page_example import PageExample

ITINERARIES = [
    PageExample("itinerary-of-delegation", "guest_itinerary.show", {"token": "$itinerary-of-delegation"}),
    PageExample("itinerary-of-host", "guest_itinerary.work", {"token": "$itinerary-of-host"}),
]
