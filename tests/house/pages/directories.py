"""The lists the office keeps for all its events: people, places, resources."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK


def _people() -> list[PageExample]:
    return [
        PageExample("people", "organiser_people.index", **AT_DESK),
        PageExample("people-empty", "organiser_people.index", reader=Reader.NEWCOMER),
        PageExample("person-new", "organiser_people.create", **AT_DESK),
        PageExample("person-edit", "organiser_people.edit", {"person_id": "$person"}, **AT_DESK),
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


DIRECTORIES = [*_people(), *_places()]
