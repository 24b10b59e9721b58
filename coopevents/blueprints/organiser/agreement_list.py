"""The list of agreements, narrowed by state, partner, country, type and what ends soon."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.agreements import list_queries as lists
from coopevents.agreements import words
from coopevents.agreements.list_queries import EXPIRY_DAYS, AgreementFilter
from coopevents.agreements.numbering import day_of
from coopevents.agreements.readers import Reader
from coopevents.agreements.states import AgreementKind, AgreementState
from coopevents.blueprints.access import may, requires
from coopevents.blueprints.listing import (
    Chip,
    asked,
    chips,
    country_chips,
    export_url,
    narrowed,
    page_number,
    page_url,
)
from coopevents.blueprints.organiser.agreement_door import agreements, present_reader
from coopevents.blueprints.organiser.agreement_waiting import present_waiting
from coopevents.blueprints.organiser.agreement_words import ends_text
from coopevents.i18n import _, localized, ngettext

MOST_PARTNER_CHIPS = 8
WAITS = "me"
KEPT = frozenset({"state", "kind", "country", "partner", "expires", "waits"})
"""Parts of the address that a new search keeps."""


@agreements.get("/desk/agreements")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The agreements one may know of."""
    reader, wanted = present_reader(), filter_asked()
    states, kinds = lists.count_states(reader), lists.count_kinds(reader)
    return render_template(
        "organiser/agreements/index.html",
        page=lists.list_page(reader, wanted, page=page_number()),
        page_url=page_url,
        export_url=export_url,
        wanted=wanted,
        total=sum(states.values()),
        waits_chips=_waits_chips(),
        state_chips=chips("state", [("", _("Any state")), *_in_use("state", words.STATES, states)], states),
        kind_chips=chips("kind", [("", _("Every type")), *_in_use("kind", words.KINDS, kinds)], kinds),
        expiry_chips=chips("expires", [("", _("Any end")), *_expiries()]),
        country_chips=country_chips(lists.list_countries(reader), wanted.country),
        partner_chips=_partner_chips(reader, wanted.partner_id),
        words=words,
        ends_text=ends_text,
        kept=[(name, value) for name, value in request.args.items() if name in KEPT and value],
        may_edit=may(Permission.EDIT_AGREEMENTS),
    )


def filter_asked() -> AgreementFilter:
    """What the list is narrowed to by its address."""
    state, kind = asked("state", longest=40), asked("kind", longest=40)
    partner, expires = asked("partner", longest=9), asked("expires", longest=4)
    return AgreementFilter(
        text=asked("q"),
        state=AgreementState(state) if state in set(AgreementState) else None,
        kind=AgreementKind(kind) if kind in set(AgreementKind) else None,
        country=asked("country", longest=2).upper(),
        partner_id=int(partner) if partner.isascii() and partner.isdigit() else None,
        expires_within=int(expires) if expires in {str(days) for days in EXPIRY_DAYS} else None,
        today=day_of(clock.now()),
        ids=[each.agreement.id for each in present_waiting()] if asked("waits") == WAITS else None,
    )


def _waits_chips() -> list[Chip]:
    number, is_chosen = len(present_waiting()), asked("waits") == WAITS
    if not number and not is_chosen:
        return []
    everything = Chip(_("All"), narrowed(waits=""), not is_chosen)
    return [everything, Chip(_("Waits for your decision"), narrowed(waits=WAITS), is_chosen, number)]


def _expiries() -> list[tuple[str, str]]:
    return [(str(days), ngettext("Within %(num)s day", "Within %(num)s days", days)) for days in EXPIRY_DAYS]


def _partner_chips(reader: Reader, chosen: int | None) -> list[Chip]:
    found = lists.list_partners(reader)
    shown = [each for place, each in enumerate(found) if place < MOST_PARTNER_CHIPS or each[0].id == chosen]
    every = Chip(_("Every partner"), narrowed(partner=""), chosen not in {each.id for each, _number in shown})
    return [
        every,
        *(Chip(localized(each.name), narrowed(partner=str(each.id)), each.id == chosen, n) for each, n in shown),
    ]


def _in_use(name: str, names: Mapping[str, LazyString], counts: Mapping[Any, int]) -> list[tuple[str, LazyString]]:
    """The words of which there are any, and the one that is chosen."""
    return [(str(value), word) for value, word in names.items() if counts.get(value) or value == asked(name)]
