"""The preparation of a visit: what is to be done, by whom and by when, and how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField
from wtforms.validators import Length, Optional

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.organiser.delegation_door import (
    acting,
    colleagues_of,
    done,
    own,
    page,
    seen,
    visitor_of,
    zone_of_office,
)
from coopevents.blueprints.organiser.preparation_parts import parts_of
from coopevents.blueprints.papers import own_paper
from coopevents.blueprints.visit_papers import visit_imprint, visit_values
from coopevents.delegations import preparing
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.recording import day_of, subject_of
from coopevents.i18n import _, _l, current_language, localized, ngettext
from coopevents.papers.visit_checklists import PaperTask, task_list_of
from coopevents.papers.visit_values import VisitChoice
from coopevents.refusals import Refusal
from coopevents.tasks import queries, service
from coopevents.tasks.details import TaskDetails
from coopevents.tasks.models import Task, TaskState

preparation = Blueprint("organiser_delegation_preparation", __name__)
SOON = timedelta(days=7)
STATES = {"done": TaskState.DONE, "open": TaskState.OPEN, "drop": TaskState.DROPPED}


class TaskForm(Form):
    """Something to be done."""

    title = OneLineField(_l("What is to be done"), [Length(max=300)])
    owner = SelectField(_l("By whom"), default="", validate_choice=False)
    due_on = DateField(_l("Until"), [Optional()])
    note = LongTextField(_l("Notes"), [Length(max=4000)], render_kw={"rows": 3})

    def to_details(self, known: dict[int, str]) -> TaskDetails:
        """What was typed; only a colleague who was offered."""
        chosen = self.owner.data or ""
        owner_id = int(chosen) if chosen.isascii() and chosen.isdigit() and int(chosen) in known else None
        return TaskDetails(self.title.data or "", self.due_on.data, owner_id, self.note.data or "")


@dataclass(frozen=True)
class Group:
    """Tasks that hurt at about the same time."""

    word: str
    tasks: tuple[Task, ...]
    tone: str = ""


@preparation.get("/desk/delegations/<int:delegation_id>/preparation")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """Everything that is to be done for the visit, the most pressing first."""
    return _page(seen(delegation_id))


@preparation.get("/desk/delegations/<int:delegation_id>/preparation/tasks.pdf")
@requires(Permission.SEE_UNIT)
def pdf(delegation_id: int) -> ResponseReturnValue:
    """The checklist on paper, in the reader's language: what is to be done, by whom and by when, with boxes to tick."""
    delegation = seen(delegation_id)
    tasks = [each for each in queries.list_of(subject_of(delegation)) if each.state is not TaskState.DROPPED]
    lines = [
        PaperTask(each.due_on, called(each), each.owner_id, each.note, each.settled_at is not None) for each in tasks
    ]
    choice, imprint = VisitChoice((current_language(),)), visit_imprint(Reader.delegation(delegation_id))
    paper = task_list_of(visit_values(delegation), lines, colleagues_of(delegation), choice, imprint)
    return own_paper(paper, f"visit-{delegation_id}-tasks.pdf")


@preparation.post("/desk/delegations/<int:delegation_id>/preparation/begin")
@requires(Permission.EDIT_DELEGATIONS)
def begin(delegation_id: int) -> ResponseReturnValue:
    """Begin the list that fits the kind and level of the visit; what it has already stays."""
    delegation = own(delegation_id)

    def deed(**who: Any) -> None:
        preparing.prepare_visit(delegation, language=current_language(), **who)

    return done(delegation, deed, _("The list is there."), "organiser_delegation_preparation.index")


