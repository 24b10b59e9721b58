"""What the briefing of a visit tells besides the visit itself: what was said, agreed and left open when the same
partner came last, and what the guests look like."""

from collections.abc import Collection, Iterable

from coopevents.accounts import queries as accounts
from coopevents.blueprints.organiser.delegation_door import zone_of_office
from coopevents.delegations import confidential, itinerary_queries, result_queries
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.result_models import ResultKind, VisitResult
from coopevents.i18n import _, date_text, localized
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.uploads import Upload

Told = list[tuple[str, str]]


def minutes_of_last(earlier: Collection[Delegation]) -> Told:
    """What was said at the latest of these visits of which anything was written down, meeting by meeting, and what
    came of it; ``earlier`` has the latest first."""
    written: dict[int, list[VisitResult]] = {}
    for each in result_queries.list_told([visit.id for visit in earlier]):
        written.setdefault(each.delegation_id, []).append(each)
    last = next((visit.id for visit in earlier if visit.id in written), None)
    if last is None:
        return []
    lines = {each.activity_id: each.activity for each in itinerary_queries.list_items(last)}
    minutes = {each.activity_id: each.text for each in written[last] if each.kind is ResultKind.MINUTES}
    told = [
        (f"{_day(line)}: {localized(line.title)}", minutes[number])
        for number, line in lines.items()
        if number in minutes
    ]
    outcomes = [each.text for each in written[last] if each.kind is ResultKind.OUTCOME]
    return told + [(_("What came of it"), each) for each in outcomes]


def open_from_last(earlier: Collection[Delegation]) -> Told:
    """What was to follow from these visits and is not done yet, with who sees to it and until when."""
    found = result_queries.list_still_open([each.id for each in earlier])
    owners = {each.owner_id for each in found if each.owner_id is not None}
    names = {each.id: each.name for each in accounts.list_users_with_grants(owners)}
    return [(each.text, _whose(each, names.get(each.owner_id or 0, ""))) for each in found]


def photos_of(delegates: Iterable[Delegate]) -> dict[int, Upload]:
    """The photographs these handed in, by the delegate's id."""
    found = {}
    for each in delegates:
        if each.photo:
            try:
                found[each.id] = confidential.open_file(each, "portrait", Purpose.COLLEAGUE)[1]
            except NotFound:
                continue
    return found


def _day(line: Activity) -> str:
    return date_text(line.starts_at.astimezone(zone_of_office()).date())


def _whose(result: VisitResult, owner: str) -> str:
    until = date_text(result.due_on) if result.due_on else ""
    return " · ".join(filter(None, (owner or _("Nobody yet"), until)))
