"""What is to be done for visits follows them: begun when they are accepted, moved with their days, dropped when they do
not take place; and whoever has something to do is reminded by mail."""

from datetime import date, datetime

from coopevents import config, links
from coopevents.accounts import queries as accounts
from coopevents.delegations import preparing, queries, result_queries
from coopevents.delegations.arrival_facts import FollowUpOwnerReminded
from coopevents.delegations.facts import VisitAccepted, VisitCancelled, VisitChanged
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import day_of, subject_of
from coopevents.i18n import _, date_range_text, force_locale, localized
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.tasks import queries as tasks
from coopevents.tasks.facts import TaskReminded
from coopevents.text import LANGUAGES


def begin_preparation(fact: VisitAccepted) -> None:
    """The list of what is to be done, in the language of whoever looks after the visit."""
    delegation = queries.get_delegation(fact.subject.id)
    preparing.prepare_visit(delegation, language=_language_of(delegation.officer_id), now=fact.at, actor=fact.actor)


def follow_days(fact: VisitChanged) -> None:
    """What is counted back from the days moves with them."""
    preparing.follow_days(queries.get_delegation(fact.subject.id))


def drop_preparation(fact: VisitCancelled) -> None:
    """Nothing is to be done any more."""
    preparing.drop_preparation(queries.get_delegation(fact.subject.id), now=fact.at, actor=fact.actor)


def remind_of_task(fact: TaskReminded) -> None:
    """Tell the owner of a task about a visit that it is due."""
    if fact.subject.kind != "delegation":
        return
    task, delegation = tasks.lock_task(fact.task_id), queries.get_delegation(fact.subject.id)
    address = links.address_of("organiser_delegation_preparation.index", delegation_id=delegation.id)
    key = f"task_due-{task.id}-{day_of(fact.at).isoformat()}"
    with force_locale(_language_of(task.owner_id)):
        title = preparing.title_of(task)
        said = title if isinstance(title, str) else localized(title)
    _tell(delegation, task.owner_id, said, task.due_on, address, key, fact.at)


def remind_of_follow_up(fact: FollowUpOwnerReminded) -> None:
    """Tell whoever sees to a follow-up that it is due."""
    result = result_queries.get_by_id(fact.result_id)
    address = links.address_of("organiser_delegation_after.index", delegation_id=result.delegation_id)
    key = f"task_due-follow-up-{result.id}-{day_of(fact.at).isoformat()}"
    _tell(result.delegation, result.owner_id, result.text, result.due_on or day_of(fact.at), address, key, fact.at)


def _tell(
    delegation: Delegation, owner_id: int | None, title: str, due_on: date, address: str, key: str, at: datetime
) -> None:
    owner = accounts.find_user(owner_id) if owner_id else None
    if owner is None or not owner.is_enabled:
        return
    language = _language_of(owner.id)
    with force_locale(language):
        visitor = localized(delegation.institution.name) if delegation.institution else delegation.organisation
        said = {
            "name": owner.name,
            "title": title,
            "day": date_range_text(due_on, due_on),
            "is_late": due_on < day_of(at),
            "visitor": visitor,
            "days": date_range_text(delegation.arrives_on, delegation.leaves_on),
            "button_label": _("Open the list"),
            "button_url": address,
        }
    subject, text, html = templates.fill("task_due", language, **said)
    message = Message(
        kind="task_due",
        to_email=owner.email,
        to_name=owner.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_of(delegation),
        unit_id=delegation.unit_id,
    )
    mail.queue_message(message, key=key, now=at)


def _language_of(user_id: int | None) -> str:
    user = accounts.find_user(user_id) if user_id else None
    chosen = user.language if user is not None else config.in_force().default_language
    return chosen if chosen in LANGUAGES else LANGUAGES[0]
