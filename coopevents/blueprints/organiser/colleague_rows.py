"""Colleagues as the lists of a unit and of an event show them."""

from dataclasses import dataclass
from datetime import datetime

from flask import session
from flask_babel.speaklater import LazyString

from coopevents.accounts import invitations, queries
from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import Role
from coopevents.accounts.words import PERMISSION_WORDS, ROLE_MEANINGS, ROLE_WORDS, permissions_of
from coopevents.config import in_force
from coopevents.i18n import _l
from coopevents.links import address_of

HANDED_OVER = "invitation_link"


@dataclass(frozen=True)
class State:
    """How far somebody is, as a word and a tone."""

    word: LazyString
    tone: str
    is_invited: bool = False


ACTIVE = State(_l("Active"), "good")
DISABLED = State(_l("Disabled"), "trouble")
INVITED = State(_l("Invited"), "attention", is_invited=True)
RUN_OUT = State(_l("Invitation has run out"), "trouble", is_invited=True)


@dataclass(frozen=True)
class ColleagueRow:
    """One role of one colleague."""

    grant: Grant
    user: User
    role: LazyString
    meaning: LazyString
    state: State
    place: str = ""


@dataclass(frozen=True)
class RoleRow:
    """One line of the readable table of grants."""

    role: LazyString
    meaning: LazyString
    permissions: list[LazyString]


def rows_of(grants: list[Grant], *, now: datetime, places: dict[int, str] | None = None) -> list[ColleagueRow]:
    """The rows for these grants; whether invitations still run is asked once for all."""
    waiting = [grant.user_id for grant in grants if not grant.user.password_hash]
    running = {link.user_id for link in queries.list_open_links(invitations.PURPOSE, waiting) if link.expires_at > now}
    return [
        ColleagueRow(
            grant=grant,
            user=grant.user,
            role=ROLE_WORDS[grant.role],
            meaning=ROLE_MEANINGS[grant.role],
            state=_state_of(grant.user, grant.user_id in running),
            place=(places or {}).get(grant.scope_id, ""),
        )
        for grant in grants
    ]


def table_of_roles(roles: tuple[Role, ...]) -> list[RoleRow]:
    """What each of these roles may do, in words."""
    return [
        RoleRow(ROLE_WORDS[role], ROLE_MEANINGS[role], [PERMISSION_WORDS[each] for each in permissions_of(role)])
        for role in roles
    ]


def hand_over(token: str) -> None:
    """Without a mail server nobody would ever read the invitation: keep its link for the next page, once."""
    if token and not in_force().mail_server.host:
        session[HANDED_OVER] = address_of("account_invitations.accept", token=token)


def handed_over() -> str | None:
    """The link to give to the colleague by hand, once."""
    link: str | None = session.pop(HANDED_OVER, None)
    return link


def _state_of(user: User, is_running: bool) -> State:
    if not user.is_enabled:
        return DISABLED
    if user.password_hash:
        return ACTIVE
    return INVITED if is_running else RUN_OUT
