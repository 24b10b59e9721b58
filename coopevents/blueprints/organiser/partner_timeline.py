"""The timeline of a partner: dated things and what the office wrote down, in one list, the latest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from flask import request, url_for
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from coopevents.agreements.models import Agreement
from coopevents.agreements.states import OVER
from coopevents.audit.models import AuditEntry
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.listing import Chip, asked, narrowed
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.words import STATES as CEREMONY_STATES
from coopevents.delegations.models import Delegation
from coopevents.delegations.words import KINDS as VISIT_KINDS
from coopevents.delegations.words import STATES as VISIT_STATES
from coopevents.events.models import Event
from coopevents.i18n import _, _l, date_text, localized, ngettext
from coopevents.partners.facts import FollowUpDone, FollowUpFellDue, PartnerNoteWritten
from coopevents.partners.story_models import InstitutionNote
from coopevents.reports.partner_story import Part, Together, Tour
from coopevents.schedule.states import ActivityState
from coopevents.schedule.words import ROLES
from coopevents.text import full_name

KINDS: dict[str, LazyString] = {
    "agreements": _l("Agreements"),
    "visits": _l("Visits and events"),
    "notes": _l("Notes"),
    "record": _l("Changes of the record"),
}
SHOWN = 25
UNSCHEDULED = ActivityState.UNSCHEDULED
"""Only such a ceremony has no time yet."""
TOLD_OTHERWISE = frozenset(fact.__name__ for fact in (PartnerNoteWritten, FollowUpDone, FollowUpFellDue))
"""What stands in the timeline already as the note itself."""


@dataclass(frozen=True)
class Moment:
    """One thing of a day; ``kind`` is a key of KINDS."""

    kind: str
    day: date
    what: str
    url: str = ""
    detail: str = ""
    tone: str = ""


def moments_of(
    together: Together,
    events: Iterable[tuple[Event, int]],
    notes: Iterable[InstitutionNote],
    entries: Sequence[AuditEntry],
    zone: tzinfo,
) -> list[Moment]:
    """Everything that has a day, the latest first."""
    found = [
        *(each for agreement in together.agreements for each in _of_agreement(agreement)),
        *(_of_event(event, number) for event, number in events),
        *(_of_visit(each, together.grown.get(each.id, ())) for each in together.visits),
        *(_of_ceremony(each, zone) for each in together.ceremonies if each.activity.state is not UNSCHEDULED),
        *(_of_part(each, zone) for each in together.parts),
        *(_of_tour(each, zone) for each in together.tours if each.starts_at),
        *(each for note in notes for each in _of_note(note, zone)),
        *_of_entries(entries, zone),
    ]
    return sorted(found, key=lambda each: (each.day, each.kind, each.what), reverse=True)


def shown(moments: Sequence[Moment], today: date) -> dict[str, Any]:
    """What the page shows: chips with numbers, the entries asked for, and the way to those left out."""
    kind, everything = asked("show", longest=20), request.args.get("all") == "1"
    kind = kind if kind in KINDS else ""
    wanted = [each for each in moments if kind in {"", each.kind}]
    counts = {name: sum(each.kind == name for each in moments) for name in KINDS}
    every = Chip(_("All"), f"{narrowed(show='', all='')}#timeline", not kind, len(moments))
    return {
        "chips": [
            every,
            *(
                Chip(word, f"{narrowed(show=name, all='')}#timeline", kind == name, counts[name])
                for name, word in KINDS.items()
                if counts[name]
            ),
        ],
        "entries": [_entry(each, today) for each in (wanted if everything else wanted[:SHOWN])],
        "left": 0 if everything else max(len(wanted) - SHOWN, 0),
        "all_url": f"{narrowed(all='1')}#timeline",
    }


def _entry(moment: Moment, today: date) -> dict[str, Any]:
    what = Markup('<a href="{}">{}</a>').format(moment.url, moment.what) if moment.url else moment.what
    return {
        "when": date_text(moment.day),
        "what": what,
        "detail": moment.detail,
        "tone": moment.tone,
        "is_coming": moment.day > today,
    }


def _of_agreement(agreement: Agreement) -> Iterator[Moment]:
    url, title = url_for("organiser_agreements.show", agreement_id=agreement.id), localized(agreement.title)
    is_over = agreement.state in OVER
    days = (
        (agreement.signed_on, _("Agreement signed"), "good"),
        (agreement.effective_on, _("Agreement takes effect"), ""),
        (agreement.ended_on, _("Agreement terminated"), "trouble"),
        (None if agreement.ended_on else agreement.ends_on, _("Agreement ends"), "attention"),
        (None if is_over else agreement.review_on, _("Agreement is looked at again"), "attention"),
    )
    for day, word, tone in days:
        if day is not None:
            yield Moment("agreements", day, f"{word}: {title}", url, agreement.number, tone)


def _of_event(event: Event, number: int) -> Moment:
    url = url_for("organiser_events.show", event_slug=event.slug)
    guests = ngettext("%(num)s guest from there", "%(num)s guests from there", number)
    return Moment("visits", event.starts_on, localized(event.title), url, str(guests))


def _of_visit(visit: Delegation, grown: Sequence[Agreement]) -> Moment:
    url = url_for("organiser_delegations.show", delegation_id=visit.id)
    what = f"{VISIT_KINDS[visit.kind]}: {visit.number}"
    numbers = ", ".join(each.number for each in grown)
    led_to = _("led to %(numbers)s", numbers=numbers) if numbers else ""
    return Moment(
        "visits", visit.arrives_on, what, url, " · ".join(filter(None, (str(VISIT_STATES[visit.state]), led_to)))
    )


def _of_ceremony(ceremony: Ceremony, zone: tzinfo) -> Moment:
    url = url_for("organiser_ceremonies.show", ceremony_id=ceremony.id)
    state = str(CEREMONY_STATES[ceremony.state])
    return Moment("visits", _day(ceremony.activity.starts_at, zone), localized(ceremony.activity.title), url, state)


def _of_part(part: Part, zone: tzinfo) -> Moment:
    url = url_for("organiser_programme.show", event_slug=part.event.slug)
    name = full_name(part.person.given_name, part.person.family_name) or part.person.original_name
    detail = f"{name} · {ROLES[part.role]} · {localized(part.event.title)}"
    return Moment("visits", _day(part.activity.starts_at, zone), localized(part.activity.title), url, detail)


def _of_tour(tour: Tour, zone: tzinfo) -> Moment:
    url = url_for("organiser_tours.show", departure_id=tour.departure_id)
    heads = str(ngettext("%(num)s person", "%(num)s people", tour.booking.heads))
    day = _day(tour.starts_at, zone) if tour.starts_at else date.min
    return Moment("visits", day, _("Tour: %(route)s", route=localized(tour.route.name)), url, heads)


def _of_note(note: InstitutionNote, zone: tzinfo) -> Iterator[Moment]:
    text = " ".join(note.text.split())[:160]
    yield Moment("notes", _day(note.written_at, zone), text, "", note.written_by)
    if note.done_at is not None:
        yield Moment("notes", _day(note.done_at, zone), _("Done: %(what)s", what=text), "", note.done_by, "good")


def _of_entries(entries: Sequence[AuditEntry], zone: tzinfo) -> Iterator[Moment]:
    for told in tell([each for each in entries if each.fact not in TOLD_OTHERWISE], zone):
        changes = " · ".join(each.label for each in told.changes)
        yield Moment("record", _day(told.at, zone), told.what, "", " · ".join(filter(None, (told.who, changes))))


def _day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()
