"""One page per partner that tells the whole story: what is next, who is there, who came, what is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.agreements import words as agreement_words
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit, may, requires
from coopevents.blueprints.listing import Chip
from coopevents.blueprints.organiser.agreement_door import present_reader
from coopevents.blueprints.organiser.agreement_words import ends_text
from coopevents.blueprints.organiser.partner_story_forms import name_of
from coopevents.blueprints.organiser.partner_timeline import moments_of, shown
from coopevents.blueprints.organiser.partners import partners
from coopevents.ceremonies import words as ceremony_words
from coopevents.config import in_force
from coopevents.delegations import words as visit_words
from coopevents.i18n import HTML_LANGUAGES, _, current_language
from coopevents.partners import contacts, notes, queries, story_queries, words
from coopevents.partners.models import Institution
from coopevents.partners.story_models import InstitutionContact, InstitutionDocument, InstitutionNote
from coopevents.partners.story_queries import Related
from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.reports import partners as report
from coopevents.reports.partner_story import Together, together_with
from coopevents.schedule.words import ROLES
from coopevents.text import full_name

MOST_ENTRIES = 100


@dataclass(frozen=True)
class Kept:
    """What is kept about a partner beside itself."""

    current: list[InstitutionContact]
    past: list[InstitutionContact]
    others: list[Person]
    relations: list[Related]
    above: Institution | None
    parts: list[Institution]
    notes: list[InstitutionNote]
    documents: list[InstitutionDocument]

    @property
    def follow_ups(self) -> list[InstitutionNote]:
        """What is still to be followed up, the most pressing first."""
        return sorted((each for each in self.notes if each.is_open), key=lambda each: (each.due_on, each.id))


@partners.get("/desk/partners/<int:institution_id>")
@requires(Permission.SEE_UNIT)
def show(institution_id: int) -> ResponseReturnValue:
    """An institution and everything that happened with it."""
    institution = queries.get_institution(institution_id)
    ensure_unit(institution.unit_id, Permission.SEE_UNIT)
    if institution.merged_into_id is not None:
        return redirect(url_for(".show", institution_id=institution.merged_into_id))
    units, today = access().units(Permission.SEE_UNIT), notes.today_at_office(clock.now())
    event_units = access().units(Permission.SEE_EVENT)
    kept, events = kept_about(institution, today, units), report.guests_by_event(institution.id, event_units)
    together = together_with(institution.id, present_reader(), event_units)
    may_edit = Permission.EDIT_PARTNERS in access().for_unit(institution.unit_id)
    entries = audit.list_about("institution", institution.id, limit=MOST_ENTRIES) if may_edit else []
    zone = ZoneInfo(in_force().default_time_zone)
    return render_template(
        "organiser/partners/show.html",
        institution=institution,
        second=_second_name(institution),
        tags=queries.tags_of([institution.id]).get(institution.id, []),
        kept=kept,
        events=events,
        together=together,
        visit_words=visit_words,
        may_receive=may(Permission.EDIT_DELEGATIONS),
        pressing=together.pressing(today),
        timeline=shown(moments_of(together, events, kept.notes, entries, zone), today),
        today=today,
        zone=zone,
        ways=_ways(kept, together, len(events)),
        agreement_words=agreement_words,
        ends_text=ends_text,
        ceremony_words=ceremony_words,
        participant_roles=ROLES,
        words=words,
        full_name=full_name,
        name_of=name_of,
        may_edit=may_edit,
        may_edit_people=may(Permission.EDIT_PEOPLE),
        may_propose=may(Permission.EDIT_AGREEMENTS),
    )


def kept_about(institution: Institution, today: date, units: Collection[int]) -> Kept:
    """Contacts, people, relations, notes and documents, in a fixed number of selects."""
    current, past = contacts.parted(story_queries.list_contacts(institution.id), today)
    named = {each.person_id for each in current}
    above = queries.list_by_ids([institution.parent_id]) if institution.parent_id else []
    relations = story_queries.list_relations(institution.id)
    return Kept(
        current=current,
        past=past,
        others=[each for each in people.list_people_of_institution(institution.id) if each.id not in named],
        relations=[each for each in relations if each.other.unit_id in units],
        above=above[0] if above else None,
        parts=queries.list_parts(institution.id),
        notes=story_queries.list_notes(institution.id),
        documents=story_queries.list_documents(institution.id),
    )


def _second_name(institution: Institution) -> tuple[str, str]:
    """(name, its language): as the institution writes itself, else its name in another of our languages."""
    if institution.original_name:
        return institution.original_name, ""
    others = institution.name.others(current_language())
    return (others[0][1], HTML_LANGUAGES.get(others[0][0], "")) if others else ("", "")


def _ways(kept: Kept, together: Together, events: int) -> list[Chip]:
    """The parts of the page with how much is in each: the way down on a phone."""
    said = (
        ("agreements", _("Agreements"), len(together.agreements)),
        (
            "visits",
            _("Visits and events"),
            events + len(together.visits) + len(together.ceremonies) + len(together.tours),
        ),
        ("people", _("People"), len(kept.current) + len(kept.others)),
        ("notes", _("Notes"), len(kept.notes)),
        ("relations", _("Relations"), len(kept.relations) + len(kept.parts) + (kept.above is not None)),
        ("documents", _("Documents"), len(kept.documents)),
    )
    return [Chip(label, f"#{anchor}", False, number) for anchor, label, number in said]
