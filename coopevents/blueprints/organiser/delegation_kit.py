"""Doors to the kit of a visit: what has to be there, line by line of its itinerary, and how far it is."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.delegation_door import acting, colleagues_of, own, page, zone_of_office
from coopevents.blueprints.organiser.delegation_kit_form import VisitThingForm
from coopevents.blueprints.organiser.preparation_parts import activity_choices, parts_of
from coopevents.blueprints.papers import own_paper
from coopevents.blueprints.visit_papers import visit_imprint, visit_values
from coopevents.ceremonies import queries as ceremonies
from coopevents.delegations import kit_reading, kit_words, kitting
from coopevents.delegations.kit_counts import Part
from coopevents.delegations.kit_values import TO_DO, KitGroup, KitLine, KitState, in_states, missing_by
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_words import Reader
from coopevents.i18n import _, country_name, current_language, list_text, localized
from coopevents.papers.visit_checklists import kit_list_of
from coopevents.papers.visit_values import VisitChoice
from coopevents.refusals import Refusal
from coopevents.schedule.states import ActivityKind

visit_kit = Blueprint("organiser_delegation_kit", __name__)
DEEDS: dict[str, Callable[..., None]] = {
    "ready": kitting.tick,
    "open": kitting.untick,
    "returned": kitting.bring_back,
    "removed": kitting.remove_thing,
    "restored": kitting.restore_thing,
}
UNDO = {"ready": "open", "returned": "open", "removed": "restored", "restored": "removed"}
PRINTED = {"sign": "sign", "plates": "plates"}
"""Which paper of the visit a thing of the list is, by its key."""


@visit_kit.get("/desk/delegations/<int:delegation_id>/preparation/kit")
@requires(Permission.EDIT_DELEGATIONS)
def index(delegation_id: int) -> ResponseReturnValue:
    """What the visit as a whole needs, then each line of its itinerary; narrowed to what is missing or to go back."""
    delegation, now = own(delegation_id), clock.now()
    groups = kit_reading.kit_of(delegation, now=now)
    zone, show = zone_of_office(), request.args.get("show", "")
    found = {
        "": [line for group in groups for line in group.shown],
        "today": missing_by(groups, now.astimezone(zone).date(), zone),
        "open": in_states(groups, TO_DO),
        "back": in_states(groups, frozenset({KitState.TO_RETURN})),
    }
    wanted = {line.code for line in found.get(show, found[""])}
    counting = [each for each in found[""] if each.state is not KitState.PAST]
    return page(
        "organiser/delegations/kit.html",
        delegation,
        parts=parts_of(delegation),
        shown=[(group, [each for each in group.shown if each.code in wanted]) for group in groups],
        removed=[(group, each) for group in groups for each in group.removed],
        filters=_filters(delegation, found, show),
        show=show if show in found else "",
        ready=sum(each.state not in TO_DO for each in counting),
        total=len(counting),
        late=len(found["today"]),
        title_of=title_of,
        parts_text=parts_text,
        kit_words=kit_words,
        kit_states=KitState,
        to_do=TO_DO,
        printed=PRINTED,
        own_kits=_own_kits(groups),
        may_write=kitting.may_be_packed(delegation),
    )


@visit_kit.get("/desk/delegations/<int:delegation_id>/preparation/kit.pdf")
@requires(Permission.EDIT_DELEGATIONS)
def pdf(delegation_id: int) -> ResponseReturnValue:
    """The list on paper, by place and time, in the reader's language."""
    delegation = own(delegation_id)
    groups = kit_reading.kit_of(delegation, now=clock.now())
    choice, imprint = VisitChoice((current_language(),)), visit_imprint(Reader.delegation(delegation_id))
    return own_paper(kit_list_of(visit_values(delegation), groups, choice, imprint), f"visit-{delegation_id}-kit.pdf")


