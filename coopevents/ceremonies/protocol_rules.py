"""Rules of protocol as values: each with a name of its own and the public works that state it.

What a rule says in words is in :mod:`coopevents.ceremonies.protocol_words`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a rule is stated: a work by its own name, and the place in it."""

    work: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.work}, {self.section}" if self.section else self.work


@dataclass(frozen=True)
class Rule:
    """One rule of protocol; ``key`` names it for good."""

    key: str
    sources: tuple[Source, ...]


def _vienna(section: str) -> Source:
    return Source("Vienna Convention on Diplomatic Relations (1961)", section)


def _reglement(section: str) -> Source:
    return Source("Règlement sur le rang entre les agents diplomatiques (Vienna, 19 March 1815)", section)


def _chinese_flags(section: str) -> Source:
    return Source("中华人民共和国外交部《关于涉外升挂和使用国旗的规定》(1991)", section)


SATOW = "Satow, A Guide to Diplomatic Practice"
SIGNING_IN_CHINA = Source("外交礼宾:签字仪式", "主左客右;助签人员在外侧")
MEETING_IN_CHINA = Source("外交礼宾:会见与会谈座位安排")
PHOTOGRAPH_IN_CHINA = Source("外交礼宾:合影", "主人居中,以主人右首为上")
US_ARMY = Source("US Department of the Army, Pamphlet 600-60", "order of precedence, general rules")
US_FLAG_CODE = Source("United States Code", "4 U.S.C. § 7")
UN_FLAGS = Source("United Nations practice", "member states in the English alphabet")
EU_STYLE = Source("EU Interinstitutional Style Guide", "7.1")
GERMAN_FLAGS = Source("Protokoll Inland der Bundesregierung", "Beflaggungsreihenfolge")
JAPANESE_FLAGS = Source("Protocol practice of Japan", "two flags; odd numbers of flags")
ACADEMIC = Source("protocolo.org, Protocolo universitario", "orden de precedencia")
DUBAI = Source("Dubai Protocol, Precedence")
EXPERTS = Source("Monod de Froideville and Verheul, An Expert's Guide to International Protocol", "chapters 2–4")

RANK_AND_GUESTS = Rule("rank_guests_first", (_vienna("art. 14, 16"), US_ARMY, EXPERTS))
RANK_ALONE = Rule("rank_alone", (_vienna("art. 14, 16"), _reglement("art. 1, 4"), US_ARMY))
HOST_PRESIDES = Rule("host_presides", (ACADEMIC, US_ARMY))

ALPHABET_ENGLISH = Rule("alphabet_english", (UN_FLAGS,))
ALPHABET_FRENCH = Rule("alphabet_french", (Source(SATOW, "signatures of the Congress of Vienna"),))
ALPHABET_CHINESE = Rule("alphabet_chinese", (Source("GB/T 13418 《文字条目通用排序规则》", "汉语拼音"),))
OWN_LANGUAGES = Rule("own_languages", (EU_STYLE, GERMAN_FLAGS))
DATE_OF_SIGNATURE = Rule("date_of_signature", (DUBAI, EXPERTS))
DATE_OF_ARRIVAL = Rule("date_of_arrival", (_vienna("art. 13, 16"), _reglement("art. 4")))
DATE_OF_FOUNDATION = Rule("date_of_foundation", (DUBAI, ACADEMIC))
BY_LOT = Rule("by_lot", (_reglement("art. 7"),))

GUEST_AT_RIGHT = Rule("guest_at_right", (SIGNING_IN_CHINA, EXPERTS))
CENTRE_RIGHT_LEFT = Rule("centre_right_left", (ACADEMIC, EXPERTS))
ALONG_THE_TABLE = Rule("along_the_table", (UN_FLAGS, Source("J. Wood and J. Serres, Diplomatic Ceremonial", "§ 696")))
AIDES_OUTSIDE = Rule("aides_outside", (SIGNING_IN_CHINA,))
AIDES_BEHIND = Rule("aides_behind", (EXPERTS,))

FACING_THE_DOOR = Rule("facing_the_door", (MEETING_IN_CHINA,))
DINNER_CHINESE = Rule("dinner_chinese", (Source("外交礼宾:宴会座次", "主陪右手、左手,副主陪右手、左手"),))
DINNER_WESTERN = Rule("dinner_western", (Source("OPNAVINST 1710.7A", "chapter 3"), EXPERTS))

SIDES_BY_RANK = Rule("sides_by_rank", (SIGNING_IN_CHINA, PHOTOGRAPH_IN_CHINA))
ONE_GROUP_BY_RANK = Rule("one_group_by_rank", (EXPERTS, ACADEMIC))
PHOTOGRAPH = Rule("photograph", (PHOTOGRAPH_IN_CHINA,))

FLAGS_GUEST_AT_RIGHT = Rule("flags_guest_at_right", (_chinese_flags("art. 13"), JAPANESE_FLAGS))
FLAGS_HOST_AT_RIGHT = Rule("flags_host_at_right", (US_FLAG_CODE,))
FLAGS_HOST_FIRST = Rule("flags_host_first", (_chinese_flags("art. 13 ff., 荣誉位置"),))
FLAGS_HOST_IN_CENTRE = Rule("flags_host_in_centre", (_chinese_flags("art. 13 ff., 荣誉位置"), JAPANESE_FLAGS))
FLAGS_ALPHABET = Rule("flags_alphabet", (UN_FLAGS, GERMAN_FLAGS))
FLAGS_BEFORE_SEATS = Rule("flags_before_seats", (SIGNING_IN_CHINA, EXPERTS))

ALTERNAT_OF_TWO = Rule("alternat_of_two", (Source(SATOW, "the alternat"), Source("Moore's Digest", "1817")))
ALTERNAT_REST_IN_ORDER = Rule("alternat_rest_in_order", (Source(SATOW, "the alternat"), _reglement("art. 7")))
ALTERNAT_ROTATION = Rule("alternat_rotation", (Source(SATOW, "the alternat"),))
ONE_ORIGINAL = Rule("one_original", (Source("United Nations Treaty Handbook", "multilateral treaties"),))

PLATE_CHINESE = Rule("plate_chinese", (Source("外交礼宾:座位卡", "单位、职务、姓名"),))
PLATE_WESTERN = Rule("plate_western", (EXPERTS,))
