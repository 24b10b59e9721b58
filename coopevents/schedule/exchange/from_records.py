"""Talks of another program held against the programme: what each would add or change. Pure.

A talk is the activity that has its guid, be it our own or one kept from an earlier import. Rooms and people are those
of that name, in any language and either order; what nobody knows yet is added. The file's word counts, in the one
language in which it is written; everything it does not speak of stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.schedule.exchange.guesses import kind_meant, language_meant, spoken
from coopevents.schedule.exchange.identities import guid_of
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.markup import as_markdown
from coopevents.schedule.exchange.origins import guid_kept
from coopevents.schedule.exchange.plans import Item, Missing, NewPlace, NewTrack, Plan, Somebody, Verdict
from coopevents.schedule.exchange.present import differing, present_of, troubles_with
from coopevents.schedule.exchange.records import Conference, Record, Trouble
from coopevents.schedule.exchange.showing import changes_between
from coopevents.schedule.models import Activity
from coopevents.schedule.pasting import PastedPerson
from coopevents.schedule.states import ActivityKind, ActivityState, ParticipantRole
from coopevents.text import LocalizedText, cleaned, folded, one_line

_ROLES = {ActivityKind.TOUR: ParticipantRole.GUIDE, ActivityKind.MEAL: ParticipantRole.HOST}
_LONGEST_NAME = 300


def plan_of_records(conference: Conference, known: Known) -> Plan:
    """What taking the file over would do."""
    by_guid = {guid_kept(each.origin or {}, each.uid): each for each in known.activities}
    items = []
    for row, (record, is_twice) in enumerate(_told_apart(conference.records), start=1):
        activity = known.by_uid.get(record.uid) or by_guid.get(record.guid)
        items.append(_item(row, record, activity, known, is_twice=is_twice))
    found = {each.activity_id for each in items}
    return Plan(
        items=tuple(items), missing=tuple(missing_from(known, found)), head=conference.head, zone=conference.zone
    )


def _told_apart(records: Iterable[Record]) -> Iterator[tuple[Record, bool]]:
    """Each talk, and whether it merely stands there a second time.

    Some programs give a talk that is held again, or in two rooms at once, the same guid each time: then the second has
    an identity of its own, made from guid and count. A calendar's entry that stands there twice is always one too many.
    """
    seen: dict[str, list[Record]] = {}
    for record in records:
        before = seen.setdefault(record.guid, [])
        is_twice = record in before or bool(before and record.silent_on)
        if not is_twice:
            before.append(record)
        is_held_again = len(before) > 1 and not is_twice
        yield replace(record, guid=guid_of("", record.guid, len(before))) if is_held_again else record, is_twice


def missing_from(known: Known, found: Iterable[int | None]) -> list[Missing]:
    """The activities of the programme that no row speaks of; what is cancelled or in the tray already is left out."""
    spoken_of = set(found)
    gone = {ActivityState.CANCELLED, ActivityState.UNSCHEDULED}
    return [
        Missing(each.id, each.title.in_language(known.language), each.version, each.state is ActivityState.DRAFT)
        for each in known.activities
        if each.id not in spoken_of and each.state not in gone
    ]


def _item(row: int, record: Record, activity: Activity | None, known: Known, *, is_twice: bool) -> Item:
    before = present_of(activity) if activity else {}
    wanted, language = _wanted(record, activity, known)
    troubles = [*record.troubles, *_name_troubles(record, wanted, known)]
    if is_twice:
        troubles.append(Trouble("guid", _l("This talk stands in the file twice."), record.guid))
    wanted = differing(before, wanted)
    if not troubles:
        troubles += troubles_with(before, wanted)
    verdict = _verdict(activity, wanted, before)
    return Item(
        row=row,
        title=one_line(record.title)[:_LONGEST_NAME],
        verdict=Verdict.UNREADABLE if troubles else verdict,
        activity_id=activity.id if activity else None,
        version=activity.version if activity else None,
        changes=changes_between(before, wanted, known) if not troubles else (),
        troubles=tuple(troubles),
        wanted=wanted,
        record=record,
        language=language,
    )


def _verdict(activity: Activity | None, wanted: dict[str, Any], before: dict[str, Any]) -> Verdict:
    if activity is None:
        return Verdict.ADDED
    if not wanted:
        return Verdict.UNCHANGED
    goes = "starts_at" in wanted and wanted["starts_at"] is None and before["starts_at"] is not None
    return Verdict.TRAY if goes else Verdict.CHANGED


def _wanted(record: Record, activity: Activity | None, known: Known) -> tuple[dict[str, Any], str]:
    """What the talk says, in our words; and the language its title and text are kept in."""
    origin = activity.origin if activity else None
    language = (origin or {}).get("language") or language_meant(record.language, record.title, known.language)
    kind = kind_meant(record.kind)
    wanted: dict[str, Any] = {
        "title": _said(activity.title if activity else None, _title(record.title), language, record, "title"),
        "text": _said(activity.text if activity else None, text_of(record), language, record, "text"),
        "kind": kind,
        "place": _place(record, known),
        "people": _people(record, activity, kind, known),
        "track": _track(record.track, known),
        "languages": spoken(record.language),
        "starts_at": record.starts_at,
        "ends_at": _end(record),
    }
    if record.starts_at is None:
        wanted["length"] = min(record.minutes, int(rules.LONGEST / rules.MINUTE))
        wanted["place"] = None
    return {name: value for name, value in wanted.items() if name not in record.silent_on or not activity}, language


def _end(record: Record) -> datetime | None:
    """When it ends; a day that nobody can mean is refused with its start."""
    starts_at = record.starts_at
    if starts_at is None or not rules.FIRST_YEAR <= starts_at.year <= rules.LAST_YEAR:
        return starts_at
    return starts_at + timedelta(minutes=record.minutes)


def text_of(record: Record) -> str:
    """Abstract and description as one text in Markdown."""
    parts = (cleaned(as_markdown(each)) for each in (record.abstract, record.description))
    return "\n\n".join(filter(None, parts))


def _title(written: str) -> str:
    title = one_line(written)
    return title if len(title) <= rules.LONGEST_TITLE else f"{title[: rules.LONGEST_TITLE - 1]}…"


def _said(present: LocalizedText | None, written: str, language: str, record: Record, name: str) -> LocalizedText:
    """The text with what is written in its language; all languages where the file was ours and agrees."""
    all_texts = LocalizedText(record.texts.get(name))
    if all_texts and written in all_texts.values():
        return all_texts
    if present is not None and written in present.values():
        return present
    return (present or LocalizedText()).with_text(language, written)


def _place(record: Record, known: Known) -> int | NewPlace | None:
    """The place of that name; of a location in a calendar perhaps only what stands before the address."""
    name = one_line(record.room)
    found = known.place_named(name) if name else None
    if found is None and record.silent_on:
        name = name.partition(",")[0].strip()
        found = known.place_named(name) if name else None
    return found if found is not None else NewPlace(name[:_LONGEST_NAME]) if name else None


def _track(written: str, known: Known) -> int | NewTrack | None:
    name = one_line(written)
    found = known.track_named(name) if name else None
    return found if found is not None else NewTrack(name[: rules.LONGEST_TRACK]) if name else None


def _people(record: Record, activity: Activity | None, kind: ActivityKind, known: Known) -> tuple[Somebody, ...]:
    """Those named, each in the role they have here already, else in the one people usually have in such a thing."""
    here = {each.person_id: each.role for each in activity.participants} if activity else {}
    by_kept_name = {folded(name): number for number, name in _kept_names(activity, known)}
    usual = _ROLES.get(kind, ParticipantRole.SPEAKER)
    people = []
    for each in record.people:
        name = one_line(each.name)[:_LONGEST_NAME]
        number = by_kept_name.get(folded(name)) or known.person_named(name)
        typed = None if number is not None else PastedPerson(name)
        people.append(Somebody(here.get(number or 0, usual), number, typed))
    return tuple(dict.fromkeys(people))


def _kept_names(activity: Activity | None, known: Known) -> list[tuple[int, str]]:
    """Whom the names of an earlier import meant: the people now in the activity, in their order."""
    kept = ((activity.origin or {}) if activity else {}).get("kept", {}).get("people", {}).get("is", [])
    if activity is None or len(kept) != len(activity.participants):
        return []
    pairs = zip(activity.participants, kept, strict=True)
    return [(person.person_id, said.get("name", "")) for person, said in pairs if person.person_id in known.people]


def _name_troubles(record: Record, wanted: dict[str, Any], known: Known) -> list[Trouble]:
    found = []
    if isinstance(wanted.get("place"), NewPlace) and not known.may_add_places:
        found.append(Trouble("room", _l("“%(place)s” is not a known place.", place=record.room), record.room))
    if record.starts_at is not None:
        try:
            rules.ensure_times_are_possible(record.starts_at, wanted["ends_at"])
        except Refusal as refusal:
            found.append(Trouble("date", refusal.message, record.starts_at.isoformat()))
    return found
