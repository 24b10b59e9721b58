"""The doors, by audience: one ordered tuple."""

from coopevents.blueprints import account, feeds, guest, health, organiser, public

BLUEPRINTS = (
    *health.BLUEPRINTS,
    *public.BLUEPRINTS,
    *feeds.BLUEPRINTS,
    *guest.BLUEPRINTS,
    *account.BLUEPRINTS,
    *organiser.BLUEPRINTS,
)
