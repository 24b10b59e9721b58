"""Ready-made sections an office puts into its forms and then changes as it likes. Pure.

Sensitive ones ask for a consent of their own before anything else, and are asked only of who needs them.
"""

from coopevents.forms.blocks.people import EMERGENCY, PHOTO, PRESS
from coopevents.forms.blocks.stay import ACCOMMODATION, DINNER, TRAVEL
from coopevents.forms.blocks.travelling import PASSPORT, VISA
from coopevents.forms.blocks.wishes import ACCESS, DIET, INTERPRETER
from coopevents.forms.fields import Section

BLOCKS: tuple[Section, ...] = (
    PASSPORT,
    VISA,
    TRAVEL,
    ACCOMMODATION,
    DINNER,
    DIET,
    ACCESS,
    INTERPRETER,
    EMERGENCY,
    PHOTO,
    PRESS,
)
"""Every ready-made section, in the order they are offered; each is named by its ``block``."""


def block_named(name: str) -> Section | None:
    """The ready-made section of that name."""
    return next((section for section in BLOCKS if section.block == name), None)
