"""Doors to the list of tasks a unit's visits begin with: seen, changed, put in order, copied, and tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.delegation_door import acting
from coopevents.blueprints.organiser.visit_settings_door import (
    settings_page,
    unit_set_up,
    units_set_up,
    visit_settings,
)
from coopevents.blueprints.organiser.visit_task_forms import LineForm, PreviewForm
from coopevents.delegations import preparing, setting_words, task_lists
from coopevents.delegations import setting_queries as queries
from coopevents.delegations.preparation_lines import PreparationLine, line_from, lines_due
from coopevents.delegations.recording import day_of
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal

AHEAD = timedelta(days=90)
"""How long from now on the visit begins that is offered to try the list with."""


@dataclass(frozen=True)
class DueLine:
    """A task as a visit would begin with it."""

    due_on: date
    line: PreparationLine
    owner: str
    is_at_once: bool


@visit_settings.get("/desk/delegations/settings/<int:unit_id>/tasks")
@requires(Permission.SET_UP_VISITS)
def tasks(unit_id: int) -> ResponseReturnValue:
    """The list visits to the unit begin with."""
    unit = unit_set_up(unit_id)
    own = queries.find_task_list(unit_id)
    is_own = own is not None and own.is_in_force
    removed = [each for each in map(line_from, own.lines) if each.is_removed] if own is not None and is_own else []
    others = [(each.id, localized(each.name)) for each in units_set_up() if each.id != unit_id]
    return settings_page(
        "organiser/visit_settings/tasks.html",
        unit,
        task_lists.subject_of_list(unit_id),
        lines=queries.task_lines_of(unit_id),
        removed=removed,
        is_own=is_own,
        may_go_back=own is not None and not is_own,
        others=others,
        words=setting_words,
    )


@visit_settings.route("/desk/delegations/settings/<int:unit_id>/tasks/new", methods=["GET", "POST"])
@requires(Permission.SET_UP_VISITS)
def task_new(unit_id: int) -> ResponseReturnValue:
    """One more task."""
    unit, form = unit_set_up(unit_id), LineForm()
    return _form(unit, form, lambda **who: task_lists.add_line(unit_id, form.to_details(), **who), is_new=True)


@visit_settings.route("/desk/delegations/settings/<int:unit_id>/tasks/<line_key>", methods=["GET", "POST"])
@requires(Permission.SET_UP_VISITS)
def task_edit(unit_id: int, line_key: str) -> ResponseReturnValue:
    """Another wording, day, owner, or kind of visit."""
    unit, line = unit_set_up(unit_id), task_lists.get_line(unit_id, line_key)
    form = LineForm() if request.method == "POST" else LineForm.showing(line)
    return _form(unit, form, lambda **who: task_lists.change_line(unit_id, line_key, form.to_details(), **who))


@visit_settings.post("/desk/delegations/settings/<int:unit_id>/tasks/<line_key>/<any(up, down, remove, restore):move>")
@requires(Permission.SET_UP_VISITS)
def task_move(unit_id: int, line_key: str, move: str) -> ResponseReturnValue:
    """Further up or down, off the list, or back on it."""
    unit_set_up(unit_id)
    deeds: dict[str, tuple[Callable[..., Any], str, str]] = {
        "up": (lambda **who: task_lists.move_line(unit_id, line_key, task_lists.UP, **who), _("Moved."), "down"),
        "down": (lambda **who: task_lists.move_line(unit_id, line_key, task_lists.DOWN, **who), _("Moved."), "up"),
        "remove": (
            lambda **who: task_lists.remove_line(unit_id, line_key, **who),
            _("Removed. Visits accepted from now on begin without it."),
            "restore",
        ),
        "restore": (lambda **who: task_lists.restore_line(unit_id, line_key, **who), _("It is on the list again."), ""),
    }
    deed, said, back = deeds[move]
    undo = url_for(".task_move", unit_id=unit_id, line_key=line_key, move=back) if back else ""
    told(lambda: deed(**acting()), said, undo_url=undo)
    anchor = None if move == "remove" else f"line-{line_key}"
    return redirect(url_for(".tasks", unit_id=unit_id, _anchor=anchor))


@visit_settings.post("/desk/delegations/settings/<int:unit_id>/tasks/list/<any(sort, house, own):choice>")
@requires(Permission.SET_UP_VISITS)
def tasks_choose(unit_id: int, choice: str) -> ResponseReturnValue:
    """Put the list in the order of its days, or take the house's own, or one's own again."""
    unit_set_up(unit_id)
    deeds: dict[str, tuple[Callable[..., Any], str]] = {
        "sort": (task_lists.sort_lines, _("The list stands in the order of its days.")),
        "house": (task_lists.use_house_list, _("The house’s own list counts from now on.")),
        "own": (task_lists.use_own_list, _("Your own list counts again.")),
    }
    deed, said = deeds[choice]
    undo = url_for(".tasks_choose", unit_id=unit_id, choice="own") if choice == "house" else ""
    told(lambda: deed(unit_id, **acting()), said, undo_url=undo)
    return redirect(url_for(".tasks", unit_id=unit_id))


@visit_settings.post("/desk/delegations/settings/<int:unit_id>/tasks/list/copy")
@requires(Permission.SET_UP_VISITS)
def tasks_copy(unit_id: int) -> ResponseReturnValue:
    """Begin with what another unit begins with."""
    unit_set_up(unit_id)
    other = unit_set_up(request.form.get("from_unit", type=int, default=0))
    said = _("Copied from %(unit)s. From now on each changes its own list.", unit=localized(other.name))
    told(lambda: task_lists.copy_list(unit_id, other.id, **acting()), said)
    return redirect(url_for(".tasks", unit_id=unit_id))


@visit_settings.get("/desk/delegations/settings/<int:unit_id>/tasks/preview")
@requires(Permission.SET_UP_VISITS)
def preview(unit_id: int) -> ResponseReturnValue:
    """What a visit of a kind, level and days would begin with, with the real dates."""
    unit, today = unit_set_up(unit_id), day_of(clock.now())
    first = today + AHEAD
    form = PreviewForm(formdata=request.args if "first" in request.args else None, data={"first": first, "last": first})
    is_right = "first" not in request.args or form.validate()
    return settings_page(
        "organiser/visit_settings/preview.html",
        unit,
        task_lists.subject_of_list(unit_id),
        form=form,
        lines=_lines_of(unit_id, form, today) if is_right else [],
        is_right=is_right,
        words=setting_words,
    )


def _lines_of(unit_id: int, form: PreviewForm, today: date) -> list[DueLine]:
    first: date = form.first.data
    last = max(first, form.last.data or first)
    due = lines_due(queries.task_lines_of(unit_id), form.kind.data, form.level.data, first, last)
    holders = preparing.holders_of({line.owner for _day, line in due}, unit_id)
    ids = {each for held in holders.values() for each in held}
    names = {each.id: each.name for each in accounts.list_users_with_grants(ids)} if ids else {}

    def owner(line: PreparationLine) -> str:
        word = str(setting_words.OWNERS[line.owner])
        if line.owner.role is None:
            return word
        found = preparing.owner_of(line, None, holders)
        return f"{word}: {names[found]}" if found is not None else f"{word}: {_('nobody has this role')}"

    return [DueLine(max(day, today), line, owner(line), day < today) for day, line in due]


def _form(unit: Unit, form: LineForm, deed: Callable[..., Any], *, is_new: bool = False) -> ResponseReturnValue:
    unit_id = unit.id
    if form.validate_on_submit():
        try:
            deed(**acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            unit = unit_set_up(unit_id)
        else:
            flash(_("Saved. Visits accepted from now on begin with it."), "success")
            return redirect(url_for(".tasks", unit_id=unit_id))
    about = task_lists.subject_of_list(unit_id)
    return settings_page("organiser/visit_settings/task.html", unit, about, form=form, is_new=is_new), form.status
