"""What happens to institutions."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class InstitutionAdded(Fact):
    """The office came to know an institution."""

    sentence: ClassVar["LazyString | str"] = _l("Institution added")


@dataclass(frozen=True, kw_only=True)
class InstitutionChanged(Fact):
    """What the office knows of an institution changed."""

    sentence: ClassVar["LazyString | str"] = _l("Institution changed")


@dataclass(frozen=True, kw_only=True)
class InstitutionsUnited(Fact):
    """Two records of one institution became one."""

    sentence: ClassVar["LazyString | str"] = _l("Institutions merged")


@dataclass(frozen=True, kw_only=True)
class ContactAdded(Fact):
    """Somebody is a contact at an institution; who it is stands in no history."""

    sentence: ClassVar["LazyString | str"] = _l("Contact added")


@dataclass(frozen=True, kw_only=True)
class ContactChanged(Fact):
    """What is known of a contact changed."""

    sentence: ClassVar["LazyString | str"] = _l("Contact changed")


@dataclass(frozen=True, kw_only=True)
class ContactRemoved(Fact):
    """A contact was taken out."""

    sentence: ClassVar["LazyString | str"] = _l("Contact removed")


@dataclass(frozen=True, kw_only=True)
class RelationAdded(Fact):
    """One institution stands in a relation to another."""

    sentence: ClassVar["LazyString | str"] = _l("Relation added")


@dataclass(frozen=True, kw_only=True)
class RelationRemoved(Fact):
    """A relation was taken out."""

    sentence: ClassVar["LazyString | str"] = _l("Relation removed")


@dataclass(frozen=True, kw_only=True)
class PartnerNoteWritten(Fact):
    """A colleague wrote something down about an institution; what it says stands in no history."""

    sentence: ClassVar["LazyString | str"] = _l("Note written")


@dataclass(frozen=True, kw_only=True)
class PartnerNoteChanged(Fact):
    """A note, its day or its owner changed."""

    sentence: ClassVar["LazyString | str"] = _l("Note changed")


@dataclass(frozen=True, kw_only=True)
class PartnerNoteRemoved(Fact):
    """A note was taken out."""

    sentence: ClassVar["LazyString | str"] = _l("Note removed")


@dataclass(frozen=True, kw_only=True)
class FollowUpDone(Fact):
    """What was to be followed up is done."""

    sentence: ClassVar["LazyString | str"] = _l("Follow-up done")


@dataclass(frozen=True, kw_only=True)
class FollowUpReopened(Fact):
    """What was done is to be followed up again."""

    sentence: ClassVar["LazyString | str"] = _l("Follow-up reopened")


@dataclass(frozen=True, kw_only=True)
class PartnerDocumentAdded(Fact):
    """A file was kept about an institution."""

    sentence: ClassVar["LazyString | str"] = _l("Document added")


@dataclass(frozen=True, kw_only=True)
class PartnerDocumentRemoved(Fact):
    """A file about an institution was erased."""

    sentence: ClassVar["LazyString | str"] = _l("Document removed")


@dataclass(frozen=True, kw_only=True)
class FollowUpFellDue(Fact):
    """The day of a follow-up came, and its owner hears of it."""

    sentence: ClassVar["LazyString | str"] = _l("Owner reminded of a follow-up")

    note_id: int


@dataclass(frozen=True, kw_only=True)
class CountryRenamed(Fact):
    """The office calls a country or region otherwise, or as everybody does again."""

    sentence: ClassVar["LazyString | str"] = _l("Name of a country or region changed")
