"""What must hold of a task; pure."""

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.tasks.details import TaskDetails

MOST = 200


class TaskIsNameless(Refusal):
    """Something is to be done."""

    status = 422
    sentence = _l("Write what is to be done.")


class TaskHasNoDay(Refusal):
    """By some day."""

    status = 422
    sentence = _l("Say by when.")


class TooManyTasks(Refusal):
    """A list nobody reads to its end."""

    sentence = _l("A list holds 200 tasks at most.")


def ensure_holds(details: TaskDetails) -> None:
    """Raise TaskIsNameless or TaskHasNoDay."""
    if not details.title.strip():
        raise TaskIsNameless(field="title")
    if details.due_on is None:
        raise TaskHasNoDay(field="due_on")
