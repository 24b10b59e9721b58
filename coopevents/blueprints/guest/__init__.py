"""Doors for guests with a personal link."""

from flask import Blueprint

from coopevents.blueprints.guest import (
    agenda,
    badge,
    bookings,
    certificates,
    delegate_data,
    delegate_door,
    door,
    event_tours,
    group_door,
    group_members,
    group_tables,
    groups,
    invitations,
    itinerary_asked,
    letters,
    members,
    my_data,
    open_agenda,
    place,
    place_offers,
    questions,
    tour_bookings,
    trips,
    visit_feedback,
    visits,
)

__all__ = [
    "BLUEPRINTS",
    "agenda",
    "badge",
    "bookings",
    "certificates",
    "delegate_data",
    "event_tours",
    "group_members",
    "group_tables",
    "groups",
    "letters",
    "my_data",
    "place",
    "place_offers",
    "questions",
]

BLUEPRINTS: tuple[Blueprint, ...] = (
    door.place,
    group_door.groups,
    members.members,
    invitations.invited,
    itinerary_asked.itineraries,
    open_agenda.agendas,
    tour_bookings.bookings,
    visits.visits,
    delegate_door.delegate_door,
    trips.trips,
    visit_feedback.opinions,
)
