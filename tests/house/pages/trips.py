"""Trips of our own people: planned and decided at the desk, reported by each behind an own link."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

PLANNED = {"trip_id": "$trip-planned"}
GROUP = {"trip_id": "$trip-group"}
ON_PROGRAMME = {"programme_id": "$trip-programme"}
LONG_AGO = "since=1999-01-01&until=1999-12-31"
TABLE = "Family name\tE-mail\tRole with us\nDeng\tdeng@sspu.example\tStudent\nPan\tpan\tPilot"

TRIPS = [
    PageExample("trips", "organiser_trips.index", **AT_DESK),
    PageExample("trips-none", "organiser_trips.index", query="q=zzz&role=student&country=IE", **AT_DESK),
    PageExample("trips-empty", "organiser_trips.index", reader=Reader.NEWCOMER),
    PageExample("trip-new", "organiser_trips.create", press=SEND, status=422, **AT_DESK),
    PageExample("trip-planned", "organiser_trips.show", PLANNED, **AT_DESK),
    PageExample("trip-deciding", "organiser_trips.show", {"trip_id": "$trip-deciding"}, **AT_DESK),
    PageExample("trip-group", "organiser_trips.show", GROUP, **AT_DESK),
    PageExample("trip-edit", "organiser_trips.edit", PLANNED, **AT_DESK),
    PageExample(
        "trip-cancel", "organiser_trips.cancel", PLANNED, press="main form button.button--danger", status=422, **AT_DESK
    ),
    PageExample("trip-traveller-new", "organiser_trips.add_traveller", PLANNED, press=SEND, status=422, **AT_DESK),
    PageExample(
        "trip-traveller-edit", "organiser_trips.edit_traveller", {**GROUP, "traveller_id": "$trip-group-last"},
        **AT_DESK,
    ),
    PageExample(
        "trip-traveller", "organiser_trips.traveller", {**GROUP, "traveller_id": "$trip-group-first"}, **AT_DESK
    ),
    PageExample(
        "trip-traveller-erase", "organiser_trips.erase_traveller", {**GROUP, "traveller_id": "$trip-group-last"},
        press="main form button.button--danger", status=422, **AT_DESK,
    ),
    PageExample("trip-table", "organiser_trips.table", PLANNED, **AT_DESK),
    PageExample(
        "trip-table-look", "organiser_trips.table", PLANNED, fill={"table": TABLE}, press=SEND,
        status=422, **AT_DESK,
    ),
    PageExample("trip-figures", "organiser_trip_figures.index", **AT_DESK),
    PageExample("trip-figures-none", "organiser_trip_figures.index", query=LONG_AGO, **AT_DESK),
    PageExample("trip-programmes", "organiser_trip_programmes.index", **AT_DESK),
    PageExample("trip-programmes-empty", "organiser_trip_programmes.index", reader=Reader.NEWCOMER),
    PageExample("trip-programme", "organiser_trip_programmes.show", ON_PROGRAMME, **AT_DESK),
    PageExample("trip-programme-new", "organiser_trip_programmes.create", press=SEND, status=422, **AT_DESK),
    PageExample("trip-programme-edit", "organiser_trip_programmes.edit", ON_PROGRAMME, **AT_DESK),
    PageExample("my-trip", "guest_trip.show", {"token": "$trip-approved-link"}),
    PageExample("my-trip-late", "guest_trip.show", {"token": "$trip-group-link"}, press=SEND, status=422),
    PageExample("my-trip-reported", "guest_trip.show", {"token": "$trip-group-first-link"}),
]  # fmt: skip