@visit_kit.route("/desk/delegations/<int:delegation_id>/preparation/kit/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def create(delegation_id: int) -> ResponseReturnValue:
    """One more thing that has to be there; ``for`` names the line of the itinerary."""
    form = VisitThingForm() if request.method == "POST" else VisitThingForm(data={"line": _asked_line()})
    return _form(own(delegation_id), None, form)


@visit_kit.route("/desk/delegations/<int:delegation_id>/preparation/kit/<thing_code>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(delegation_id: int, thing_code: str) -> ResponseReturnValue:
    """Say anew what has to be there, how many, who sees to it, where and by when."""
    delegation = own(delegation_id)
    line = kitting.find_line(kit_reading.kit_of(delegation, now=clock.now()), thing_code)
    posted = request.method == "POST"
    return _form(delegation, line, VisitThingForm() if posted else VisitThingForm.showing(line, zone_of_office()))


@visit_kit.post(
    "/desk/delegations/<int:delegation_id>/preparation/kit/<thing_code>"
    "/<any('ready', 'open', 'returned', 'removed', 'restored'):kit_turn>"
)
@requires(Permission.EDIT_DELEGATIONS)
def turn(delegation_id: int, thing_code: str, kit_turn: str) -> ResponseReturnValue:
    """It is there, or is not after all, or is back, or is off the list, or on it again."""
    delegation = own(delegation_id)
    line = kitting.find_line(kit_reading.kit_of(delegation, now=clock.now()), thing_code)
    undo = ""
    if kit_turn in UNDO:
        undo = url_for(".turn", delegation_id=delegation_id, thing_code=thing_code, kit_turn=UNDO[kit_turn])
    told(
        lambda: DEEDS[kit_turn](delegation, thing_code, **acting()),
        _said(kit_turn, localized(line.what)),
        undo_url=undo,
    )
    show = request.form.get("show") or None
    anchor = None if kit_turn == "removed" or show else f"thing-{thing_code}"
    return redirect(url_for(".index", delegation_id=delegation_id, show=show, _anchor=anchor))


def title_of(group: KitGroup) -> str:
    """What a group is called in the reader's language."""
    return localized(group.title) if group.item_id else str(kit_reading.WHOLE_VISIT)


def parts_text(line: KitLine) -> str:
    """Of what its number is made: ``Ireland 5, China 3``."""
    return list_text([_part(each) for each in line.parts])


def _part(part: Part) -> str:
    name = country_name(part.country) if part.country else localized(part.text)
    return f"{name} {part.number}" if part.country else f"{name} × {part.number}" if part.number > 1 else name


def _said(kit_turn: str, thing: str) -> str:
    sentences = {
        "ready": _("%(thing)s: prepared.", thing=thing),
        "open": _("%(thing)s: open again.", thing=thing),
        "returned": _("%(thing)s: returned.", thing=thing),
        "removed": _("%(thing)s is off the list.", thing=thing),
        "restored": _("%(thing)s is on the list again.", thing=thing),
    }
    return str(sentences[kit_turn])


def _filters(delegation: Delegation, found: dict[str, list[KitLine]], show: str) -> list[dict[str, object]]:
    labels = {
        "": _("Everything"),
        "today": _("Missing today"),
        "open": _("Still to do"),
        "back": _("To be brought back"),
    }
    return [
        {
            "label": label,
            "url": url_for(".index", delegation_id=delegation.id, show=key or None),
            "is_current": key == show,
            "count": len(found[key]),
        }
        for key, label in labels.items()
    ]


def _own_kits(groups: list[KitGroup]) -> dict[int, int]:
    """The ceremonies among the lines that have a kit of their own: their numbers, by the line's."""
    asked = {each.activity_id: each.item_id for each in groups if each.kind is ActivityKind.CEREMONY}
    found = ceremonies.map_by_activities({each for each in asked if each})
    return {asked[activity_id] or 0: number for activity_id, number in found.items()}


def _asked_line() -> int:
    asked = request.args.get("for", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0


def _form(delegation: Delegation, line: KitLine | None, form: VisitThingForm) -> ResponseReturnValue:
    delegation_id, zone = delegation.id, zone_of_office()
    form.offer(activity_choices(delegation), str(kit_reading.WHOLE_VISIT))
    if form.is_sent and form.validate():
        try:
            if line is not None:
                kitting.change_thing(delegation, line.code, form.to_details(zone), **acting())
            else:
                kitting.add_thing(delegation, form.to_details(zone), **acting())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
    if not kitting.may_be_packed(delegation):
        abort(404)
    owners = colleagues_of(delegation).values()
    return page("organiser/delegations/thing.html", delegation, form=form, line=line, owners=owners), form.status
