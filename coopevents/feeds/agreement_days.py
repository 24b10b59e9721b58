"""The days that count for agreements as a calendar: when they end, want notice or are reviewed.

It is for colleagues, by a private address, and holds what its owner may know of at the moment it is read. Calendars are
shared more widely than registries: a confidential agreement is called by its number alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents.accounts import queries as accounts
from coopevents.agreements import calendar_links, calendar_queries
from coopevents.agreements.alert_rules import AlertKind
from coopevents.agreements.models import Agreement
from coopevents.agreements.readers import reader_of
from coopevents.agreements.states import AgreementState, TermKind
from coopevents.calendars.entries import CalendarDetails, CalendarEntry, Status
from coopevents.calendars.feed import etag_of, feed
from coopevents.i18n import HTML_LANGUAGES, _, force_locale, list_text, localized

SUCCEEDED = (AgreementState.RENEWED, AgreementState.AMENDED)
"""Another agreement holds in its place, so its day counts no more."""
KEPT = timedelta(days=60)
"""For so long what ended is still in the calendar, so that subscribed programs learn of it."""


@dataclass(frozen=True)
class AgreementDays:
    """The agreements whose days somebody subscribed to."""

    agreements: list[Agreement]

    def tag(self, language: str, host: str) -> str:
        """What names the calendar's bytes, without making them."""
        return etag_of(language, host, *(f"{each.id} {each.version}" for each in self.agreements))


def find_days(token: str, now: datetime) -> AgreementDays | None:
    """What the secret opens, as far as its owner may know of it now; None for a wrong one."""
    calendar = calendar_links.find_by_token(token)
    if calendar is None:
        return None
    reader = reader_of(calendar.user_id, accounts.list_held_roles(calendar.user_id), accounts.unit_parents())
    return AgreementDays(calendar_queries.list_with_days(reader, ended_after=now - KEPT))


def calendar_of_days(
    days: AgreementDays, *, language: str, host: str, time_zone: str, address_of: Callable[[int], str], now: datetime
) -> bytes:
    """The calendar's bytes: whole days in the office's time zone, one entry for each agreement that has such a day."""
    with force_locale(language):
        entries = [
            entry
            for each in days.agreements
            if (entry := _entry(each, language, host, ZoneInfo(time_zone), address_of(each.id))) is not None
        ]
        details = CalendarDetails(
            name=_("Agreements: ends, notice and reviews"),
            time_zone=time_zone,
            last_modified=max((each.changed_at for each in days.agreements), default=now.replace(hour=0, minute=0)),
            language=HTML_LANGUAGES.get(language, language),
        )
    return feed(details, entries)


def _entry(agreement: Agreement, language: str, host: str, zone: ZoneInfo, address: str) -> CalendarEntry | None:
    kind, day = _day_of(agreement)
    if day is None:
        return None
    days = (day, day + timedelta(days=1))
    starts_at, ends_at = (datetime.combine(each, time(), zone).astimezone(UTC) for each in days)
    return CalendarEntry(
        uid=f"agreement-{agreement.id}@{host}",
        sequence=agreement.version,
        starts_at=starts_at,
        ends_at=ends_at,
        last_modified=agreement.changed_at,
        summary=_summary(agreement, kind),
        url=address,
        status=Status.CANCELLED if agreement.state in SUCCEEDED else Status.CONFIRMED,
        language=HTML_LANGUAGES.get(language, language),
        all_day=True,
    )


def _day_of(agreement: Agreement) -> tuple[AlertKind, date | None]:
    """What happens on the day that counts, and when; the day it was terminated for comes before all others."""
    if agreement.ended_on is not None:
        return AlertKind.EXPIRY, agreement.ended_on
    if agreement.term is TermKind.EVERGREEN:
        return AlertKind.REVIEW, agreement.review_on
    if agreement.term is TermKind.RENEWING and agreement.ends_on is not None:
        return AlertKind.NOTICE, agreement.ends_on - timedelta(days=agreement.notice_days)
    return AlertKind.EXPIRY, agreement.ends_on


def _summary(agreement: Agreement, kind: AlertKind) -> str:
    what = agreement.number
    if not agreement.is_confidential:
        partners = list_text([localized(each.institution.name) for each in agreement.parties])
        what = f"{localized(agreement.title)} – {partners} ({agreement.number})"
    if kind is AlertKind.NOTICE:
        return str(_("Last day of notice: %(agreement)s", agreement=what))
    if kind is AlertKind.REVIEW:
        return str(_("Review: %(agreement)s", agreement=what))
    return str(_("Last day: %(agreement)s", agreement=what))
