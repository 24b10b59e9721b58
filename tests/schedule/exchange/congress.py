"""A large conference as other programs write it: invented people, four days that run past midnight."""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64encode
from datetime import date, datetime, time, timedelta
from random import Random
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
FIRST_DAY = date(2014, 12, 27)
ROOMS = ("Saal 1", "Saal 2", "Saal G", "Saal 6")
TRACKS = ("Ethics, Society & Politics", "Security & Hacking", "Art & Beauty", "Science", "Hardware & Making")
GIVEN = ("Mira", "Tomás", "Ngọc", "Łucja", "Oluwaseun", "Zoë", "Björn", "Aiko", "Renée", "Ivo")
FAMILY = ("Anders", "de la Vega", "Trần", "Wiśniewska", "Adeyemi", "van Dijk", "Öztürk", "Sato", "O’Hara", "Kožul")
WORDS = (
    "signals",
    "archive",
    "lattice",
    "harbour",
    "ferment",
    "orbit",
    "quorum",
    "mirror",
    "thicket",
    "cipher",
    "meadow",
    "relay",
    "ballast",
)
SLOTS = [time(11, 30), time(12, 45), time(14), time(16), time(17, 15), time(18, 30), time(20, 30), time(21, 45),
         time(23), time(0, 15)]  # fmt: skip


def schedule_xml(days: int = 4, *, first: date = FIRST_DAY, zone: ZoneInfo = BERLIN, seed: int = 7) -> bytes:
    """A schedule.xml in the manner of frab: 160 talks over four days, some after midnight, one near five o'clock."""
    chance, number = Random(seed), 6000
    lines = [
        "<?xml version='1.0' encoding='utf-8' ?>",
        "<schedule>",
        "<version>1.3 Of invented burdens</version>",
        "<conference><acronym>41x3</acronym><title>41. Invented Congress</title>",
        f"<start>{first}</start><end>{first + timedelta(days=days)}</end><days>{days}</days>",
        "<timeslot_duration>00:15</timeslot_duration></conference>",
    ]
    for index in range(days):
        day = first + timedelta(days=index)
        begins, ends = (datetime.combine(day, time(11), zone), datetime.combine(day + timedelta(days=1), time(6), zone))
        lines.append(f"<day date='{day}' end='{ends.isoformat()}' index='{index + 1}' start='{begins.isoformat()}'>")
        for room in ROOMS:
            lines.append(f"<room name={quoteattr(room)}>")
            for slot in [*SLOTS, time(4, 45)] if room == "Saal 6" else SLOTS:
                number += chance.randint(1, 9)
                on = day + timedelta(days=1) if slot < time(8) else day
                lines.append(event_xml(number, datetime.combine(on, slot, zone), room, chance))
            lines.append("</room>")
        lines.append("</day>")
    return "\n".join([*lines, "</schedule>"]).encode()


def event_xml(number: int, starts_at: datetime, room: str, chance: Random) -> str:
    """One talk with everything frab says of one."""
    title = " ".join(chance.sample(WORDS, 3)).capitalize() + chance.choice(["", "?", " – „again“", ": part 2", " & co"])
    bits = uuid.UUID(int=chance.getrandbits(128))
    guid = str(bits) if chance.random() < 0.4 else urlsafe_b64encode(bits.bytes).decode().rstrip("=")
    people = {chance.randrange(100): None for _each in range(chance.choice([1, 1, 1, 2, 3, 5]))}
    persons = "".join(f"<person id='{3000 + each}'>{GIVEN[each % 10]} {FAMILY[each // 10]}</person>" for each in people)
    language, minutes = chance.choice(["en", "de", "en", ""]), chance.choice([30, 60, 60, 90, 135])
    slug = f"41x3_-_{number}_-_{language or 'en'}_-_{starts_at:%Y%m%d%H%M}_-_{'_'.join(chance.sample(WORDS, 2))}"
    link = f"<link href='https://example.org/{number}?a=1&amp;b=2'>Paper &amp; slides</link>"
    return "\n".join(
        [
            f"<event guid='{guid}' id='{number}'>",
            f"<date>{starts_at.isoformat()}</date><start>{starts_at:%H:%M}</start>",
            f"<duration>{minutes // 60:02d}:{minutes % 60:02d}</duration><room>{room}</room><slug>{slug}</slug>",
            f"<recording><license>{chance.choice(['', 'CC BY 4.0'])}</license>",
            f"<optout>{chance.choice(['false', 'false', 'true'])}</optout></recording>",
            f"<title>{escape(title)}</title><subtitle>{chance.choice(['', 'A gentle introduction'])}</subtitle>",
            f"<track>{escape(chance.choice(TRACKS))}</track>",
            f"<type>{chance.choice(['lecture', 'lecture', 'workshop', 'performance', 'other'])}</type>",
            f"<language>{language}</language>",
            f"<abstract>{escape(text(chance, 2))}</abstract><description>{escape(text(chance, 5))}</description>",
            f"<persons>{persons}</persons><links>{link if chance.random() < 0.5 else ''}</links>",
            "<attachments><attachment href='https://example.org/file.pdf'>file.pdf</attachment></attachments>"
            if chance.random() < 0.2
            else "",
            "</event>",
        ]
    )


def text(chance: Random, sentences: int) -> str:
    """Some sentences: plain, in paragraphs, as Markdown, as HTML, with white space nobody asked for, or none."""
    said = [" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _each in range(sentences)]
    form = chance.randrange(6)
    if form == 0:
        return ""
    if form == 1:
        return "<p>" + "</p>\n<p>".join(said) + " <a href='https://example.org'>more</a> &amp; <b>bold</b></p>"
    if form == 2:
        return "\n\n".join(said) + "\n\n* one\n* two [link](https://example.org/x_(y))\n"
    if form == 3:
        return "  " + "\n".join(said) + " \n"
    return " ".join(said)
