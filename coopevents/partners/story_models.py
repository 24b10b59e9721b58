"""What is kept about an institution beside itself: tags, relations, contacts, notes, documents."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.accounts.models import User
from coopevents.db import Model, UtcDateTime, one_of
from coopevents.partners.models import Institution
from coopevents.partners.states import ContactRole, RelationKind
from coopevents.people.models import Person
from coopevents.storage.models import StoredFile


class InstitutionTag(Model):
    """A word the office sorts its institutions by."""

    __tablename__ = "institution_tag"

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class InstitutionRelation(Model):
    """What one institution is to another."""

    __tablename__ = "institution_relation"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id", "kind"),
        CheckConstraint("from_id <> to_id", name="relates_two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RelationKind] = mapped_column(one_of(RelationKind))
    note: Mapped[str] = mapped_column(String(300), default="")

    one: Mapped[Institution] = relationship(foreign_keys=[from_id])
    other: Mapped[Institution] = relationship(foreign_keys=[to_id])


class InstitutionContact(Model):
    """A person of the register in a role at an institution, from a day until a day where these are known."""

    __tablename__ = "institution_contact"
    __table_args__ = (CheckConstraint("until_on >= from_on", name="ends_after_it_begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[ContactRole] = mapped_column(one_of(ContactRole))
    note: Mapped[str] = mapped_column(String(300), default="")
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]

    person: Mapped[Person] = relationship()
    institution: Mapped[Institution] = relationship()

    def is_current(self, today: date) -> bool:
        """Whether the person has the role on that day; a contact that will be one counts."""
        return self.until_on is None or self.until_on >= today


class InstitutionNote(Model):
    """What a colleague wrote about an institution; with a day it is to be followed up by its owner, until it is done.

    ``reminded_at`` is when the owner was told that the day has come.
    """

    __tablename__ = "institution_note"
    __table_args__ = (CheckConstraint("done_at IS NULL OR due_on IS NOT NULL", name="only_a_follow_up_is_done"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(200), default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[date | None] = mapped_column(index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str] = mapped_column(String(200), default="")
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    institution: Mapped[Institution] = relationship()
    owner: Mapped[User | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be followed up."""
        return self.due_on is not None and self.done_at is None


class InstitutionDocument(Model):
    """A file about an institution, sealed in the store."""

    __tablename__ = "institution_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    added_by: Mapped[str] = mapped_column(String(200), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    file: Mapped[StoredFile] = relationship()

    @property
    def kilobytes(self) -> int:
        """How large it is, rounded up."""
        return -(-self.file.size_bytes // 1024)


class InstitutionsApart(Model):
    """Two institutions that look like one and are two: somebody compared them and said so."""

    __tablename__ = "institutions_apart"
    __table_args__ = (CheckConstraint("one_id < other_id", name="lower_comes_first"),)

    one_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("institution.id", ondelete="CASCADE"), primary_key=True)