@preparation.post("/desk/delegations/<int:delegation_id>/preparation/new")
@requires(Permission.EDIT_DELEGATIONS)
def add(delegation_id: int) -> ResponseReturnValue:
    """One more thing to do."""
    delegation, form = own(delegation_id), TaskForm()
    known = colleagues_of(delegation, Permission.SEE_UNIT)
    if form.validate():
        try:
            details = form.to_details(known)
            service.add_task(subject_of(delegation), details, unit_id=delegation.unit_id, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("It is on the list."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
    return _page(own(delegation_id), form), 422


@preparation.route("/desk/delegations/<int:delegation_id>/preparation/<int:task_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(delegation_id: int, task_id: int) -> ResponseReturnValue:
    """Say anew what is to be done, by whom and by when."""
    delegation = own(delegation_id)
    task = queries.get_task(subject_of(delegation), task_id)
    known = colleagues_of(delegation, Permission.SEE_UNIT)
    said = {"title": task.title, "owner": str(task.owner_id or ""), "due_on": task.due_on, "note": task.note}
    form = TaskForm() if request.method == "POST" else TaskForm(data=said)
    form.owner.choices = _choices(known)
    if form.validate_on_submit():
        try:
            service.change_task(task, form.to_details(known), **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
    return page("organiser/delegations/task.html", delegation, form=form), form.status


@preparation.post("/desk/delegations/<int:delegation_id>/preparation/<int:task_id>/<any(done, open, drop):fate>")
@requires(Permission.SEE_UNIT)
def settle(delegation_id: int, task_id: int, fate: str) -> ResponseReturnValue:
    """It is done, not needed, or to do again: for who receives, and for whose task it is."""
    delegation = seen(delegation_id)
    task = queries.get_task(subject_of(delegation), task_id)
    if task.owner_id != access().user_id and Permission.EDIT_DELEGATIONS not in access().for_unit(delegation.unit_id):
        abort(403)
    said = {"done": _("Done."), "open": _("It is to do again."), "drop": _("It is not needed.")}[fate]
    undo = "" if fate == "open" else url_for(".settle", delegation_id=delegation_id, task_id=task_id, fate="open")
    told(lambda: service.settle(task, STATES[fate], **acting()), said, undo_url=undo)
    if request.form.get("back") == "mine":
        return redirect(url_for(".mine"))
    return redirect(url_for(".index", delegation_id=delegation_id))


@preparation.get("/desk/tasks")
@requires(Permission.SEE_UNIT)
def mine() -> ResponseReturnValue:
    """Everything the present colleague has to do, whatever it is about."""
    today = day_of(clock.now())
    tasks = [each for each in queries.list_owed(access().user_id or 0) if each.subject_kind == "delegation"]
    about = delegations.map_by_ids({each.subject_id for each in tasks})
    return render_template(
        "organiser/delegations/tasks.html",
        groups=groups_of(tasks, today),
        about=about,
        visitor_of=visitor_of,
        total=len(tasks),
        called=called,
    )


def groups_of(tasks: list[Task], today: date) -> list[Group]:
    """The open tasks by how soon they hurt, then those that are settled."""
    to_do = [each for each in tasks if each.state is TaskState.OPEN]
    late = tuple(each for each in to_do if each.due_on < today)
    soon = tuple(each for each in to_do if today <= each.due_on <= today + SOON)
    later = tuple(each for each in to_do if each.due_on > today + SOON)
    settled = tuple(each for each in tasks if each.state is not TaskState.OPEN)
    found = [
        Group(_("Overdue"), late, "trouble"),
        Group(_("Within a week"), soon, "attention"),
        Group(_("Later"), later),
        Group(_("Done or not needed"), settled),
    ]
    return [each for each in found if each.tasks]


def called(task: Task) -> str:
    """What a task is called in the reader's language."""
    title = preparing.title_of(task)
    return title if isinstance(title, str) else localized(title)


def task_lines(when: Callable[[datetime], str], now: datetime) -> list[tuple[datetime, dict[str, object]]]:
    """(when it hurts, line) of the reader's own tasks and of nobody's, for the first page; one line for each visit."""
    today, units = day_of(now), access().units(Permission.EDIT_DELEGATIONS)
    tasks = queries.list_open_for(access().user_id, units, today + SOON) if units else []
    about = delegations.map_by_ids({each.subject_id for each in tasks if each.subject_kind == "delegation"})
    by_visit: dict[int, list[Task]] = {}
    for each in tasks:
        if each.subject_id in about:
            by_visit.setdefault(each.subject_id, []).append(each)
    lines = []
    for number, found in by_visit.items():
        due_on, delegation = found[0].due_on, about[number]
        moment = datetime.combine(due_on, time(9), zone_of_office()).astimezone(UTC)
        more = len(found) - 1
        what = ngettext(
            "%(first)s, and %(num)s more task", "%(first)s, and %(num)s more tasks", more, first=called(found[0])
        )
        line: dict[str, object] = {
            "what": what if more else called(found[0]),
            "why": f"{visitor_of(delegation)} · {delegation.number}",
            "url": url_for("organiser_delegation_preparation.index", delegation_id=number),
            "when": str(_("overdue")) if due_on < today else when(moment),
            "tone": "trouble" if due_on < today else None,
        }
        lines.append((moment, line))
    return lines


def _page(delegation: Delegation, form: TaskForm | None = None) -> str:
    today, known = day_of(clock.now()), colleagues_of(delegation, Permission.SEE_UNIT)
    tasks = queries.list_of(subject_of(delegation))
    form = form or TaskForm(formdata=None, data={"owner": str(access().user_id or "")})
    form.owner.choices = _choices(known)
    return page(
        "organiser/delegations/preparation.html",
        delegation,
        parts=parts_of(delegation),
        groups=groups_of(tasks, today),
        progress=queries.progress_of(tasks, today),
        owners=known,
        form=form,
        called=called,
        open_state=TaskState.OPEN,
        done_state=TaskState.DONE,
    )


def _choices(known: dict[int, str]) -> Any:
    return choices_of([("", _("Nobody yet")), *((str(number), name) for number, name in known.items())])
