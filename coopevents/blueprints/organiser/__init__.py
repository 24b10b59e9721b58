"""Doors for organisers at their desk."""

from flask import Blueprint

from coopevents.blueprints.organiser.agreement_desk import agreements
from coopevents.blueprints.organiser.approval import approval
from coopevents.blueprints.organiser.assistant import assistant
from coopevents.blueprints.organiser.audit import audit
from coopevents.blueprints.organiser.availability import availability
from coopevents.blueprints.organiser.badges import badges
from coopevents.blueprints.organiser.board import board
from coopevents.blueprints.organiser.campus_board import board as campus_board
from coopevents.blueprints.organiser.campuses import campuses
from coopevents.blueprints.organiser.ceremonies import ceremonies
from coopevents.blueprints.organiser.ceremony_kit import kit_desk
from coopevents.blueprints.organiser.ceremony_papers import papers_desk
from coopevents.blueprints.organiser.ceremony_people import people_desk
from coopevents.blueprints.organiser.ceremony_plan import plan_desk
from coopevents.blueprints.organiser.ceremony_show import show_desk
from coopevents.blueprints.organiser.ceremony_signing import signing_desk
from coopevents.blueprints.organiser.certificates import certificates_desk
from coopevents.blueprints.organiser.colleagues import colleagues
from coopevents.blueprints.organiser.country_names import country_name_doors
from coopevents.blueprints.organiser.delegation_after import after as after_visits
from coopevents.blueprints.organiser.delegation_budget import visit_budget
from coopevents.blueprints.organiser.delegation_desk import delegation_people, delegation_travel, delegations
from coopevents.blueprints.organiser.delegation_gifts import visit_gifts
from coopevents.blueprints.organiser.delegation_kit import visit_kit
from coopevents.blueprints.organiser.delegation_papers import visit_papers
from coopevents.blueprints.organiser.delegation_preparation import preparation
from coopevents.blueprints.organiser.desk import desk
from coopevents.blueprints.organiser.drafts import drafts
from coopevents.blueprints.organiser.event_life import life
from coopevents.blueprints.organiser.events import events
from coopevents.blueprints.organiser.exchange import exchange
from coopevents.blueprints.organiser.follow_ups import follow_up
from coopevents.blueprints.organiser.form_check import check
from coopevents.blueprints.organiser.form_editor import editor
from coopevents.blueprints.organiser.form_list import forms
from coopevents.blueprints.organiser.form_parts import parts
from coopevents.blueprints.organiser.gates import gate_desk
from coopevents.blueprints.organiser.gifts import gift_desk
from coopevents.blueprints.organiser.groups import group_desk
from coopevents.blueprints.organiser.guests import registrations
from coopevents.blueprints.organiser.helping import helper_desk
from coopevents.blueprints.organiser.issuing_office import issuing_office
from coopevents.blueprints.organiser.itinerary_doors import itineraries
from coopevents.blueprints.organiser.letter_texts import letter_texts
from coopevents.blueprints.organiser.letters import letters_desk
from coopevents.blueprints.organiser.navigation import navigation
from coopevents.blueprints.organiser.one_invitation import invitation_desk
from coopevents.blueprints.organiser.outbox import outbox
from coopevents.blueprints.organiser.pages import pages
from coopevents.blueprints.organiser.papers import papers
from coopevents.blueprints.organiser.partner_desk import partners
from coopevents.blueprints.organiser.partner_map import partner_map
from coopevents.blueprints.organiser.people import people
from coopevents.blueprints.organiser.places import places
from coopevents.blueprints.organiser.programme import programme
from coopevents.blueprints.organiser.programme_moves import moves
from coopevents.blueprints.organiser.programme_rows import rows
from coopevents.blueprints.organiser.programme_table import table
from coopevents.blueprints.organiser.programme_tracks import tracks
from coopevents.blueprints.organiser.quotas import quota_desk
from coopevents.blueprints.organiser.registration_tables import tables
from coopevents.blueprints.organiser.release_history import history
from coopevents.blueprints.organiser.releases import releases
from coopevents.blueprints.organiser.resources import resources
from coopevents.blueprints.organiser.reviews import reviews
from coopevents.blueprints.organiser.rosters import rosters
from coopevents.blueprints.organiser.sharing import sharing
from coopevents.blueprints.organiser.team import team
from coopevents.blueprints.organiser.tour_bookings import bookings as tour_bookings
from coopevents.blueprints.organiser.tour_departures import tours
from coopevents.blueprints.organiser.tour_feedback import opinions
from coopevents.blueprints.organiser.tour_figures import tour_figures
from coopevents.blueprints.organiser.tour_rota import tour_rota
from coopevents.blueprints.organiser.tour_routes import tour_routes
from coopevents.blueprints.organiser.tour_routes_map import tour_map
from coopevents.blueprints.organiser.tour_routes_stops import tour_stops
from coopevents.blueprints.organiser.tour_weekly import weekly_tours
from coopevents.blueprints.organiser.trip_desk import trip_figures, trip_programmes, trips
from coopevents.blueprints.organiser.units import units
from coopevents.blueprints.organiser.visit_settings import visit_settings
from coopevents.blueprints.organiser.waiting import waiting_list

BLUEPRINTS: tuple[Blueprint, ...] = (
    navigation,
    desk,
    events,
    life,
    programme,
    moves,
    board,
    table,
    rows,
    exchange,
    tracks,
    assistant,
    releases,
    history,
    registrations,
    tables,
    forms,
    follow_up,
    editor,
    parts,
    check,
    reviews,
    approval,
    rosters,
    badges,
    certificates_desk,
    issuing_office,
    letters_desk,
    letter_texts,
    pages,
    papers,
    people,
    availability,
    helper_desk,
    partners,
    partner_map,
    agreements,
    delegations,
    after_visits,
    campus_board,
    preparation,
    visit_papers,
    visit_gifts,
    visit_kit,
    visit_budget,
    visit_settings,
    gift_desk,
    itineraries,
    delegation_people,
    delegation_travel,
    country_name_doors,
    places,
    campuses,
    resources,
    outbox,
    drafts,
    colleagues,
    sharing,
    team,
    units,
    audit,
    waiting_list,
    group_desk,
    invitation_desk,
    quota_desk,
    gate_desk,
    tour_routes,
    tour_stops,
    tour_map,
    ceremonies,
    people_desk,
    show_desk,
    kit_desk,
    signing_desk,
    tour_rota,
    tours,
    tour_bookings,
    opinions,
    weekly_tours,
    plan_desk,
    papers_desk,
    tour_figures,
    trips,
    trip_programmes,
    trip_figures,
)
