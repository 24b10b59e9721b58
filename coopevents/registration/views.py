"""Saved views of the list: kept under a name, shared with the team or not, opened first or not."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update

from coopevents.db import db
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration.list_models import SavedView
from coopevents.registration.list_queries import list_views
from coopevents.text import one_line

LONGEST_NAME = 60
MOST_PAIRS = 60


class NameOfViewIsMissing(Refusal):
    """It could not be found again."""

    status = 422
    sentence = _l("Give the view a name.")

    def __init__(self) -> None:
        super().__init__(field="name")


def save_view(
    event_id: int,
    user_id: int,
    name: str,
    asked: Iterable[tuple[str, str]],
    *,
    is_shared: bool = False,
    is_default: bool = False,
    now: datetime,
) -> SavedView:
    """Keep a view; an own one of the same name is replaced. Raises NameOfViewIsMissing."""
    name = one_line(name)[:LONGEST_NAME]
    if not name:
        raise NameOfViewIsMissing
    own = (each for each in list_views(event_id, user_id) if each.user_id == user_id and each.name == name)
    view = next(own, None) or SavedView(event_id=event_id, user_id=user_id, name=name)
    view.asked, view.is_shared = [list(pair) for pair in asked][:MOST_PAIRS], is_shared
    view.is_default, view.changed_at = False, now
    db.session.add(view)
    db.session.flush()
    if is_default:
        open_first(view)
    return view


def open_first(view: SavedView) -> None:
    """Open the list with this view, and with none of its owner's others."""
    others = SavedView.event_id == view.event_id, SavedView.user_id == view.user_id, SavedView.id != view.id
    db.session.execute(update(SavedView).where(*others).values(is_default=False))
    view.is_default = True


def open_no_longer_first(view: SavedView) -> None:
    """Open the list without it."""
    view.is_default = False


def remove_view(view: SavedView) -> None:
    """Forget a view; what it showed stays."""
    db.session.delete(view)


def first_opened(views: Iterable[SavedView], user_id: int) -> SavedView | None:
    """The view the list opens with for somebody: the own one, else one that is shared."""
    wanted = [each for each in views if each.is_default]
    return next((each for each in wanted if each.user_id == user_id), next(iter(wanted), None))
