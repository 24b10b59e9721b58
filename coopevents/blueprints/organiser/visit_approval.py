"""Doors to how a unit decides about visits: which steps a request passes, level by level, and who decides at each."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.delegation_door import acting
from coopevents.blueprints.organiser.visit_approval_forms import ApprovalForm
from coopevents.blueprints.organiser.visit_settings_door import settings_page, unit_set_up, visit_settings
from coopevents.delegations import approval_settings, setting_words
from coopevents.delegations import setting_queries as queries
from coopevents.delegations.approval_settings import STAGES, StepDetails
from coopevents.delegations.states import VisitLevel
from coopevents.delegations.words import LEVELS
from coopevents.i18n import _, list_text, ngettext
from coopevents.refusals import Refusal

LEVEL = "<any(leadership, dean, unit):visit_level>"
Deciders = dict[Permission, dict[int, str]]


@visit_settings.get("/desk/delegations/settings/<int:unit_id>/approval")
@requires(Permission.SET_UP_VISITS)
def approval(unit_id: int) -> ResponseReturnValue:
    """How requests of each level are decided."""
    unit, deciders = unit_set_up(unit_id), approval_settings.deciders_of(unit_id)
    under_way = queries.count_being_decided(unit_id)
    levels = [
        {
            "level": level,
            "name": LEVELS[level],
            "steps": [_step_row(each, deciders) for each in said.steps],
            "needs_four_eyes": said.needs_four_eyes,
            "is_own": said != approval_settings.house_approval(level),
            "under_way": under_way_words(under_way.get(level, 0)),
        }
        for level, said in approval_settings.approvals_of(unit_id).items()
    ]
    return settings_page(
        "organiser/visit_settings/approval.html", unit, approval_settings.subject_of_approval(unit_id), levels=levels
    )


@visit_settings.route(f"/desk/delegations/settings/<int:unit_id>/approval/{LEVEL}", methods=["GET", "POST"])
@requires(Permission.SET_UP_VISITS)
def approval_level(unit_id: int, visit_level: str) -> ResponseReturnValue:
    """Other steps, other colleagues, four eyes or not."""
    unit, level = unit_set_up(unit_id), VisitLevel(visit_level)
    deciders = approval_settings.deciders_of(unit_id)
    said = approval_settings.approvals_of(unit_id)[level]
    form = ApprovalForm() if request.method == "POST" else ApprovalForm.showing(said)
    form.offer(deciders)
    if form.validate_on_submit():
        try:
            approval_settings.set_approval(unit_id, level, form.to_approval(), **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            unit = unit_set_up(unit_id)
        else:
            flash(_("Saved. Requests submitted from now on are decided like this."), "success")
            return redirect(url_for(".approval", unit_id=unit_id))
    page = settings_page(
        "organiser/visit_settings/approval_level.html",
        unit,
        approval_settings.subject_of_approval(unit_id),
        form=form,
        level=level,
        level_name=LEVELS[level],
        is_own=said != approval_settings.house_approval(level),
        under_way=under_way_words(queries.count_being_decided(unit_id).get(level, 0)),
        words=setting_words,
    )
    return page, form.status


@visit_settings.post(f"/desk/delegations/settings/<int:unit_id>/approval/{LEVEL}/house")
@requires(Permission.SET_UP_VISITS)
def approval_house(unit_id: int, visit_level: str) -> ResponseReturnValue:
    """Decide as the house does."""
    unit_set_up(unit_id)
    level = VisitLevel(visit_level)
    said = _("Requests of this level are decided as the house does from now on.")
    told(lambda: approval_settings.use_house_approval(unit_id, level, **acting()), said)
    return redirect(url_for(".approval", unit_id=unit_id))


def under_way_words(number: int) -> str:
    """What becomes of requests that are being decided already; empty when there are none."""
    if not number:
        return ""
    said = ngettext(
        "%(num)s request is being decided now. It keeps the steps it began with.",
        "%(num)s requests are being decided now. They keep the steps they began with.",
        number,
    )
    return str(said)


def _step_row(said: StepDetails, deciders: Deciders) -> dict[str, Any]:
    """One step in words: its name, who decides, who stands in, until when; and whether nobody can."""
    known = {user_id: name for named in deciders.values() for user_id, name in named.items()}
    row: dict[str, Any] = {"name": setting_words.step_name(said.step), "stand_ins": "", "is_nobodys": False}
    if said.due_days:
        row["due"] = ngettext("within %(num)s day", "within %(num)s days", said.due_days)
    if said.decider_id is not None:
        row["who"] = known.get(said.decider_id, _("a colleague who may not decide any more"))
        row["stand_ins"] = list_text([known[each] for each in said.stand_in_ids if each in known], is_choice=True)
        row["is_nobodys"] = not known.keys() & {said.decider_id, *said.stand_in_ids}
        return row
    able = deciders.get(Permission(STAGES[said.step].permission), {})
    row["who"] = list_text(list(able.values()), is_choice=True) or _("nobody has this role yet")
    row["is_nobodys"] = not able
    return row
