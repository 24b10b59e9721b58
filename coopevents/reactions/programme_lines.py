"""One change as its reader is told it: what happened, before and now, and why they hear of it.

Pure but for the language in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask_babel.speaklater import LazyString

from coopevents.i18n import _, _l, day_text, time_range_text
from coopevents.reports.affected import WORDS_OF_TIES, Affected, Stake, Tie
from coopevents.schedule.comparing import ChangeKind
from coopevents.schedule.releases import ReleasedActivity, ReleasedPlace
from coopevents.schedule.states import ParticipantRole

FIELD_WORDS: Mapping[str, LazyString] = {
    "title": _l("Title"),
    "text": _l("Description"),
    "place": _l("How the place is called or found"),
    "languages": _l("Languages"),
}
REASONS: Mapping[str, LazyString] = {
    ParticipantRole.SPEAKER: _l("You are a speaker of %(activities)s."),
    ParticipantRole.CHAIR: _l("You chair %(activities)s."),
    ParticipantRole.HOST: _l("You are a host of %(activities)s."),
    ParticipantRole.INTERPRETER: _l("You interpret at %(activities)s."),
    ParticipantRole.GUIDE: _l("You are a guide of %(activities)s."),
    ParticipantRole.SIGNATORY: _l("You sign at %(activities)s."),
    ParticipantRole.MC: _l("You lead through %(activities)s."),
    ParticipantRole.ATTENDEE: _l("You attend %(activities)s."),
    ParticipantRole.DRIVER: _l("You drive for %(activities)s."),
    ParticipantRole.PHOTOGRAPHER: _l("You take photographs of %(activities)s."),
    ParticipantRole.GUEST: _l("You are a guest of %(activities)s."),
    Tie.BOOKED: _l("You booked a place at %(activities)s."),
    Tie.WAITING: _l("You are on the waiting list of %(activities)s."),
    Tie.PICKED: _l("You put %(activities)s on your agenda."),
}
MOST_NAMED = 3


@dataclass(frozen=True)
class Spot:
    """When and where."""

    when: str
    where: str


@dataclass(frozen=True)
class Line:
    """One change in the reader's language.

    ``before`` is where it was or would have been, ``now`` where it is; either may be missing.
    """

    word: str
    title: str
    before: Spot | None
    now: Spot | None
    reason: str
    also: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Whether it does not take place for this reader."""
        return self.now is None


def stands(stake: Stake) -> bool:
    """Whether it takes place and the person is still bound to it."""
    after = stake.change.after
    return after is not None and not after.is_dropped and not after.is_cancelled and not stake.is_removed


def line_of(stake: Stake, language: str, zone: ZoneInfo) -> Line:
    """The change as this person is told it."""
    change, is_on = stake.change, stands(stake)
    before = _spot(change.before, language, zone)
    now = _spot(change.after, language, zone) if is_on else None
    return Line(
        word=_word(stake),
        title=change.shown.title.in_language(language),
        before=before if before != now and not stake.is_added else None,
        now=now,
        reason=change.after.cancellation_reason if change.after and ChangeKind.CANCELLED in change.kinds else "",
        also=_also(stake) if is_on else (),
    )


def reasons_of(person: Affected, language: str) -> list[str]:
    """Why this person hears of it, a sentence for each role and tie."""
    said = []
    for word in WORDS_OF_TIES:
        stakes = [each for each in person.stakes if word in (each.roles_after or each.roles_before) | each.ties]
        titles = [each.change.shown.title.in_language(language) for each in stakes]
        if titles:
            said.append(str(REASONS[word]) % {"activities": _named(titles)})
    return said


def _word(stake: Stake) -> str:
    kinds = stake.change.kinds
    if ChangeKind.DROPPED in kinds:
        return str(_("No longer on the programme"))
    if ChangeKind.CANCELLED in kinds:
        return str(_("Cancelled"))
    if stake.is_removed:
        return str(_("You are no longer part of it"))
    if ChangeKind.NEW in kinds:
        return str(_("New on the programme"))
    if stake.is_added:
        return str(_("You are now part of it"))
    if ChangeKind.REOPENED in kinds:
        return str(_("Takes place after all"))
    return _word_of_move(stake) if ChangeKind.MOVED in kinds else str(_("Described anew"))


def _word_of_move(stake: Stake) -> str:
    fields = set(stake.change.fields)
    if "place" not in fields:
        return str(_("Another time"))
    return str(_("Another time and place") if fields & {"starts_at", "ends_at"} else _("Another place"))


def _also(stake: Stake) -> tuple[str, ...]:
    """What else reads differently; a place that was exchanged is told already."""
    if stake.is_added:
        return ()
    told = {"place"} if ChangeKind.MOVED in stake.change.kinds else set()
    return tuple(str(FIELD_WORDS[field]) for field in stake.change.fields if field in FIELD_WORDS.keys() - told)


def _spot(activity: ReleasedActivity | None, language: str, zone: ZoneInfo) -> Spot | None:
    if activity is None or activity.is_dropped:
        return None
    when = f"{day_text(activity.starts_at, zone)}, {time_range_text(activity.starts_at, activity.ends_at, zone)}"
    return Spot(when, _where(activity.place, language))


def _where(place: ReleasedPlace | None, language: str) -> str:
    if place is None:
        return ""
    return ", ".join(filter(None, (place.name.in_language(language), place.building.in_language(language))))


def _named(titles: list[str]) -> str:
    """The first titles, and how many more there are."""
    shown = ", ".join(_("“%(title)s”", title=title) for title in titles[:MOST_NAMED])
    more = len(titles) - MOST_NAMED
    return shown if more <= 0 else str(_("%(titles)s and %(count)s more", titles=shown, count=more))
