"""Papers of a delegation, and the links and calendars handed to each reader of its itinerary."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.agreements import list_queries as agreements
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.organiser.briefing_history import minutes_of_last, open_from_last, photos_of
from coopevents.blueprints.organiser.delegation_door import done, own, page, seen
from coopevents.blueprints.organiser.delegation_readers import reader_asked, reader_rows
from coopevents.blueprints.organiser.delegation_report import present_agreement_reader, report_for
from coopevents.blueprints.papers import own_paper, own_word_file
from coopevents.blueprints.visit_papers import language_choices, value_of, visit_imprint, visit_languages, visit_values
from coopevents.delegations import delegate_queries, handing_out, itinerary_queries, queries, reading_links
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.states import COMING
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _, _l, localized
from coopevents.papers.booklet import Imprint
from coopevents.papers.visit_booklet import booklet_of
from coopevents.papers.visit_briefing import Briefed, briefing_of
from coopevents.papers.visit_cards import SIGN_SIZES, plates_of, sign_of
from coopevents.papers.visit_documents import word_file
from coopevents.papers.visit_tables import seated_lines, table_plan_of
from coopevents.papers.visit_values import VisitChoice, VisitValues

visit_papers = Blueprint("organiser_delegation_papers", __name__)


@dataclass(frozen=True)
class PaperDoor:
    """A paper of a visit: what it is called and for, on which sheets, whether guests may read it."""

    label: Any
    text: Any
    make: Callable[[VisitValues, VisitChoice, Imprint], Paper]
    sizes: tuple[str, ...] = ("a4",)


@dataclass(frozen=True)
class DocumentDoor:
    """A paper for ours, printed or edited further: what it is called and for, and how it is made."""

    label: Any
    text: Any
    make: Callable[[Delegation], Paper]


PAPERS = {
    "booklet": PaperDoor(
        _l("Booklet"),
        _l("The programme as it was sent, for guests: two languages, day by day."),
        booklet_of,
        ("a5", "a4"),
    ),
    "plates": PaperDoor(
        _l("Name plates"),
        _l("For guests and for ours: one to a sheet, to be folded and read from both sides."),
        plates_of,
    ),
    "sign": PaperDoor(
        _l("Welcome sign"), _l("For the door or the hall, as large as the names allow."), sign_of, SIGN_SIZES
    ),
}


@visit_papers.get("/desk/delegations/<int:delegation_id>/papers")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """Every paper in the languages chosen, and everybody's own links."""
    delegation = seen(delegation_id)
    visit = visit_values(delegation)
    languages = visit_languages(request.args.get("languages", ""), delegation)
    may_hand_out = Permission.EDIT_DELEGATIONS in access().for_unit(delegation.unit_id)
    return page(
        "organiser/delegations/papers.html",
        delegation,
        papers=PAPERS,
        documents=DOCUMENTS,
        tables=[
            (each.activity.uid, localized(each.activity.title), each.activity.starts_at) for each in seated_lines(visit)
        ],
        is_sent=bool(visit.itinerary.numbers),
        may_send=may_hand_out and delegation.state in COMING and bool(visit.itinerary.numbers),
        language_choices=language_choices(),
        asked=value_of(languages),
        readers=reader_rows(delegation, visit) if may_hand_out else [],
        screen_url=url_for("guest_itinerary.screen", token=_screen(delegation)) if may_hand_out else "",
    )


@visit_papers.get("/desk/delegations/<int:delegation_id>/papers/<paper_name>.pdf")
@requires(Permission.SEE_UNIT)
def pdf(delegation_id: int, paper_name: str) -> ResponseReturnValue:
    """A paper, to be printed."""
    delegation = seen(delegation_id)
    if paper_name in DOCUMENTS:
        return own_paper(DOCUMENTS[paper_name].make(delegation), f"visit-{delegation_id}-{paper_name}.pdf")
    visit, imprint = visit_values(delegation), visit_imprint(Reader.delegation(delegation_id))
    if paper_name == "table":
        line = next((each for each in seated_lines(visit) if each.activity.uid == request.args.get("line")), None)
        choice = _choice(delegation, SIGN_SIZES)
        return own_paper(table_plan_of(visit, line or abort(404), choice, imprint), f"visit-{delegation_id}-table.pdf")
    door = PAPERS.get(paper_name) or abort(404)
    paper = door.make(visit, _choice(delegation, door.sizes), imprint)
    return own_paper(paper, f"visit-{delegation_id}-{paper_name}.pdf")


