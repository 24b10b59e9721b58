"""What is wrong with a departure, as sentences."""

from coopevents.blueprints.tour_words import spoken_words
from coopevents.i18n import _, ngettext
from coopevents.people.models import Person
from coopevents.reports.tours import Looked
from coopevents.text import full_name
from coopevents.tours.findings import Finding, FindingKind


def finding_words(finding: Finding, looked: Looked) -> str:
    """One finding in a sentence."""
    match finding.kind:
        case FindingKind.NO_GUIDE:
            return str(_("Nobody leads this tour yet."))
        case FindingKind.LANGUAGE:
            people = [*looked.guides, *([looked.backup] if looked.backup else [])]
            name = next((name_of(each) for each in people if each.id == finding.person_id), "")
            return str(_("%(name)s does not speak %(languages)s.", name=name, languages=spoken_words(finding.codes)))
        case FindingKind.TOO_FEW:
            return str(
                ngettext(
                    "Only %(num)s guest has booked, fewer than this route needs.",
                    "Only %(num)s guests have booked, fewer than this route needs.",
                    finding.number,
                )
            )
        case FindingKind.DAY_IS_CLOSED:
            return str(_("This day was marked as one without tours."))


def name_of(person: Person) -> str:
    """A person's name in Latin letters, else in their own script."""
    return str(full_name(person.given_name, person.family_name) or person.original_name)
