"""The table: who finds what. Whatever of the planted words is not said here of a reader is nowhere they may look."""

from __future__ import annotations

from tests.privacy.marks import Mark
from tests.privacy.visits import ALL, DRIVER, LINES, SPARE

TWICE = """name mail office phone diet need guestnote life hotel flight legnote photo
    passport passportname allergy health emergency insurance
    minutes thanks agreement traveller travelmail companion tripreport"""
HOW_MANY = dict.fromkeys(TWICE.split(), 2) | dict.fromkeys(("line", "internal", "dress", "linenote"), len(LINES))
"""How many there are of what is said of each guest, each line, each traveller; one of everything else."""


def of(whose: str, *kinds: str, only: tuple[int, ...] = ()) -> frozenset[Mark]:
    """The words of these kinds, several in one text; of ``only`` these guests or lines."""
    return frozenset(
        Mark(kind, whose, number)
        for kind in " ".join(kinds).split()
        for number in (only or range(1, HOW_MANY.get(kind, 1) + 1))
    )


ASKED = "contact contactmail contactphone contactoffice purpose result wishes history paying organiser"
ASKED_BACK = "access question answer"
INSIDE = "reason desknote internal task tasknote gift giftworth giver giftnote cost planned spent giftitem stock"
PEOPLE = "name office mail phone diet need life guestnote photo"
LINE = "line dress linenote"
VISIT = f"{ASKED} {ASKED_BACK} {INSIDE} {PEOPLE} {LINE} flight hotel"
IN_FORMS = "organisation legnote thing thingplace"
"""What only a form or the kit shows, to who may change it."""
AFTER = "minutes outcome todo thanks caption credit best better"
SEALED = "passport passportname allergy health emergency insurance"
"""What no page of the desk says before somebody gives a reason."""
TRIP = (
    "trip triphost funding tripcost tripnote traveller travelmail companion tripreport programme authority coordinator"
)
EVERYBODY = of("open", "session") | of("held", "partner")
"""A session that anybody may read of, and with whom the university works."""


def ours(*kinds: str, only: tuple[int, ...] = (1, 2, 3, 5)) -> frozenset[Mark]:
    """Our people; of them those who work for a visit."""
    return of("ours", *kinds, only=only)


IN_SESSION = of("next", "name", only=ALL) | of("else", "name", only=(2,))
REACHED_IN_SESSION = IN_SESSION | of("next", "mail", only=ALL) | of("else", "mail", only=(2,))
"""The guests who take part in a session of the symposium, for those who hold it."""
SEEN = (
    of("held", VISIT, AFTER) | of("next", VISIT, "partnote") | of("went", TRIP) | EVERYBODY
    | ours("name", "mail", only=(1, 2, 3, 4, 5))
)  # fmt: skip
AGREED, CONFIDENTIAL = of("held", "agreement", only=(1,)), of("held", "agreement", only=(2,))
OFFICE = (
    SEEN | AGREED | CONFIDENTIAL | of("held", IN_FORMS, "embassy") | of("next", IN_FORMS, "embassy")
    | ours("phone", only=(1, 2, 3, 4, 5)) | REACHED_IN_SESSION
)  # fmt: skip
ELSEWHERE = of("else", VISIT) | of("away", TRIP) | EVERYBODY | ours("name")
AT_DESK: dict[str, frozenset[Mark]] = {
    "root": OFFICE | ELSEWHERE | of("else", IN_FORMS),
    "officer": OFFICE,
    "viewer": SEEN | AGREED | IN_SESSION,
    "unit lead": SEEN | AGREED | CONFIDENTIAL,
    "screener": SEEN | AGREED,
    "guide": EVERYBODY,
    "officer elsewhere": ELSEWHERE | of("else", IN_FORMS) | ours("mail"),
    "event manager": EVERYBODY | REACHED_IN_SESSION,
    "nobody": EVERYBODY,
}
"""Whoever signs in, and whoever does not: everything they find at all doors together."""
OPENS = {
    "guest": """feeds_itineraries.lines guest_itinerary.show guest_itinerary.booklet guest_delegate.show
        guest_delegate.details guest_delegate.file guest_delegate.letter guest_delegate.my_data
        guest_delegate.withdraw_consent guest_delegate.erase""",
    "colleague": "feeds_itineraries.lines guest_itinerary.work guest_itinerary.asked",
    "partner": "feeds_itineraries.lines guest_itinerary.show guest_itinerary.booklet guest_visit.show",
    "hall": "guest_itinerary.screen",
    "traveller": "guest_trip.show",
}
"""The doors that the secrets of each kind of reader open, all of them together."""
IN_THE_SESSION = {("next", 1), ("next", 2), ("else", 2)}
OF_PARTNER = ("held", "next")
"""Visits of a partner the office knows, which papers call as the register does."""


