"""The locks of the doors: every door states one, and an unmarked door stays shut.

What the asker may not know of answers 404; what the asker may see but not do answers 403; who has to sign in first
is sent to
the sign-in page and back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import (
    HeldRole,
    events_with,
    permissions_for_event,
    permissions_for_unit,
    units_with,
)
from coopevents.accounts.roles import Permission
from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.facts import Actor

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Lock:
    """What a door asks for: ``open``, ``token`` (a secret in the address), ``signed in``, or a permission."""

    kind: str
    permission: Permission | None = None

    def __str__(self) -> str:
        return f"requires {self.permission}" if self.permission else self.kind


def open_to_all(view: View) -> View:
    """Anybody may enter."""
    return _locked(view, Lock("open"))


def by_token(view: View) -> View:
    """Whoever brings the secret in the address may enter; the view looks it up and answers 404 for a wrong one."""
    return _locked(view, Lock("token"))


def signed_in(view: View) -> View:
    """Any signed-in user may enter."""
    return _locked(view, Lock("signed in"))


def requires(permission: Permission) -> Callable[[View], View]:
    """Only who holds the permission may enter: for the event named by ``event_slug`` in the address, else in any
    unit."""

    def mark(view: View) -> View:
        return _locked(view, Lock("permission", permission))

    return mark


def _locked(view: View, lock: Lock) -> View:
    view.__lock__ = lock  # type: ignore[attr-defined]
    return view


@dataclass
class Access:
    """What the present user may do; loaded once a request, on first use."""

    user_id: int
    held: list[HeldRole] = field(default_factory=list)

    @cached_property
    def parents(self) -> dict[int, int | None]:
        """The tree of units."""
        return accounts.unit_parents()

    def for_event(self, event: Event) -> frozenset[Permission]:
        """The permissions for an event."""
        return permissions_for_event(self.held, event.id, event.unit_id, self.parents)

    def for_unit(self, unit_id: int) -> frozenset[Permission]:
        """The permissions in a unit."""
        return permissions_for_unit(self.held, unit_id, self.parents)

    def units(self, permission: Permission) -> frozenset[int]:
        """The units in which the permission is held."""
        return units_with(self.held, permission, self.parents)

    def events(self, permission: Permission) -> frozenset[int]:
        """The events for which the permission is held by a role for the event itself."""
        return events_with(self.held, permission)


def access() -> Access:
    """What the present signed-in user may do."""
    if "access" not in g:
        g.access = Access(current_user.id, accounts.list_held_roles(current_user.id))
    granted: Access = g.access
    return granted


def may(permission: Permission | str, event: Event | None = None) -> bool:
    """Whether the present user may do that, for an event or in any unit (also in templates)."""
    permission = Permission(permission)
    if not current_user.is_authenticated:
        return False
    return permission in access().for_event(event) if event is not None else bool(access().units(permission))


def event_of_route() -> Event:
    """The event named in the address of an organiser's door; the lock already loaded it."""
    event: Event = g.event
    return event


def ensure_unit(unit_id: int, permission: Permission) -> None:
    """Answer 404 unless the permission is held in that unit: what belongs to another unit is not seen."""
    if permission not in access().for_unit(unit_id):
        abort(404)


def present_actor() -> Actor:
    """Who is acting, for facts."""
    if current_user.is_authenticated:
        return Actor("user", current_user.id, current_user.name)
    return Actor("guest", None, "guest")


def lock_of(view: Callable[..., Any] | None) -> Lock | None:
    """The lock a view function states, or None."""
    return getattr(view, "__lock__", None)


def init_app(app: Flask) -> None:
    """Put a guard before every door."""
    app.before_request(_guard)
    app.add_template_global(may, "may")


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    lock = lock_of(current_app.view_functions.get(request.endpoint))
    if lock is None:
        abort(403)
    if lock.kind in {"open", "token"}:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("account_sign_in.sign_in", next=request.full_path.rstrip("?")))
    if lock.permission is not None:
        _ensure_permission(lock.permission)
    return None


def _ensure_permission(permission: Permission) -> None:
    slug = (request.view_args or {}).get("event_slug")
    if slug is None:
        if not access().units(permission):
            abort(403)
        return
    event = events.find_event_by_slug(slug)
    granted = access().for_event(event) if event is not None else frozenset()
    if event is None or Permission.SEE_EVENT not in granted:
        abort(404)
    if permission not in granted:
        abort(403)
    g.event = event
