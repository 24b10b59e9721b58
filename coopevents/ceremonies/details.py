"""What a caller brings to plan or change a ceremony."""

from dataclasses import dataclass
from datetime import date, datetime

from coopevents.ceremonies.states import CeremonyRole, ProtocolLevel, ShowTemplate
from coopevents.kits.things import ThingDetails
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActivity:
    """The activity a ceremony becomes, on a schedule of an event or, without one, on the unit's own."""

    title: LocalizedText
    starts_at: datetime
    ends_at: datetime
    place_id: int | None = None
    schedule_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CeremonyDetails:
    """What is said about a ceremony besides its time, its place and its people. ``languages`` come first to last."""

    level: ProtocolLevel = ProtocolLevel.HEADS
    languages: tuple[str, ...] = ("en", "zh_Hans_CN")
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCeremony:
    """A ceremony as it is first planned: for these agreements, on that activity or on a new one."""

    unit_id: int
    agreement_ids: tuple[int, ...]
    details: CeremonyDetails
    template: ShowTemplate = ShowTemplate.BILATERAL
    activity_id: int | None = None
    new_activity: NewActivity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """Somebody in a ceremony; of the office's own side without an ``institution_id``."""

    role: CeremonyRole
    name: str
    original_name: str = ""
    person_id: int | None = None
    institution_id: int | None = None
    agreement_id: int | None = None
    office: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    rank: int | None = None
    appointed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueDetails:
    """One line of the run of show; ``starts_after`` seconds after the start, or when the line before ends."""

    what: LocalizedText
    who: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    spoken: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    media: str = ""
    seconds: int = 60
    starts_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDetails(ThingDetails):
    """Something that has to be there, by so many days before the ceremony's day."""

    days_before: int = 1