def by_link(name: str) -> frozenset[Mark]:
    """What somebody finds behind the secrets they hold, by the name of the reader."""
    said = name.split()
    if name == "guest of an event":
        return EVERYBODY
    if said[0] == "guest":
        return of_guest(said[3], int(said[1]))
    if said[0] == "colleague":
        return of_ours(int(said[1]))
    if said[0] == "traveller":
        return of(said[3], "trip triphost funding") | of(
            said[3], "traveller companion tripreport", only=(int(said[1]),)
        )
    return of_contact(said[2]) if said[0] == "partner" else of_hall(said[2])


def of_guest(whose: str, number: int) -> frozenset[Mark]:
    """Themselves, what they take part in, whom of ours they meet there, and who comes along.

    What they entered is theirs to see while they may change it; the head of a visit that was invited has a letter."""
    lines = tuple(each for each, (_kind, guests, _ours) in LINES.items() if number in guests)
    found = (
        of(whose, "phone diet need hotel photo", only=(number,))
        | of(whose, "flight", only=tuple(range(1, number + 1)))
        | of(whose, LINE, only=lines)
        | of(whose, "name office", only=ALL)
        | of(whose, "organisation")
        | ours("name", only=tuple({each for line in lines for each in LINES[line][2]}))
    )
    if whose != "held":
        found |= of(whose, SEALED, "life", only=(number,))
    if whose in OF_PARTNER:
        found |= of("held", "partner")
    if whose in OF_PARTNER and number == 1:
        found |= of(whose, "passport passportname", only=(1,)) | of(whose, "embassy")
    return found | (of("open", "session") if (whose, number) in IN_THE_SESSION else frozenset())


def of_ours(number: int) -> frozenset[Mark]:
    """The lines they have a part in, and whom they meet there: guests and ours; a driver meets the head alone."""
    if number == SPARE:
        return of("next", "line", only=(4,)) | of("next", "organisation")
    found: set[Mark] = set(of("next", "partnote")) if number == DRIVER else set()
    for whose in ("held", "next", "else"):
        found |= of(whose, "organisation")
        for line, (_kind, guests, working) in LINES.items():
            if number in working:
                met = guests[:1] if number == DRIVER else guests
                found |= of(whose, LINE, only=(line,)) | of(whose, "name office", only=met)
                found |= ours("name", only=tuple(working))
    return frozenset(found)


def of_contact(whose: str) -> frozenset[Mark]:
    """Whoever asked for the visit: what they said and were asked, and the programme of the whole delegation."""
    found = of(
        whose, ASKED_BACK, "purpose result wishes history paying organiser organisation name office flight", LINE
    )
    found |= ours("name") | (of("held", "partner") if whose in OF_PARTNER else frozenset())
    return found | (of("open", "session") if whose != "held" else frozenset())


def of_hall(whose: str) -> frozenset[Mark]:
    """Whoever passes a screen of welcome: whose visit it is, and who leads it."""
    called = of("held", "partner") if whose in OF_PARTNER else of(whose, "organisation")
    return of(whose, "name office", only=(1,)) | called
