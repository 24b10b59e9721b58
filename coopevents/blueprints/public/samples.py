"""Invented texts and people for the page of components: short, long, Latin and Han."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SamplePerson:
    """Somebody who does not exist."""

    name: str
    original_name: str
    role: str
    institution: str


PEOPLE = (
    SamplePerson("Amélie Laurent", "", "Vice-President", "Université de Montclair"),
    SamplePerson("Chen Yulan", "陈玉兰", "Professor", "Linhai University"),
    SamplePerson(
        "Maximilian Friedrich von Hohenberg-Waldstein",
        "",
        "Head of the Division for International Research Cooperation",
        "Technische Hochschule Ostwald am Rhein, Institut für Angewandte Materialwissenschaften",
    ),
    SamplePerson("欧阳明远", "", "院长", "临海大学国际合作与交流学院"),
)

_ENGLISH = {
    "event": "Partnership Week 2026",
    "second": "2026 合作周",
    "second_lang": "zh-Hans",
    "ceremony": "Opening and signing ceremony",
    "ceremony_second": "开幕式暨签约仪式",
    "lecture": "A very long title of a lecture on the governance of joint laboratories, shared instruments and the "
    "people who look after them for decades",
    "place": "Main Hall, Building A",
    "days": "12–16 October 2026",
    "day": "Monday",
    "date": "12 October",
    "clash": "Chen Yulan speaks in Room 204 until 10:30 and in the Main Hall from 10:15.",
    "tight": "Eight minutes on foot from the library, five minutes between the two.",
    "sentence": "Your registration is confirmed. Bring your passport to the reception desk.",
    "moved": "“Opening ceremony” now starts at 09:30.",
    "long": "An office that receives forty delegations a year needs one place where each of them stands, with "
    "everybody who comes, everything they do, and every paper they carry home.",
    "old": "Room 204, 09:00–10:30",
    "new": "Main Hall, 09:30–11:00",
}
_CHINESE = {
    "event": "2026 合作周",
    "second": "Partnership Week 2026",
    "second_lang": "en",
    "ceremony": "开幕式暨签约仪式",
    "ceremony_second": "Opening and signing ceremony",
    "lecture": "联合实验室与共享仪器的治理：以长期合作为目标的人员、经费与制度安排——来自 12 所高校的比较研究",
    "place": "A 座主礼堂",
    "days": "2026年10月12日至16日",
    "day": "星期一",
    "date": "10月12日",
    "clash": "陈玉兰教授 10:30 前在 204 会议室发言，10:15 起又安排在主礼堂。",
    "tight": "从图书馆步行需 8 分钟，两场之间仅有 5 分钟。",
    "sentence": "您的报名已确认。请携带护照到接待处签到。",
    "moved": "“开幕式”已改为 09:30 开始。",
    "long": "国际合作处每年接待四十余个代表团，需要一个地方记录每位来宾、每项活动以及他们带走的每一份文件。",
    "old": "204 会议室，09:00–10:30",
    "new": "主礼堂，09:30–11:00",
}


def sample_texts(language: str) -> dict[str, str]:
    """The texts in Chinese, or in English for every other reader."""
    return _CHINESE if language.startswith("zh") else _ENGLISH
