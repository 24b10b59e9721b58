"""The doors, by audience: one ordered tuple."""

from coopevents.blueprints import account, feeds, guest, health, markdown, organiser, public

BLUEPRINTS = (
    *health.BLUEPRINTS,
    markdown.markdown,
    *public.BLUEPRINTS,
    *feeds.BLUEPRINTS,
    *guest.BLUEPRINTS,
    *account.BLUEPRINTS,
    *organiser.BLUEPRINTS,
)
