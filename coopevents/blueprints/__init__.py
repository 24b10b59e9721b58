"""The doors, by audience: one ordered tuple."""

from coopevents.blueprints import account, feeds, guest, health, markdown, onsite, organiser, public

BLUEPRINTS = (
    *health.BLUEPRINTS,
    markdown.markdown,
    *public.BLUEPRINTS,
    *feeds.BLUEPRINTS,
    *guest.BLUEPRINTS,
    *onsite.BLUEPRINTS,
    *account.BLUEPRINTS,
    *organiser.BLUEPRINTS,
)
