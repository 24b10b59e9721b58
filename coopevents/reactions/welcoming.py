"""Messages to colleagues about their accounts.

A message that holds a secret link belongs to no unit, so that nobody but its reader sees it in an outbox.
"""

from datetime import datetime
from typing import Any

from coopevents import config, links
from coopevents.accounts import queries as accounts
from coopevents.accounts.facts import ColleagueInvited, CredentialsChanged, PasswordResetRequested, RoleGranted
from coopevents.accounts.models import User
from coopevents.accounts.roles import Role
from coopevents.accounts.words import ROLE_MEANINGS, ROLE_WORDS
from coopevents.events import queries as events
from coopevents.i18n import _l
from coopevents.mail import service as outbox
from coopevents.mail.messages import Message
from coopevents.mail.templates import fill


def send_invitation(fact: ColleagueInvited) -> None:
    """Send the link with which an invited colleague chooses a password."""
    user = accounts.get_user(fact.user_id)
    _send(
        "invitation",
        user,
        key=f"invitation:{fact.link_id}",
        now=fact.at,
        event_title=_event_title(fact.event_id, user),
        invited_by=fact.invited_by,
        button_label=_l("Choose a password"),
        button_url=links.address_of("account_invitations.accept", token=fact.token),
    )


def send_password_reset(fact: PasswordResetRequested) -> None:
    """Send the link with which a forgotten password is replaced."""
    _send(
        "password_reset",
        accounts.get_user(fact.user_id),
        key=f"password_reset:{fact.link_id}",
        now=fact.at,
        button_label=_l("Choose a new password"),
        button_url=links.address_of("account_passwords.reset", token=fact.token),
    )


def tell_of_role(fact: RoleGranted) -> None:
    """Tell a colleague of a new role; who has no password yet learns of it by the invitation."""
    user = accounts.get_user(fact.user_id)
    if not user.password_hash or fact.actor.kind == "house" or fact.actor.id == user.id:
        return
    role = Role(fact.role)
    _send(
        "role_given",
        user,
        key=f"role_given:{user.id}:{fact.event_id or fact.unit_id}:{role}:{fact.at:%Y%m%dT%H%M%S.%f}",
        now=fact.at,
        event_title=_event_title(fact.event_id, user),
        given_by=fact.actor.label,
        role=ROLE_WORDS[role],
        meaning=ROLE_MEANINGS[role],
        button_label=_l("Go to the desk"),
        button_url=links.address_of("organiser_desk.show"),
    )


def warn_of_changed_credentials(fact: CredentialsChanged) -> None:
    """Tell the owner of an account that its way of signing in changed, so that a thief is noticed."""
    user = accounts.get_user(fact.subject.id)
    _send(
        "account_changed",
        user,
        key=f"account_changed:{user.id}:{type(fact).__name__}:{fact.at:%Y%m%dT%H%M%S.%f}",
        now=fact.at,
        what=fact.sentence,
        at=fact.at,
        zone_name=user.time_zone or config.in_force().default_time_zone,
        button_label=_l("I did not do this"),
        button_url=links.address_of("account_passwords.forgotten"),
    )


def _send(kind: str, user: User, *, key: str, now: datetime, **values: Any) -> None:
    language = user.language or config.in_force().default_language
    subject, text, html = fill(kind, language, name=user.name, **values)
    message = Message(
        kind=kind,
        to_email=user.email,
        to_name=user.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
    )
    outbox.queue_message(message, key=key, now=now)


def _event_title(event_id: int | None, user: User) -> str:
    if event_id is None:
        return ""
    return events.get_event(event_id).title.in_language(user.language or config.in_force().default_language)
