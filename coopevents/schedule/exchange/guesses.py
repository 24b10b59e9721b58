"""What other programs' words mean in ours: kinds of talk, languages. Pure."""

from coopevents.schedule.states import ActivityKind
from coopevents.text import LANGUAGES, folded, has_han

_WORDS: dict[ActivityKind, tuple[str, ...]] = {
    ActivityKind.CEREMONY: ("ceremony", "opening", "closing", "welcome", "award", "eroffnung", "inauguration", "典礼"),
    ActivityKind.CLASS: ("workshop", "tutorial", "hands-on", "class", "course", "training", "lab", "atelier", "课"),
    ActivityKind.MEAL: ("meal", "lunch", "dinner", "breakfast", "coffee", "break", "reception", "pause", "repas", "餐"),
    ActivityKind.TOUR: ("tour", "excursion", "guided walk", "参观"),
    ActivityKind.VISIT: ("visit", "visite", "访问"),
    ActivityKind.TRANSFER: ("transfer", "shuttle", "接送"),
    ActivityKind.MATCHMAKING: ("matchmaking", "speed dating", "b2b", "对接"),
    ActivityKind.PROMOTION: ("promotion", "pitch", "demo", "exhibition", "poster", "推介"),
    ActivityKind.SALON: ("salon", "panel", "podium", "round table", "roundtable", "debate", "沙龙"),
    ActivityKind.MEETING: ("meeting", "meetup", "assembly", "bof", "birds of a feather", "discussion", "session",
                           "self organized", "self-organized", "reunion", "会议"),
    ActivityKind.LECTURE: ("lecture", "talk", "keynote", "presentation", "vortrag", "conference", "lightning",
                           "seminar", "讲座"),
}  # fmt: skip
_TAGS = {"zh": "zh_Hans_CN", "cn": "zh_Hans_CN", "chinese": "zh_Hans_CN", "english": "en", "french": "fr"}


def kind_meant(word: str) -> ActivityKind:
    """The kind of activity a type of talk means: our own words, else a word known from elsewhere, else *other*."""
    plain = folded(word)
    if plain in set(ActivityKind):
        return ActivityKind(plain)
    for kind, words in _WORDS.items():
        if any(plain == each or each in plain for each in words):
            return kind
    return ActivityKind.OTHER


def language_meant(tag: str, text: str, otherwise: str) -> str:
    """Which of our languages a text of that tag is kept in: what its signs say, then its tag, then ``otherwise``."""
    if has_han(text):
        return "zh_Hans_CN"
    main = tag.strip().lower().replace("_", "-").split("-")[0]
    known = _TAGS.get(main) or next((each for each in LANGUAGES if each == main), "")
    if known and known != "zh_Hans_CN":
        return known
    return otherwise if otherwise != "zh_Hans_CN" else "en"


def spoken(tag: str) -> tuple[str, ...]:
    """The spoken languages a tag names, as an activity keeps them: ``de``, ``zh``."""
    parts = [part.strip().replace("_", "-").split("-")[0].lower() for part in tag.replace("/", ",").split(",")]
    return tuple(dict.fromkeys(each for each in parts if each.isascii() and each.isalpha() and 2 <= len(each) <= 3))
