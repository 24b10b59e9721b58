"""What the demo office wrote down about its partners: contacts, relations, notes, and what is to be followed up."""

from datetime import date, datetime, timedelta

from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.facts import Actor
from coopevents.partners import contacts, notes, relations
from coopevents.partners.details import ContactDetails, NoteDetails
from coopevents.partners.states import ContactRole, RelationKind

R = ContactRole
CONTACTS: tuple[tuple[str, str, ContactRole, int | None, int | None, str], ...] = (
    ("rousse", "dimitrov.stoyan", R.RECTOR, -900, None, ""),
    ("rousse", "petkova.elitsa", R.VICE_RECTOR, -500, None, "Reads French and English"),
    ("rousse", "todorova.milena", R.COORDINATOR, -400, None, "Best by telephone before noon in Ruse"),
    ("rousse", "angelov.kaloyan", R.INTERNATIONAL_OFFICE, -1600, -500, ""),
    ("techprotect", "brandt.karsten", R.OTHER, -1200, None, "Founder; signs for the company"),
    ("tudublin", "oreilly.cathal", R.INTERNATIONAL_OFFICE, -700, None, ""),
    ("nordhafen", "kruse.tjark", R.COORDINATOR, -300, None, "Summer school and student exchange"),
    ("valorne", "delacroix.helene", R.VICE_RECTOR, -1000, None, "Writes in French"),
    ("hanbit", "noh.haneul", R.COORDINATOR, -200, None, ""),
    ("qamar", "haddad.layla", R.DEAN, -600, None, ""),
)
"""(institution, person, role, since and until in days from today, note)."""
RELATIONS = (
    ("rousse", "nordhafen", RelationKind.CONSORTIUM, "Circular Cities"),
    ("valorne", "nordhafen", RelationKind.CONSORTIUM, "Circular Cities"),
    ("techprotect", "nordhafen", RelationKind.AFFILIATED, "Shared laboratory for e-waste"),
)
NOTES: tuple[tuple[str, str, int, int | None, str], ...] = (
    (
        "rousse",
        "Send the draft of the joint programme to Elitsa Petkova; she asked for the Chinese text as well.",
        -9,
        -1,
        "organiser",
    ),
    ("rousse", "The rector would like to see the e-waste laboratory during the week.", -16, None, ""),
    ("rousse", "Asked for the list of courses taught in English; sent.", -40, -30, "registrar"),
    ("techprotect", "Ask whether two students may come as interns in spring.", -4, 5, "registrar"),
    ("tudublin", "Agree on a day for the call about credit recognition.", -2, 0, "organiser"),
    ("hanbit", "韩方希望明年春季派三名教师来访，请学院先提出接待方案。", -6, 12, "organiser"),
    ("valorne", "Prefers letters in French; the English version may come along.", -60, None, ""),
    ("qamar", "New dean since the summer: write a letter of congratulation.", -3, 3, ""),
)
"""(institution, what, written and due in days from today, who sees to it); what was due long ago is done."""


def tell_stories(desk: DemoDesk, known: DemoAcquaintances, *, now: datetime) -> None:
    """Everything above, as the organiser wrote it down."""
    today, actor = notes.today_at_office(now), desk.actor
    for key, person, role, since, until, note in CONTACTS:
        details = ContactDetails(
            role=role,
            person_id=known.people[person].id,
            note=note,
            from_on=_day(today, since),
            until_on=_day(today, until),
        )
        contacts.add_contact(known.institutions[key], details, now=now, actor=actor)
    for one, other, kind, note in RELATIONS:
        relations.relate(known.institutions[one], known.institutions[other], kind, note, now=now, actor=actor)
    owners = {"organiser": desk.organiser, "registrar": desk.registrar}
    for key, text, written, due, owner in NOTES:
        details_of_note = NoteDetails(text, _day(today, due), owners[owner].id if owner else None)
        written_at = now + timedelta(days=written)
        note_kept = notes.write_note(known.institutions[key], details_of_note, now=written_at, actor=actor)
        if due is not None and due < -7:
            done_by = Actor("user", desk.registrar.id, desk.registrar.name)
            notes.finish(note_kept, now=written_at + timedelta(days=7), actor=done_by)


def _day(today: date, days: int | None) -> date | None:
    return today + timedelta(days=days) if days is not None else None
