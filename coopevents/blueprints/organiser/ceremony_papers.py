"""The papers of a ceremony: printed as PDF, and as Word documents where an office edits further."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser.ceremony_door import page, seen
from coopevents.blueprints.organiser.ceremony_plan import asked_agreement
from coopevents.blueprints.papers import asked_languages, choices_between, own_paper, own_word_file, short_code
from coopevents.ceremonies.models import Ceremony
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _l
from coopevents.papers.ceremonies import values_of
from coopevents.papers.ceremony_cards import cards_of, plates_of
from coopevents.papers.ceremony_docx import press_document, programme_document, script_document
from coopevents.papers.ceremony_gaps import gaps_of
from coopevents.papers.ceremony_plans import PLAN_SIZES, plan_paper_of
from coopevents.papers.ceremony_press import press_note_of
from coopevents.papers.ceremony_programmes import kit_of, programme_of, script_of
from coopevents.papers.ceremony_sheets import sheets_of
from coopevents.papers.ceremony_values import CeremonyValues, PaperChoice
from coopevents.text import LANGUAGES

papers_desk = Blueprint("organiser_ceremony_papers", __name__)
ARRANGEMENTS = (("beside", _l("Side by side")), ("stacked", _l("One below the other")))


@dataclass(frozen=True)
class PaperDoor:
    """A paper: what it is called and for, and how it is made as PDF and, of some, as a Word document."""

    label: Any
    text: Any
    pdf: Callable[[CeremonyValues, PaperChoice], Paper]
    word: Callable[[CeremonyValues, PaperChoice], bytes] | None = None


PAPERS = {
    "programme": PaperDoor(
        _l("Programme for guests"), _l("What is signed, in what order, by whom."), programme_of, programme_document
    ),
    "script": PaperDoor(
        _l("Script of the master of ceremonies"),
        _l("Every line with its time and the words to be spoken."),
        script_of,
        script_document,
    ),
    "plan": PaperDoor(
        _l("Table plan"), _l("The drawing with the rules applied, and everybody by number."), plan_paper_of
    ),
    "plates": PaperDoor(
        _l("Name plates"),
        _l("For the signing table: one to a sheet, to be folded and read from both sides."),
        plates_of,
    ),
    "cards": PaperDoor(_l("Place cards"), _l("For everybody who sits down to a meal, four to a sheet."), cards_of),
    "sheets": PaperDoor(
        _l("Signing sheets"),
        _l("One page for each original of each agreement; whoever keeps it is named and signs first."),
        sheets_of,
    ),
    "kit": PaperDoor(
        _l("Checklist of the kit"), _l("Everything that has to be there, who sees to it, by when."), kit_of
    ),
    "press": PaperDoor(
        _l("Press note"), _l("A draft from what is known; edit it before you send it."), press_note_of, press_document
    ),
}


@papers_desk.get("/desk/ceremonies/<int:ceremony_id>/papers")
@requires(Permission.SEE_UNIT)
def index(ceremony_id: int) -> ResponseReturnValue:
    """Every paper in the languages chosen; what cannot be made yet says what it lacks."""
    return _shown(seen(ceremony_id))


@papers_desk.get("/desk/ceremonies/<int:ceremony_id>/papers/<paper_name>.pdf")
@requires(Permission.SEE_UNIT)
def pdf(ceremony_id: int, paper_name: str) -> ResponseReturnValue:
    """A paper, to be printed; the page of all papers with 409 when something is missing in it."""
    ceremony = seen(ceremony_id)
    door = PAPERS.get(paper_name) or abort(404)
    agreement_id = asked_agreement(ceremony) if paper_name == "plan" else None
    values = values_of(ceremony, agreement_id=agreement_id)
    if gaps_of(paper_name, values):
        return _shown(ceremony, refused=paper_name), 409
    shown = [each for each in ceremony.agreements if each.agreement_id == agreement_id]
    if shown:
        of = next(each for each in values.agreements if each.number == shown[0].agreement.number)
        return own_paper(plan_paper_of(values, _choice(ceremony), of), f"ceremony-{ceremony_id}-plan.pdf")
    return own_paper(door.pdf(values, _choice(ceremony)), f"ceremony-{ceremony_id}-{paper_name}.pdf")


@papers_desk.get("/desk/ceremonies/<int:ceremony_id>/papers/<paper_name>.docx")
@requires(Permission.SEE_UNIT)
def word(ceremony_id: int, paper_name: str) -> ResponseReturnValue:
    """A paper, to be edited further."""
    ceremony = seen(ceremony_id)
    door = PAPERS.get(paper_name) or abort(404)
    if door.word is None:
        abort(404)
    values = values_of(ceremony)
    if gaps_of(paper_name, values):
        return _shown(ceremony, refused=paper_name), 409
    return own_word_file(door.word(values, _choice(ceremony)), f"ceremony-{ceremony_id}-{paper_name}.docx")


def _shown(ceremony: Ceremony, refused: str = "") -> str:
    values, choice = values_of(ceremony), _choice(ceremony)
    asked = {"languages": ",".join(short_code(each) for each in choice.languages), "arrangement": _arrangement()}
    mending = {"people": "organiser_ceremony_people.index", "show": "organiser_ceremony_show.index"}
    mending["kit"] = "organiser_ceremony_kit.index"
    return page(
        "organiser/ceremonies/papers.html",
        ceremony,
        papers=[(name, door, gaps_of(name, values)) for name, door in PAPERS.items()],
        mending={where: url_for(endpoint, ceremony_id=ceremony.id) for where, endpoint in mending.items()},
        language_choices=choices_between(_languages(ceremony)),
        arrangements=ARRANGEMENTS,
        asked=asked,
        refused=PAPERS[refused].label if refused else "",
    )


def _languages(ceremony: Ceremony) -> list[str]:
    """The languages a paper may be in, those the ceremony is spoken in first."""
    spoken = [each for each in ceremony.languages.split() if each in LANGUAGES]
    return list(dict.fromkeys([*spoken, *LANGUAGES]))


def _choice(ceremony: Ceremony) -> PaperChoice:
    spoken = [each for each in ceremony.languages.split() if each in LANGUAGES]
    languages = asked_languages(request.args.get("languages", "")) or tuple((spoken or _languages(ceremony))[:2])
    size = request.args.get("paper", "")
    return PaperChoice(languages, _arrangement() == "beside", size if size in PLAN_SIZES else PLAN_SIZES[0])


def _arrangement() -> str:
    asked = request.args.get("arrangement", "")
    return asked if asked in dict(ARRANGEMENTS) else ARRANGEMENTS[0][0]
