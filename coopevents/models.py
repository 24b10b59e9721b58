"""Every model of the house, imported once, so that the metadata is whole for migrations and relationships."""

from coopevents.accounts import models as accounts
from coopevents.agreements import alert_models as agreement_alerts
from coopevents.agreements import calendar_models as agreement_calendars
from coopevents.agreements import models as agreements
from coopevents.approvals import models as approvals
from coopevents.approvals import plan_models as plans
from coopevents.audit import models as audit
from coopevents.ceremonies import models as ceremonies
from coopevents.delegations import after_models as visit_reports
from coopevents.delegations import budget_models as visit_budgets
from coopevents.delegations import delay_models as delays
from coopevents.delegations import feedback_models as visit_feedback
from coopevents.delegations import gift_models as gifts
from coopevents.delegations import itinerary_models as itineraries
from coopevents.delegations import kit_models as visit_kits
from coopevents.delegations import models as delegations
from coopevents.delegations import people_models as delegates
from coopevents.delegations import photo_models as visit_photos
from coopevents.delegations import reading_models as reading_links
from coopevents.delegations import receipt_models as visit_receipts
from coopevents.delegations import setting_models as visit_settings
from coopevents.delegations import tap_models as visit_taps
from coopevents.events import models as events
from coopevents.forms import models as forms
from coopevents.helping import models as helpers
from coopevents.issuing import letter_models as letters
from coopevents.issuing import models as issuing
from coopevents.issuing import visit_letter_models as visit_letters
from coopevents.mail import models as mail
from coopevents.mobility import models as mobility
from coopevents.partners import country_models as country_names
from coopevents.partners import import_models as partner_lists
from coopevents.partners import map_models as partner_maps
from coopevents.partners import models as partners
from coopevents.partners import story_models as partner_stories
from coopevents.people import models as people
from coopevents.places import models as places
from coopevents.registration import draft_models as drafts
from coopevents.registration import follow_up_models as follow_ups
from coopevents.registration import gate_models as gates
from coopevents.registration import group_models as groups
from coopevents.registration import invitation_models as invitations
from coopevents.registration import list_models as lists
from coopevents.registration import models as registration
from coopevents.registration import option_models as options
from coopevents.registration import quota_models as quotas
from coopevents.registration import review_models as reviews
from coopevents.registration.exchange import models as tables
from coopevents.schedule import board_models as board
from coopevents.schedule import models as schedule
from coopevents.schedule import release_models as releases
from coopevents.schedule.exchange import models as exchange
from coopevents.storage import models as storage
from coopevents.tasks import models as tasks
from coopevents.tours import models as tours

__all__ = [
    "accounts",
    "agreement_alerts",
    "agreement_calendars",
    "agreements",
    "approvals",
    "audit",
    "board",
    "ceremonies",
    "country_names",
    "delays",
    "delegates",
    "delegations",
    "drafts",
    "events",
    "exchange",
    "follow_ups",
    "forms",
    "gates",
    "gifts",
    "groups",
    "helpers",
    "invitations",
    "issuing",
    "itineraries",
    "letters",
    "lists",
    "mail",
    "mobility",
    "options",
    "partner_lists",
    "partner_maps",
    "partner_stories",
    "partners",
    "people",
    "places",
    "plans",
    "quotas",
    "reading_links",
    "registration",
    "releases",
    "reviews",
    "schedule",
    "storage",
    "tables",
    "tasks",
    "tours",
    "visit_budgets",
    "visit_feedback",
    "visit_kits",
    "visit_letters",
    "visit_photos",
    "visit_receipts",
    "visit_reports",
    "visit_settings",
    "visit_taps",
]
