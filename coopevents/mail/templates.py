"""A message is a folder of three small templates, and this is the one function that fills it.

``templates/mail/<kind>/`` holds ``subject.txt``, ``body.txt`` (extends ``mail/layout.txt``) and ``body.html`` (extends
``mail/layout.html``). Both layouts have the blocks ``heading``, ``content``, ``after_button`` and ``reason``.
"""

from typing import Any

from coopevents.i18n import HTML_LANGUAGES, force_locale
from coopevents.mail import application
from coopevents.text import LANGUAGES, one_line

ACCENTS = {
    "indigo": "#44419f",
    "crimson": "#ae293f",
    "jade": "#236e52",
    "amber": "#86550d",
    "teal": "#1b6c72",
    "plum": "#8a4481",
    "slate": "#4f6077",
    "azure": "#1c629c",
    "olive": "#596827",
    "rust": "#9d4325",
}
"""The colours of events in mail programs, which know no style sheets; white text is readable on each."""


def fill(kind: str, language: str, **values: Any) -> tuple[str, str, str]:
    """The subject, the plain text and the HTML of a message of that kind, in that language.

    Besides what the kind's own templates ask for, the layouts know ``accent`` (the name of an event's colour),
    ``event_title``, ``button_label`` and ``button_url``, each of which may be left out.
    Raises UndefinedError for a missing value.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    layout = {"accent": "indigo", "event_title": "", "button_label": "", "button_url": "", **values}
    layout["accent_color"] = ACCENTS.get(layout["accent"], ACCENTS["indigo"])
    layout |= {
        "locale": language,
        "html_language": HTML_LANGUAGES[language],
        "office_name": application.settings().office_name_in(language),
    }
    templates = application.templates()
    with force_locale(language):
        subject, text, html = (
            templates.get_template(f"mail/{kind}/{part}").render(layout)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    return one_line(subject), _tidied(text), html.strip() + "\n"


def _tidied(text: str) -> str:
    """Without white space at the ends of lines, and never more than one empty line in a row."""
    lines: list[str] = []
    for line in (each.rstrip() for each in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
