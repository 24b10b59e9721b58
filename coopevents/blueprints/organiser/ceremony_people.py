"""The people of a ceremony: who signs, stands, helps, speaks and watches, on each side."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor, requires
from coopevents.blueprints.organiser.ceremony_door import done, own, page, seen
from coopevents.blueprints.organiser.ceremony_forms import PersonForm
from coopevents.blueprints.organiser.programme_view import labels_of
from coopevents.ceremonies import casting, queries
from coopevents.ceremonies.models import Ceremony, CeremonyPerson
from coopevents.ceremonies.protocol_words import RANKS
from coopevents.ceremonies.words import ROLES
from coopevents.i18n import _
from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.refusals import Refusal
from coopevents.text import folded

people_desk = Blueprint("organiser_ceremony_people", __name__)
MOST_OFFERED = 2000


@people_desk.get("/desk/ceremonies/<int:ceremony_id>/people")
@requires(Permission.SEE_UNIT)
def index(ceremony_id: int) -> ResponseReturnValue:
    """Everybody, by side."""
    ceremony = seen(ceremony_id)
    sides: dict[int | None, list[CeremonyPerson]] = {None: []}
    for each in ceremony.people:
        sides.setdefault(each.institution_id, []).append(each)
    ranks = {each.level + 1: word for each, word in RANKS.items()}
    names = {each.institution_id: each.institution for each in ceremony.people}
    return page("organiser/ceremonies/people.html", ceremony, sides=sides, institutions=names, roles=ROLES, ranks=ranks)


@people_desk.route("/desk/ceremonies/<int:ceremony_id>/people/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def create(ceremony_id: int) -> ResponseReturnValue:
    """Somebody more."""
    return _form(own(ceremony_id), None, PersonForm())


@people_desk.route("/desk/ceremonies/<int:ceremony_id>/people/<int:person_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def edit(ceremony_id: int, person_id: int) -> ResponseReturnValue:
    """Change who somebody is and what they do."""
    ceremony = own(ceremony_id)
    person = queries.get_person(ceremony.id, person_id)
    return _form(ceremony, person, PersonForm() if request.method == "POST" else PersonForm.showing(person))


@people_desk.post("/desk/ceremonies/<int:ceremony_id>/people/<int:person_id>/remove")
@requires(Permission.EDIT_CEREMONIES)
def remove(ceremony_id: int, person_id: int) -> ResponseReturnValue:
    """Somebody takes no part after all."""
    ceremony = own(ceremony_id)
    person = queries.get_person(ceremony.id, person_id)
    words = _("%(name)s takes no part in the ceremony any more.", name=person.name)
    return done(ceremony, lambda **said: casting.remove_person(ceremony, person, **said), words, ".index")


def _form(ceremony: Ceremony, person: CeremonyPerson | None, form: PersonForm) -> ResponseReturnValue:
    form.offer(ceremony)
    ceremony_id, row_id = ceremony.id, person.id if person else None
    known = _known()
    if form.is_sent and form.validate():
        try:
            _save(ceremony, person, form, known)
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".index", ceremony_id=ceremony_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            ceremony = own(ceremony_id)
            person = queries.get_person(ceremony_id, row_id) if row_id else None
    labels = sorted(labels_of(known).values())
    return page("organiser/ceremonies/person.html", ceremony, form=form, person=person, labels=labels), form.status


def _save(ceremony: Ceremony, person: CeremonyPerson | None, form: PersonForm, known: list[Person]) -> None:
    meant = _meant(form.name.data or "", known)
    if meant is None and person is not None and folded(form.name.data or "") == folded(person.name):
        person_id = person.person_id
    else:
        person_id = meant.id if meant is not None else None
    if meant is not None:
        form.name.data = ""
    said = form.to_details(person_id=person_id, agreement_id=person.agreement_id if person else None)
    deed: Callable[..., object] = casting.add_person
    if person is None:
        deed(ceremony, said, now=clock.now(), actor=present_actor())
    else:
        casting.change_person(ceremony, person, said, now=clock.now(), actor=present_actor())


def _known() -> list[Person]:
    return people.list_people_of(access().units(Permission.SEE_UNIT))[:MOST_OFFERED]


def _meant(typed: str, known: list[Person]) -> Person | None:
    """The person chosen by label; a name alone means whoever bears it, if that is one person."""
    labels = {label: person_id for person_id, label in labels_of(known).items()}
    if typed in labels:
        return next(each for each in known if each.id == labels[typed])
    named = [
        each
        for each in known
        if folded(typed) in {folded(f"{each.given_name} {each.family_name}"), folded(each.original_name)} and typed
    ]
    return named[0] if len(named) == 1 else None
