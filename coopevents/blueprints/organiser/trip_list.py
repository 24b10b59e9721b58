"""The list of trips, narrowed by how far they are, who travels, what for, where to, when, and what is late."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString

from coopevents import clock
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, may, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.listing import (
    asked,
    chips,
    country_chips,
    day_in,
    export_url,
    page_number,
    page_url,
)
from coopevents.blueprints.organiser.trip_door import host_of, name_of, trips
from coopevents.i18n import _, _l, localized
from coopevents.mobility import counting, programmes, queries, rosters, words
from coopevents.mobility.queries import TripFilter
from coopevents.mobility.recording import day_of
from coopevents.mobility.states import COUNTED, TravellerRole, TripPurpose, TripState

GROUPS: Mapping[str, tuple[LazyString, frozenset[TripState]]] = {
    "planned": (_l("Not decided yet"), frozenset({TripState.PLANNED, TripState.SUBMITTED})),
    "coming": (_l("Approved, not left yet"), frozenset({TripState.APPROVED})),
    "away": (_l("Away now"), frozenset({TripState.TRAVELLING})),
    "back": (_l("Back, reports due"), frozenset({TripState.RETURNED})),
    "counted": (_l("All that were approved"), COUNTED),
    "over": (_l("Refused or called off"), frozenset({TripState.REFUSED, TripState.CANCELLED})),
}
"""The stretches of a trip's way by which the list is first narrowed."""
KEPT = ("group", "role", "purpose", "invited", "country", "programme", "unit", "late", "since", "until", "by")
"""Parts of the address that a new search keeps."""


@trips.get("/desk/trips")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The trips of the units one may see."""
    mine, wanted = access().units(Permission.SEE_UNIT), filter_asked()
    unit_ids, counts = units_asked(mine), queries.count_by_state(mine)
    return render_template(
        "organiser/trips/index.html",
        page=queries.list_page(unit_ids, wanted, page=page_number()),
        people=counting.count_people(unit_ids, wanted),
        page_url=page_url,
        export_url=export_url,
        wanted=wanted,
        total=sum(counts.values()),
        days={name: asked(name, longest=10) for name in ("since", "until")},
        words=words,
        host_of=host_of,
        name_of=name_of,
        today=day_of(clock.now()),
        is_narrowed=any(request.args.get(name) for name in (*KEPT, "q")),
        kept=[(name, value) for name, value in request.args.items() if name in KEPT and value],
        may_edit=may(Permission.EDIT_TRIPS),
        **_chips(mine, counts, wanted),
    )


@trips.get("/desk/trips/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """Every trip of the list, a row for each traveller."""
    found = queries.list_all(units_asked(access().units(Permission.SEE_UNIT)), filter_asked())
    send = csv_download if ending == "csv" else xlsx_download
    return send("trips", rosters.headings(), rosters.rows_of(found))


def filter_asked() -> TripFilter:
    """What the list is narrowed to by its address."""
    group, state, role, purpose = (asked(name, longest=30) for name in ("group", "state", "role", "purpose"))
    states = GROUPS[group][1] if group in GROUPS else frozenset()
    today = day_of(clock.now())
    number = asked("programme", longest=9)
    began = asked("by") == "start"
    days = {name: day_in(asked(name, longest=10), today) if asked(name) else None for name in ("since", "until")}
    said: dict[str, Any] = {"began_from": days["since"], "began_to": days["until"]} if began else days
    return TripFilter(
        text=asked("q"),
        states=frozenset({TripState(state)}) if state in set(TripState) else states,
        purpose=TripPurpose(purpose) if purpose in set(TripPurpose) else None,
        role=TravellerRole(role) if role in set(TravellerRole) else None,
        country=asked("country", longest=2).upper(),
        is_invited={"1": True, "0": False}.get(asked("invited")),
        programme_id=int(number) if number.isascii() and number.isdigit() else None,
        late_on=today if asked("late") else None,
        **said,
    )


def units_asked(unit_ids: Collection[int]) -> Collection[int]:
    """The one unit the address names, if it is among these; else all of them."""
    number = asked("unit", longest=9)
    wanted = int(number) if number.isascii() and number.isdigit() else 0
    return [wanted] if wanted in unit_ids else unit_ids


def _chips(mine: Collection[int], counts: Mapping[TripState, int], wanted: TripFilter) -> dict[str, Any]:
    of_group = {name: sum(counts.get(each, 0) for each in states) for name, (_word, states) in GROUPS.items()}
    units = [(str(each.id), localized(each.name)) for each in accounts.list_units() if each.id in mine]
    joint = [(str(each.id), localized(each.name)) for each in programmes.list_programmes(mine)]
    return {
        "group_chips": chips(
            "group", [("", _("All")), *((name, word) for name, (word, _states) in GROUPS.items())], of_group
        ),
        "late_chips": chips("late", [("", _("Any report")), ("1", _("Report late"))]),
        "role_chips": chips("role", [("", _("Everybody")), *_pairs(words.ROLES)]),
        "purpose_chips": chips("purpose", [("", _("Any purpose")), *_pairs(words.PURPOSES)]),
        "invited_chips": chips("invited", [("", _("Either")), ("1", _("Invited")), ("0", _("Not invited"))]),
        "country_chips": country_chips(queries.list_countries(mine), wanted.country),
        "programme_chips": chips("programme", [("", _("With and without")), *joint]) if joint else [],
        "unit_chips": chips("unit", [("", _("All units")), *units]) if len(units) > 1 else [],
    }


def _pairs(said: Mapping[Any, LazyString]) -> Sequence[tuple[str, LazyString]]:
    return [(str(key), word) for key, word in said.items()]
