"""The time zones a reader is offered: the event's own, and those our guests come from."""

from datetime import datetime
from zoneinfo import ZoneInfo

from coopevents.i18n import zone_text

OFFERED = (
    "Pacific/Auckland", "Australia/Sydney", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore",
    "Asia/Bangkok", "Asia/Dhaka", "Asia/Kolkata", "Asia/Tashkent", "Asia/Karachi", "Asia/Dubai", "Asia/Tehran",
    "Europe/Moscow", "Africa/Nairobi", "Africa/Cairo", "Europe/Athens", "Europe/Berlin", "Europe/Paris",
    "Africa/Lagos", "Europe/London", "UTC", "America/Sao_Paulo", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "Pacific/Honolulu",
)  # fmt: skip


def zone_choices(own: str, chosen: str, moment: datetime) -> list[tuple[str, str]]:
    """(IANA name, words) of every zone offered, by offset from east to west; the event's own stands apart."""
    names = {*OFFERED, *([chosen] if chosen else [])} - {own}
    zones = [(name, moment.astimezone(ZoneInfo(name)).utcoffset()) for name in names]
    return [(name, label(name, moment)) for name, _offset in sorted(zones, key=lambda each: (each[1], each[0]))[::-1]]


def label(name: str, moment: datetime) -> str:
    """A zone in words: its city and its offset at that moment."""
    offset = moment.astimezone(ZoneInfo(name)).strftime("%z")
    city = name.rpartition("/")[2].replace("_", " ")
    return f"{city} (UTC{offset[:3]}:{offset[3:5]})"


def said(name: str, moment: datetime) -> str:
    """A zone as a sentence names it: ``China Standard Time, UTC+08:00``."""
    return zone_text(ZoneInfo(name), moment)
