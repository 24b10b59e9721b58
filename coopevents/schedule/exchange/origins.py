"""What another program said of a talk, kept as long as we do not say otherwise. Pure.

An imported talk becomes an activity in our words: a type becomes a kind, HTML becomes Markdown, abstract and
description become one text, a name becomes a person. Whatever our words would say differently when exported again is
kept beside the activity (:data:`Activity.origin`), each field with a mark of what *we* said at that time. When the
programme is exported, a kept field is said again exactly as it came while our own word behind it is unchanged; once an
organiser changes it, ours is said.

Kept so, and equal after import and export: ``guid`` (older frab's 22 characters as the UUID of the same bits), ``id``,
``code``, ``slug``, ``url``, ``title``, ``subtitle``, ``type``, ``track``, ``room``, the ``day`` it stands under,
``language``, ``abstract``, ``description``, ``recording`` (``license``, ``optout``, ``url``, ``link``), ``logo``,
``persons`` (name, id, guid, code, url, avatar, biography, order), ``links`` and ``attachments``,
``video_download_url``, ``feedback_url``, ``origin_url``. ``date``, ``start`` and ``duration`` are the activity's own
times: equal as moments, on the clock of the event's zone. Of the conference itself: ``acronym``, ``base_url`` (while an
address is relative to it), ``timeslot_duration``, ``color``, ``logo``, the bounds of each day, guids of rooms, colours
and slugs of tracks. Title, address and dates of the conference are those of the event.

What a schema does not admit, a file of that kind cannot say: a relative ``logo`` and what persons have beyond name, id
and guid stand in JSON alone; of talks that share a ``guid``, one keeps it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from coopevents.schedule.exchange.identities import guid_of, number_of, slug_of
from coopevents.schedule.exchange.records import Link, Record, RecordedPerson
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson
from coopevents.text import LocalizedText

Origin = Mapping[str, Any]
FIELDS = (
    "guid", "number", "code", "slug", "url", "title", "subtitle", "kind", "track", "room", "day", "language",
    "abstract", "description", "license", "do_not_record", "recording_url", "recording_link", "logo", "people", "links",
    "attachments", "video_download_url", "feedback_url", "origin_url",
)  # fmt: skip
_MINUTE = timedelta(minutes=1)


def own_record(activity: ReleasedActivity, *, language: str, acronym: str, address: str) -> Record:
    """What we say of an activity of ourselves, in one language; its ``day`` is for the caller to say."""
    title = activity.title.in_language(language)
    starts_at: datetime | None = activity.starts_at
    length = activity.ends_at - starts_at if starts_at else 60 * _MINUTE
    return Record(
        guid=guid_of(activity.uid, activity.uid),
        number=number_of(activity.uid, ()),
        slug=slug_of(acronym, activity.uid, title),
        url=address,
        title=title,
        kind=activity.kind,
        track=activity.track.name.in_language(language) if activity.track else "",
        room=activity.place.name.in_language(language) if activity.place else "",
        starts_at=activity.starts_at,
        minutes=max(1, -(-length // _MINUTE)),
        language=activity.languages[0] if activity.languages else "",
        description=activity.text.in_language(language),
        people=tuple(RecordedPerson(shown_name(each), each.id) for each in activity.people),
        uid=activity.uid,
    )


def shown_name(person: ReleasedPerson) -> str:
    """A person's name as exports say it: in Latin letters, else in their own script."""
    return person.name or person.original_name


def keepsake(record: Record, activity: ReleasedActivity, *, own: Record, language: str) -> dict[str, Any]:
    """What is to be kept of ``record`` beside the activity it became; empty when ours says all of it.

    Of what a calendar says nothing, nothing is kept. ``own`` is our own record of the activity, ``language`` the one in
    which the file's words were written into it.
    """
    behind = _behind(activity, language)
    kept = {}
    for name in FIELDS if not record.silent_on else ("guid", "links"):
        said = _plain(getattr(record, name))
        if said != _plain(getattr(own, name)):
            kept[name] = {**_packed(said, behind.get(name, "")), "of": _mark(behind.get(name, ""))}
    return {"language": language, "kept": kept} if kept else {}


def said_again(own: Record, activity: ReleasedActivity, language: str) -> Record:
    """Our record of an activity with everything kept of it that still holds."""
    kept, written_in = activity.origin.get("kept", {}), activity.origin.get("language", language)
    behind = _behind(activity, written_in)
    instead = {}
    for name, value in kept.items():
        texts = _TEXTS.get(name)
        is_other_language = texts is not None and texts(activity).language_for(language) not in {written_in, None}
        if name in FIELDS and value.get("of") == _mark(behind.get(name, "")) and not is_other_language:
            instead[name] = _rebuilt(name, _unpacked(value, behind.get(name, "")))
    return replace(own, **instead)


def guid_kept(origin: Origin, uid: str) -> str:
    """The guid an activity is known by elsewhere."""
    kept = origin.get("kept", {}).get("guid", {})
    return str(kept["is"]) if "is" in kept else guid_of(uid, uid)


_TEXTS: Mapping[str, Callable[[ReleasedActivity], LocalizedText]] = {
    "title": lambda activity: activity.title,
    "subtitle": lambda activity: activity.title,
    "abstract": lambda activity: activity.text,
    "description": lambda activity: activity.text,
}


def _behind(activity: ReleasedActivity, language: str) -> dict[str, str]:
    """Our own words behind the fields that have any; the others are nobody's but the other program's."""
    text = activity.text.get(language, "")
    people = [(each.role, each.name, each.original_name) for each in activity.people]
    return {
        "title": activity.title.get(language, ""),
        "abstract": text,
        "description": text,
        "kind": activity.kind,
        "track": _dumped(dict(activity.track.name) if activity.track else None),
        "room": _dumped(dict(activity.place.name) if activity.place else None),
        "day": str(activity.starts_at),
        "language": " ".join(activity.languages),
        "people": _dumped(people),
    }


def _packed(said: Any, behind: str) -> dict[str, Any]:
    """A text that is part of ours is kept as where it stands there."""
    if isinstance(said, str) and len(said) > 20 and said in behind:
        return {"from": behind.index(said), "to": behind.index(said) + len(said)}
    return {"is": said}


def _unpacked(value: Mapping[str, Any], behind: str) -> Any:
    return value["is"] if "is" in value else behind[value["from"] : value["to"]]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [{name: each for name, each in asdict(one).items() if each not in {"", None}} for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rebuilt(name: str, value: Any) -> Any:
    if name == "people":
        return tuple(RecordedPerson(**each) for each in value)
    if name in {"links", "attachments"}:
        return tuple(Link(**{"url": "", **each}) for each in value)
    if name == "day":
        return date.fromisoformat(value) if value else None
    return value


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12] if text else ""


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
