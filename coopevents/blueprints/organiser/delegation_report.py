"""The report on a visit, set for whoever reads it."""

from coopevents.accounts import queries as accounts
from coopevents.agreements.readers import Reader as AgreementReader
from coopevents.agreements.readers import reader_of
from coopevents.agreements.words import STATES
from coopevents.blueprints.access import access
from coopevents.blueprints.visit_papers import visit_imprint, visit_languages, visit_values
from coopevents.delegations import (
    after_queries,
    budget,
    budget_queries,
    feedback_queries,
    feedback_summing,
    itinerary_queries,
    photo_queries,
    photos,
    result_queries,
)
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.result_models import ResultKind, VisitResult
from coopevents.documents.typesetting import Paper
from coopevents.i18n import date_text, localized
from coopevents.papers.visit_report import Reported, ReportedPhoto, report_of
from coopevents.papers.visit_values import VisitChoice
from coopevents.refusals import NotFound


def present_agreement_reader() -> AgreementReader:
    """The present colleague as one who reads agreements."""
    held = access()
    return reader_of(held.user_id, held.held, held.parents)


def report_for(delegation: Delegation, choice: VisitChoice, reader: AgreementReader) -> Paper:
    """The report, with the agreements that this reader may know of."""
    written = result_queries.list_results(delegation.id)
    uids = {each.activity_id: each.activity.uid for each in itinerary_queries.list_items(delegation.id)}
    grown = after_queries.list_agreements_of(delegation.id, reader)
    thought = feedback_summing.summed(feedback_queries.list_feedback(delegation.id))
    reported = Reported(
        delegation,
        attended=itinerary_queries.map_attendance(delegation.id),
        minutes={uids[each.activity_id]: each.text for each in written if each.activity_id in uids},
        outcomes=[(each.text, "") for each in written if each.kind is ResultKind.OUTCOME],
        follow_ups=_follow_ups(written),
        agreements=[(localized(each.title), f"{each.number} · {STATES[each.state]}") for each in grown],
        averages=thought.averages,
        quotes=thought.quotes,
        costs=budget.totals(budget_queries.list_lines(delegation.id)),
        photos=_photos(delegation),
    )
    return report_of(visit_values(delegation), reported, choice, visit_imprint(Reader.delegation(delegation.id)))


def report_to_keep(delegation: Delegation) -> Paper:
    """The report as it is kept for everybody who may see the visit: without any confidential agreement."""
    everywhere = frozenset(each.id for each in accounts.list_units())
    choice = VisitChoice(visit_languages("", delegation), "a4")
    return report_for(delegation, choice, AgreementReader(unit_ids=everywhere))


def _photos(delegation: Delegation) -> list[ReportedPhoto]:
    """The photos chosen for it."""
    found = []
    for each in photo_queries.list_with_files(delegation.id, is_in_report=True):
        try:
            found.append(ReportedPhoto(photos.open_photo(each), each.caption, each.credit))
        except NotFound:
            continue
    return found


def _follow_ups(written: list[VisitResult]) -> list[tuple[str, str]]:
    """What follows, with who sees to it and until when."""
    asked = [each for each in written if each.kind is ResultKind.FOLLOW_UP]
    owners = {each.owner_id for each in asked if each.owner_id is not None}
    names = {each.id: each.name for each in accounts.list_users_with_grants(owners)}
    return [(each.text, " · ".join(filter(None, (names.get(each.owner_id or 0, ""), _day_of(each))))) for each in asked]


def _day_of(result: VisitResult) -> str:
    return date_text(result.due_on) if result.due_on else ""
