"""The plan of a ceremony at the desk: drawn and in words, with the rule of each part; places are swapped by hand."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.organiser.ceremony_door import done, own, page, seen
from coopevents.ceremonies import adjusting
from coopevents.ceremonies.models import Ceremony
from coopevents.i18n import _, _l, current_language, localized
from coopevents.papers.ceremonies import values_of
from coopevents.papers.ceremony_places import originals_in_words, parts_in_words
from coopevents.papers.ceremony_plans import plan_of
from coopevents.refusals import Refusal

plan_desk = Blueprint("organiser_ceremony_plan", __name__)

PARTS = {
    "seating": _l("At the signing table"),
    "standing": _l("Standing behind it"),
    "flags": _l("Flags behind"),
}


@plan_desk.get("/desk/ceremonies/<int:ceremony_id>/plan")
@requires(Permission.SEE_UNIT)
def index(ceremony_id: int) -> ResponseReturnValue:
    """The plan of all parties at one table, or of one agreement's signing."""
    ceremony = seen(ceremony_id)
    return _shown(ceremony, asked_agreement(ceremony))


@plan_desk.post("/desk/ceremonies/<int:ceremony_id>/plan/swap")
@requires(Permission.EDIT_CEREMONIES)
def swap(ceremony_id: int) -> ResponseReturnValue:
    """Let two change places; with another number than two chosen, the page comes back as it was."""
    ceremony = own(ceremony_id)
    agreement_id, part = asked_agreement(ceremony), request.form.get("part", "")
    chosen, reason = request.form.getlist("place"), request.form.get("reason", "")
    known = values_of(ceremony, agreement_id=agreement_id).placements.parts.get(part)
    try:
        if len(chosen) != 2 or known is None or not set(chosen) <= set(known.adjusted.by_rule.keys):
            raise adjusting.NothingToSwap
        said: dict[str, Any] = {"agreement_id": agreement_id, "now": clock.now(), "actor": present_actor()}
        adjusting.swap(ceremony, part, chosen[0], chosen[1], reason=reason, **said)
        number = len(adjusting.laid_over(ceremony, agreement_id)[part])
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        again = {"error": str(refusal), "part": part, "chosen": chosen, "reason": reason}
        return _shown(own(ceremony_id), agreement_id, again), 422
    back = url_for(".undo", ceremony_id=ceremony_id, part=part, number=number, agreement=agreement_id)
    flash({"text": _("The two have changed places."), "undo_url": back}, "success")  # type: ignore[arg-type]
    return redirect(url_for(".index", ceremony_id=ceremony_id, agreement=agreement_id, _anchor=f"part-{part}"))


@plan_desk.post("/desk/ceremonies/<int:ceremony_id>/plan/undo")
@requires(Permission.EDIT_CEREMONIES)
def undo(ceremony_id: int) -> ResponseReturnValue:
    """Take the last swap of a part back."""
    ceremony = own(ceremony_id)
    agreement_id, part = asked_agreement(ceremony), request.values.get("part", "")
    number = request.values.get("number", 0, type=int)

    def deed(**said: Any) -> None:
        adjusting.take_back(ceremony, part, number, agreement_id=agreement_id, **said)

    return done(ceremony, deed, _("Both are where they were."), ".index", agreement=agreement_id)


@plan_desk.post("/desk/ceremonies/<int:ceremony_id>/plan/rules")
@requires(Permission.EDIT_CEREMONIES)
def follow_the_rules(ceremony_id: int) -> ResponseReturnValue:
    """Take back everything that was changed by hand on this plan."""
    ceremony = own(ceremony_id)
    agreement_id = asked_agreement(ceremony)

    def deed(**said: Any) -> None:
        adjusting.follow_the_rules(ceremony, agreement_id=agreement_id, **said)

    return done(ceremony, deed, _("Everybody is where the rules have them."), ".index", agreement=agreement_id)


def asked_agreement(ceremony: Ceremony) -> int | None:
    """The agreement whose signing alone is asked for in the address; 404 for one that is not signed here."""
    asked = request.values.get("agreement", "")
    if not asked:
        return None
    found = {str(each.agreement_id): each.agreement_id for each in ceremony.agreements}
    if asked not in found:
        abort(404)
    return found[asked] if len(found) > 1 else None


def _shown(ceremony: Ceremony, agreement_id: int | None, again: dict[str, Any] | None = None) -> str:
    values = values_of(ceremony, agreement_id=agreement_id)
    drawing = plan_of(values, (current_language(), *_other_languages(ceremony)))
    parts = parts_in_words(values, drawing)
    return page(
        "organiser/ceremonies/plan.html",
        ceremony,
        agreement_id=agreement_id,
        drawing=drawing,
        parts=parts,
        part_words=PARTS,
        changes=sum(len(each.changes) for each in parts),
        copies=originals_in_words(values),
        plans=_plans(ceremony, agreement_id),
        again=again or {"error": "", "part": "", "chosen": [], "reason": ""},
    )


def _other_languages(ceremony: Ceremony) -> Sequence[str]:
    return [each for each in ceremony.languages.split() if each != current_language()][:1]


def _plans(ceremony: Ceremony, agreement_id: int | None) -> list[dict[str, Any]]:
    """Which plan: of all at one table, or of each agreement's signing, where there are several."""
    if len(ceremony.agreements) < 2:
        return []
    choices: list[tuple[int | None, str]] = [(None, _("All at one table"))]
    choices += [
        (each.agreement_id, f"{each.agreement.number} {localized(each.agreement.title)}")
        for each in ceremony.agreements
    ]
    return [
        {
            "label": words,
            "url": url_for(".index", ceremony_id=ceremony.id, agreement=number),
            "is_current": number == agreement_id,
        }
        for number, words in choices
    ]
