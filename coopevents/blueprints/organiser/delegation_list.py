"""The list of visits, narrowed by what waits, state, level, country and days."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, may, requires
from coopevents.blueprints.listing import asked, chips, country_chips, export_url, narrowed, page_number, page_url
from coopevents.blueprints.organiser.delegation_door import delegations, visitor_of
from coopevents.delegations import delegate_queries, queries, words
from coopevents.delegations.queries import VisitFilter
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import AFTER, COMING, OVER, UNDECIDED, VisitLevel, VisitState
from coopevents.i18n import _, _l

GROUPS: Mapping[str, tuple[LazyString, frozenset[VisitState]]] = {
    "undecided": (_l("To be decided"), UNDECIDED),
    "coming": (_l("Coming to us"), COMING),
    "after": (_l("To be followed up"), AFTER),
    "over": (_l("Over"), OVER | {VisitState.POSTPONED}),
}
"""The stretches of a visit's way by which the list is first narrowed."""
KEPT = frozenset({"group", "state", "level", "country", "mine", "when"})
"""Parts of the address that a new search keeps."""


@delegations.get("/desk/delegations")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The visits to the units one may see."""
    unit_ids, wanted = access().units(Permission.SEE_UNIT), filter_asked()
    counts = queries.count_by_state(unit_ids)
    found = queries.list_page(unit_ids, wanted, page=page_number())
    of_group = {name: sum(counts.get(state, 0) for state in states) for name, (_word, states) in GROUPS.items()}
    in_use = [
        (str(state), word) for state, word in words.STATES.items() if counts.get(state) or state == asked("state")
    ]
    return render_template(
        "organiser/delegations/index.html",
        page=found,
        page_url=page_url,
        export_url=export_url,
        wanted=wanted,
        total=sum(counts.values()),
        heads=delegate_queries.count_delegates([each.id for each in found.items]),
        group_chips=chips(
            "group", [("", _("All")), *((name, word) for name, (word, _states) in GROUPS.items())], of_group
        ),
        state_chips=chips("state", [("", _("Any state")), *in_use], counts),
        level_chips=chips("level", [("", _("Every level")), *((str(key), word) for key, word in words.LEVELS.items())]),
        country_chips=country_chips(queries.list_countries(unit_ids), wanted.country),
        mine_chips=chips("mine", [("", _("Everybody’s")), ("1", _("Mine"))]),
        words=words,
        visitor_of=visitor_of,
        is_narrowed=any(request.args.get(name) for name in (*KEPT, "q")),
        kept=[(name, value) for name, value in request.args.items() if name in KEPT and value],
        may_edit=may(Permission.EDIT_DELEGATIONS),
        everything_url=narrowed(**dict.fromkeys((*KEPT, "q"), "")),
    )


def filter_asked() -> VisitFilter:
    """What the list is narrowed to by its address."""
    group, state, level = asked("group", longest=20), asked("state", longest=40), asked("level", longest=20)
    states = GROUPS[group][1] if group in GROUPS else frozenset()
    if state in set(VisitState):
        states = frozenset({VisitState(state)})
    today = day_of(clock.now())
    whereabouts: dict[str, Any] = {"since": today, "until": today} if asked("when") == "today" else {}
    return VisitFilter(
        text=asked("q"),
        states=states,
        level=VisitLevel(level) if level in set(VisitLevel) else None,
        country=asked("country", longest=2).upper(),
        officer_id=access().user_id if asked("mine") else None,
        **whereabouts,
    )