@visit_papers.get("/desk/delegations/<int:delegation_id>/papers/<paper_name>.docx")
@requires(Permission.SEE_UNIT)
def word(delegation_id: int, paper_name: str) -> ResponseReturnValue:
    """The briefing pack or the report, to be edited further."""
    delegation, document = seen(delegation_id), DOCUMENTS.get(paper_name) or abort(404)
    return own_word_file(word_file(document.make(delegation)), f"visit-{delegation_id}-{paper_name}.docx")


@visit_papers.post("/desk/delegations/<int:delegation_id>/papers/links")
@requires(Permission.EDIT_DELEGATIONS)
def replace_links(delegation_id: int) -> ResponseReturnValue:
    """Make one reader's addresses worthless; new ones stand in their place."""
    delegation = own(delegation_id)
    reader = reader_asked(delegation, visit_values(delegation), request.form.get("reader", ""))
    if reader is None:
        return redirect(url_for(".index", delegation_id=delegation_id))

    def deed(**acting: Any) -> None:
        reading_links.replace_addresses(reader, delegation, **acting)

    said = _("The old links no longer work. Send the new ones.")
    return done(delegation, deed, said, "organiser_delegation_papers.index", _anchor="links")


@visit_papers.post("/desk/delegations/<int:delegation_id>/papers/send")
@requires(Permission.EDIT_DELEGATIONS)
def send(delegation_id: int) -> ResponseReturnValue:
    """Send the link to their own lines to every reader who was not sent it yet."""
    delegation = own(delegation_id)

    def deed(**acting: Any) -> None:
        handing_out.hand_out(delegation, **acting)

    said = _("Everybody who has an address and had no link yet is sent their own; the messages stand in the outbox.")
    return done(delegation, deed, said, "organiser_delegation_papers.index", _anchor="links")


def _choice(delegation: Delegation, sizes: tuple[str, ...]) -> VisitChoice:
    size = request.args.get("paper", "")
    languages = visit_languages(request.args.get("languages", ""), delegation)
    return VisitChoice(languages, size if size in sizes else sizes[0])


def _briefing(delegation: Delegation) -> Paper:
    """For colleagues of the unit: with what is internal, and with the agreements they may know of."""
    reader = present_agreement_reader()
    known = agreements.list_of_partner(reader, delegation.institution_id) if delegation.institution_id else []
    earlier = queries.list_earlier_visits(delegation, access().units(Permission.SEE_UNIT))
    briefed = Briefed(
        delegation,
        earlier=earlier,
        minutes=minutes_of_last(earlier),
        still_open=open_from_last(earlier),
        photos=photos_of(delegate_queries.list_delegates(delegation.id, is_coming=True)),
        agreements=known,
        points={each.activity.uid: each.activity.internal_note for each in itinerary_queries.list_items(delegation.id)},
    )
    imprint = visit_imprint(Reader.delegation(delegation.id))
    return briefing_of(visit_values(delegation), briefed, _choice(delegation, ("a4",)), imprint)


def _report(delegation: Delegation) -> Paper:
    """For the file and for whoever approves it."""
    return report_for(delegation, _choice(delegation, ("a4",)), present_agreement_reader())


DOCUMENTS = {
    "briefing": DocumentDoor(
        _l("Briefing pack"),
        _l("For those of ours who receive them, never for guests: people, history, agreements, talking points."),
        _briefing,
    ),
    "report": DocumentDoor(
        _l("Report on the visit"),
        _l("Who came, what took place and who was there; edit it before it is approved."),
        _report,
    ),
}


def _screen(delegation: Delegation) -> str:
    reader = Reader.delegation(delegation.id)
    return reading_links.addresses_of([reader])[reader].screen
