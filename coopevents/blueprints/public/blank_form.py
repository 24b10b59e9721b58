"""The fields of a form nobody has touched: the same for everybody, so they are set once and kept.

When registration opens, hundreds ask for the form at the same moment, and its fields are half the work of the page.
What the fields show is what they are kept by; whatever was typed, is asked for in the address, or is counted (options
of which there are only so many) is set anew.
"""

from collections.abc import Sequence

from flask import current_app, render_template, request
from markupsafe import Markup

from coopevents.blueprints.guest_forms import RegistrationForm
from coopevents.i18n import current_language

MOST_KEPT = 100
EXTENSION = "coopevents-blank-forms"


def fields_of(form: RegistrationForm, institutions: Sequence[str], *, is_touched: bool) -> Markup:
    """The fields of the form as HTML; ``is_touched`` when it shows what somebody typed earlier."""
    if is_touched or form.is_sent or form.has_limits or request.args:
        return _set(form, institutions)
    kept: dict[object, Markup] = current_app.extensions.setdefault(EXTENSION, {})
    key = (type(form), current_language(), repr(form.known()), tuple(institutions))
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = _set(form, institutions)
    return kept[key]


def _set(form: RegistrationForm, institutions: Sequence[str]) -> Markup:
    return Markup(render_template("public/registration/asked.html", form=form, institutions=institutions))  # noqa: S704
