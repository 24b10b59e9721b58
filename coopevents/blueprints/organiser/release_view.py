"""What the pages about releases show: warnings in words, and who will be told. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import may
from coopevents.events.models import Event
from coopevents.i18n import _l, localized, ngettext
from coopevents.reports.affected import Affected, Tie
from coopevents.reports.release_warnings import ReleaseWarning, WarningKind
from coopevents.schedule.states import ParticipantRole
from coopevents.schedule.words import ROLES

TIES = {
    Tie.BOOKED: _l("booked a place"),
    Tie.WAITING: _l("on the waiting list"),
    Tie.PICKED: _l("picked it"),
}
MOST_PEOPLE = 60


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning as the page shows it; ``links`` are the first activities it is about."""

    sentence: str
    is_trouble: bool
    links: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of a release: how many, those named, how many more, and those who have no address."""

    number: int
    people: tuple[tuple[str, str], ...]
    more: int
    unreachable: tuple[str, ...]


def told_of(affected: Sequence[Affected], event: Event) -> Told:
    """Who will be told, as this colleague may know it: guests are named to those who see registrations."""
    sees_guests = may(Permission.SEE_REGISTRATIONS, event)
    reachable = [each for each in affected if each.can_be_told]
    named = [each for each in reachable if sees_guests or _is_in_it(each)][:MOST_PEOPLE]
    return Told(
        number=len(reachable),
        people=tuple((each.name, _why(each)) for each in named),
        more=len(reachable) - len(named),
        unreachable=tuple(each.name for each in affected if not each.can_be_told and (sees_guests or _is_in_it(each))),
    )


def warned_of(warnings: Iterable[ReleaseWarning], event: Event) -> list[Warned]:
    """The warnings in words."""
    return [
        Warned(
            sentence=_sentence(each),
            is_trouble=each.kind in {WarningKind.BOOKED_AND_GONE, WarningKind.PLACE_RETIRED},
            links=tuple((localized(one.title), _address(event, one.id)) for one in each.activities),
            more=each.number - len(each.activities),
        )
        for each in warnings
    ]


def _is_in_it(person: Affected) -> bool:
    return bool(set(person.why) & set(ParticipantRole))


def _why(person: Affected) -> str:
    words = [
        str(ROLES[ParticipantRole(each)]) if each in set(ParticipantRole) else str(TIES[Tie(each)])
        for each in person.why
    ]
    return ", ".join(words)


def _address(event: Event, activity_id: int) -> str:
    return url_for("organiser_programme.edit", event_slug=event.slug, activity_id=activity_id)


def _sentence(warning: ReleaseWarning) -> str:
    number = warning.number
    sentences = {
        WarningKind.BOOKED_AND_GONE: lambda: ngettext(
            "%(num)s person has a place in, or waits for, what does not take place.",
            "%(num)s people have a place in, or wait for, what does not take place.",
            warning.people,
        ),
        WarningKind.PLACE_RETIRED: lambda: ngettext(
            "%(num)s activity is in a place that is no longer used.",
            "%(num)s activities are in places that are no longer used.",
            number,
        ),
        WarningKind.NO_PLACE: lambda: ngettext(
            "%(num)s activity has no place.", "%(num)s activities have no place.", number
        ),
        WarningKind.NOBODY_SPEAKS: lambda: ngettext(
            "Nobody is named for %(num)s activity.", "Nobody is named for %(num)s activities.", number
        ),
        WarningKind.IN_THE_TRAY: lambda: ngettext(
            "%(num)s activity is still in the tray; readers do not see it.",
            "%(num)s activities are still in the tray; readers do not see them.",
            number,
        ),
    }
    return str(sentences[warning.kind]())
