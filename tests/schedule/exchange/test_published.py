"""Congresses as they were published come in without loss, and go out again equal in every field that we keep.

What came in and what we write are both read without any of our own code
(:mod:`tests.schedule.exchange.plain_reading`), and these readings are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from coopevents.people.models import Person
from coopevents.schedule.models import Activity, Schedule
from coopevents.text import folded, full_name
from tests.readers import published
from tests.schedule.conftest import Office
from tests.schedule.exchange import plain_reading as plain
from tests.schedule.exchange.handing import XSD, around, assert_valid, opened, planned, taken, written
from tests.schedule.exchange.plain_reading import Talk

ZONE = "Europe/Berlin"
SLUGS_IN_XML = re.compile(r"[a-z0-9_]{4,}-[a-z0-9\-_]{3,}[a-z0-9]")
SLUGS_IN_JSON = re.compile(r"[a-z0-9_-]+[a-z0-9]")


def test_a_published_schedule_xml_comes_in_without_loss_and_goes_out_equal(office: Office) -> None:
    given = published.schedule_xml("32C3")
    talks = plain.talks_in_xml(given)
    assert figures(talks) == {"talks": 474, "days": 4, "after midnight": 42, "relative logos": 91, "held again": 0}
    schedule = opened(office, ZONE)
    added = taken(office, schedule, given).added
    assert in_the_database(added, office, schedule) == [in_our_words(each) for each in talks]
    assert texts_in_other_words(added, talks) == []
    as_xml, as_json = written(schedule)
    if XSD.exists():
        assert_valid(as_xml, as_json)
    assert differences(talks, plain.talks_in_json(as_json)) == []
    assert differences(talks, plain.talks_in_xml(as_xml), in_xml=True) == []
    assert plain.bounds_in_json(as_json) == plain.bounds_in_xml(as_xml) == plain.bounds_in_xml(given)
    assert planned(office, schedule, given).does_nothing
    assert_same_elsewhere(office, as_xml, as_json)


def test_a_published_schedule_json_comes_in_without_loss_and_goes_out_equal(office: Office) -> None:
    given = published.schedule_json("34C3")
    talks = plain.talks_in_json(given)
    assert figures(talks) == {"talks": 661, "days": 4, "after midnight": 18, "relative logos": 73, "held again": 36}
    schedule = opened(office, ZONE)
    added = taken(office, schedule, given).added
    assert in_the_database(added, office, schedule) == [in_our_words(each) for each in talks]
    assert texts_in_other_words(added, talks) == []
    as_xml, as_json = written(schedule)
    if XSD.exists():
        assert_valid(as_xml, as_json)
    assert differences(talks, plain.talks_in_json(as_json)) == []
    assert differences(talks, plain.talks_in_xml(as_xml), in_xml=True) == []
    assert plain.bounds_in_json(as_json) == plain.bounds_in_xml(as_xml) == plain.bounds_in_json(given)
    assert planned(office, schedule, given).does_nothing


def assert_same_elsewhere(office: Office, as_xml: bytes, as_json: bytes) -> None:
    """What we wrote, taken over into other schedules, is written there again equal to the last letter."""
    from_xml, from_json = opened(office, ZONE), opened(office, ZONE)
    taken(office, from_xml, as_xml)
    assert by_guid(plain.talks_in_xml(written(from_xml)[0])) == by_guid(plain.talks_in_xml(as_xml))
    taken(office, from_json, as_json)
    assert by_guid(plain.talks_in_json(written(from_json)[1])) == by_guid(plain.talks_in_json(as_json))


def by_guid(talks: Sequence[Talk]) -> dict[str, Talk]:
    """Each talk by its identity."""
    return {each["guid"]: each for each in talks}


def figures(talks: Sequence[Talk]) -> dict[str, int]:
    """What makes these talks hard."""
    return {
        "talks": len(talks),
        "days": len({each["day"] for each in talks}),
        "after midnight": sum(each["clock"] < "06:00" for each in talks),
        "relative logos": sum(each["logo"].startswith("/") for each in talks),
        "held again": sum(count - 1 for count in Counter(each["guid"] for each in talks).values()),
    }


def differences(given: Sequence[Talk], written: Sequence[Talk], *, in_xml: bool = False) -> list[object]:
    """Every field of every talk that is not written as it was given, but for what no file of the kind can say."""
    times = Counter(each["guid"] for each in given)
    name_of = itemgetter("starts", "day", "room", "title")
    pairs = zip(sorted(given, key=name_of), sorted(written, key=name_of), strict=True)
    assert times.keys() <= {each["guid"] for each in written}
    return [
        (before["title"], name, value, after[name])
        for before, after in pairs
        for name, value in admitted(before, after, is_once=times[before["guid"]] == 1, in_xml=in_xml).items()
        if value != after[name]
    ]


def admitted(talk: Talk, ours: Talk, *, is_once: bool, in_xml: bool) -> Talk:
    """The talk as the schema of the file admits it.

    Ours stand in for a guid and number that several talks share, since both have to be unique, for a slug of another
    form, and for an address that is missing.
    """
    slugs = SLUGS_IN_XML if in_xml else SLUGS_IN_JSON
    theirs = {} if is_once else {"guid": ours["guid"], "id": ours["id"]}
    theirs |= {} if slugs.fullmatch(talk["slug"]) else {"slug": ours["slug"]}
    theirs |= {} if talk["url"] else {"url": ours["url"]}
    if in_xml:
        theirs |= {
            "persons": [{name: each[name] for name in ("name", "id") if name in each} for each in talk["persons"]]
        }
        theirs |= {} if talk["logo"].startswith("http") else {"logo": ""}
    return talk | theirs


def in_our_words(talk: Talk) -> Talk:
    """The talk as it stands in the office's own programme."""
    return {
        "title": spaced(talk["title"]),
        "starts": talk["starts"],
        "minutes": talk["minutes"],
        "room": folded(talk["room"]),
        "track": folded(talk["track"]),
        "persons": sorted({folded(each["name"]) for each in talk["persons"]}),
        "language": " ".join(re.findall("[a-z]+", talk["language"].lower())),
    }


def in_the_database(activities: Sequence[Activity], office: Office, schedule: Schedule) -> list[Talk]:
    """The same of activities."""
    known = around(office, schedule)
    return [
        {
            "title": each.title.in_language("en"),
            "starts": each.starts_at,
            "minutes": (each.ends_at - each.starts_at).total_seconds() / 60,
            "room": folded(known.place_label(each.place_id, "en")),
            "track": folded(known.track_label(each.track_id, "en")),
            "persons": sorted(folded(called(known.people[one.person_id])) for one in each.participants),
            "language": each.languages,
        }
        for each in activities
    ]


def texts_in_other_words(activities: Sequence[Activity], talks: Sequence[Talk]) -> list[str]:
    """The plain abstracts and descriptions that are not, word for word, the text of the activity."""
    pairs = ((each, f"{talk['abstract']} {talk['description']}") for each, talk in zip(activities, talks, strict=True))
    return [text for each, text in pairs if "<" not in text and spaced(each.text.in_language("en")) != spaced(text)]


def called(person: Person) -> str:
    """A person's name, in Latin letters or in their own script."""
    return full_name(person.given_name, person.family_name) or person.original_name


def spaced(text: str) -> str:
    """Text in NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
