"""Forms about what is kept beside an institution: contacts, relations, notes, documents."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import DateField, EmailField, SelectField
from wtforms.validators import Email, Length, Optional

from coopevents.accounts.models import User
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.i18n import _, _l, localized
from coopevents.partners import words
from coopevents.partners.details import ContactDetails, NoteDetails
from coopevents.partners.models import Institution
from coopevents.partners.states import SYMMETRIC, ContactRole, RelationKind
from coopevents.partners.story_models import InstitutionContact, InstitutionNote
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.text import full_name

_PERSON = ("given_name", "family_name", "original_name", "title", "position", "email")
BACK = "back:"
"""Marks a relation that is told from the other side."""


class ContactForm(Form):
    """Who it is, in which role, from when until when."""

    person = SelectField(_l("Who"), default="")
    given_name = OneLineField(_l("Given name"), [Length(max=120)], description=_l("In Latin letters."))
    family_name = OneLineField(_l("Family name"), [Length(max=120)], description=_l("In Latin letters."))
    original_name = OneLineField(_l("Name in its own script"), [Length(max=200)])
    title = OneLineField(_l("Form of address"), [Length(max=60)], description=_l("Such as Prof. or Dr"))
    position = OneLineField(_l("Position"), [Length(max=200)])
    email = EmailField(
        _l("E-mail"), [Optional(), Length(max=254), Email(_l("Write a whole address, such as name@example.edu."))]
    )
    role = SelectField(_l("Role"), choices=choices_of(words.ROLES.items()), coerce=ContactRole)
    from_on = DateField(_l("Since"), [Optional()])
    until_on = DateField(_l("Until"), [Optional()], description=_l("The last day; empty while it goes on."))
    note = OneLineField(_l("Note"), [Length(max=300)], description=_l("Such as: writes in French, best by phone."))

    def offer(self, people: Iterable[Person]) -> None:
        """Let these people of the register be chosen, or somebody who is written down now."""
        known = [(str(each.id), name_of(each)) for each in people]
        self.person.choices = choices_of([("", _("Somebody who is not in the list yet")), *known])

    @classmethod
    def showing(cls, contact: InstitutionContact) -> "ContactForm":
        """Filled from a contact."""
        names = ("role", "from_on", "until_on", "note")
        return cls(data={name: getattr(contact, name) for name in names})

    def to_details(self) -> ContactDetails:
        """What was typed, as the room takes it."""
        said: dict[str, Any] = {name: getattr(self, name).data or "" for name in _PERSON}
        person_id = int(self.person.data) if self.person.data else None
        return ContactDetails(
            role=self.role.data,
            person_id=person_id,
            person=None if person_id else PersonDetails(**said),
            note=self.note.data or "",
            from_on=self.from_on.data,
            until_on=self.until_on.data,
        )


class RelationForm(Form):
    """What this institution is to another."""

    kind = SelectField(_l("This institution"))
    other = SelectField(_l("Other institution"), default="")
    note = OneLineField(_l("Note"), [Length(max=300)], description=_l("Such as the name of the consortium."))

    def __init__(self, *args: Any, others: Sequence[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [(kind, words.RELATIONS[kind]) for kind in RelationKind]
        back = [(f"{BACK}{kind}", words.RELATIONS_BACK[kind]) for kind in RelationKind if kind not in SYMMETRIC]
        self.kind.choices = choices_of([*there, *back])
        named = [(str(each.id), localized(each.name)) for each in others]
        self.other.choices = choices_of([("", _("Choose")), *named])

    @property
    def is_back(self) -> bool:
        """Whether the relation is told from the other side."""
        return str(self.kind.data).startswith(BACK)

    @property
    def kind_chosen(self) -> RelationKind:
        """What the one is to the other."""
        return RelationKind(str(self.kind.data).removeprefix(BACK))


class NoteForm(Form):
    """What is to be remembered, and perhaps by when who does something about it."""

    text = LongTextField(_l("Note"), [Length(max=8000)], render_kw={"rows": 5, "maxlength": 8000})
    due_on = DateField(
        _l("Follow up by"), [Optional()], description=_l("With a day it stands among what is open until it is done.")
    )
    owner = SelectField(_l("Who sees to it"), default="", description=_l("Is told by mail on the day."))

    def __init__(self, *args: Any, owners: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner.choices = choices_of([("", _("Nobody yet")), *((str(each.id), each.name) for each in owners)])

    @classmethod
    def showing(cls, note: InstitutionNote, owners: Sequence[User]) -> "NoteForm":
        """Filled from a note."""
        said = {"text": note.text, "due_on": note.due_on, "owner": str(note.owner_id or "")}
        return cls(data=said, owners=owners)

    def to_details(self) -> NoteDetails:
        """What was typed, as the room takes it."""
        owner_id = int(self.owner.data) if self.owner.data else None
        return NoteDetails(text=self.text.data or "", due_on=self.due_on.data, owner_id=owner_id)


class DocumentForm(Form):
    """A file, and what it is called here."""

    file = FileField(_l("File"), description=_l("PDF, Word, Excel, PowerPoint, JPEG, PNG or WebP, at most 10 MB."))
    name = OneLineField(_l("Name"), [Length(max=200)], description=_l("Empty: the name of the file."))


def name_of(person: Person) -> str:
    """A person's name as it stands in a list: in Latin letters, with the original one behind it."""
    name = full_name(person.given_name, person.family_name)
    return " ".join(filter(None, (name, person.original_name)))
