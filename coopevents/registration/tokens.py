"""Secrets in personal addresses: signed with the installation's key, and replaced by raising a version."""

import base64
import secrets
from typing import Protocol

from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

REFERENCE_LENGTH = 26
LINK = "personal link"
AGENDA = "personal calendar"
OPEN_LINK = "open agenda"
OPEN_CALENDAR = "calendar of an open agenda"
GROUP = "group"
MEMBER = "member of a group"
DRAFT = "draft of a registration"
INVITATION = "invitation"


class Addressed(Protocol):
    """What has personal addresses."""

    reference: str
    link_version: int
    agenda_version: int


class Linked(Protocol):
    """What has one personal address."""

    @property
    def reference(self) -> str:
        """What names it."""

    @property
    def link_version(self) -> int:
        """What makes older addresses worthless."""


class Invited(Protocol):
    """A place whose address can be revoked."""

    @property
    def reference(self) -> str:
        """What names it."""

    @property
    def token_version(self) -> int:
        """What makes older addresses worthless."""


def new_reference() -> str:
    """An unguessable name for a registration: 130 bits in lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:REFERENCE_LENGTH]


def link_token(registration: Addressed) -> str:
    """The secret in the address of a guest's own page."""
    return registration.reference + signature(LINK, f"{registration.reference} {registration.link_version}")


def agenda_token(registration: Addressed) -> str:
    """The secret in the address of a guest's own calendar."""
    return registration.reference + signature(AGENDA, f"{registration.reference} {registration.agenda_version}")


def open_link_token(agenda: Addressed) -> str:
    """The secret in the address of an agenda that belongs to nobody who is registered."""
    return agenda.reference + signature(OPEN_LINK, f"{agenda.reference} {agenda.link_version}")


def open_calendar_token(agenda: Addressed) -> str:
    """The secret in the address of such an agenda's calendar."""
    return agenda.reference + signature(OPEN_CALENDAR, f"{agenda.reference} {agenda.agenda_version}")


def opens_open_link(agenda: Addressed, token: str) -> bool:
    """Whether the token opens this agenda's page."""
    return is_signature(token[REFERENCE_LENGTH:], OPEN_LINK, f"{agenda.reference} {agenda.link_version}")


def opens_open_calendar(agenda: Addressed, token: str) -> bool:
    """Whether the token opens this agenda's calendar."""
    return is_signature(token[REFERENCE_LENGTH:], OPEN_CALENDAR, f"{agenda.reference} {agenda.agenda_version}")


def reference_in(token: str) -> str | None:
    """The reference a token speaks of; None when it cannot be one of ours."""
    is_ours = len(token) == REFERENCE_LENGTH + SIGNATURE_LENGTH and token.isascii() and token.isalnum()
    return token[:REFERENCE_LENGTH] if is_ours else None


def opens_link(registration: Addressed, token: str) -> bool:
    """Whether the token opens this guest's page."""
    text = f"{registration.reference} {registration.link_version}"
    return is_signature(token[REFERENCE_LENGTH:], LINK, text)


def opens_agenda(registration: Addressed, token: str) -> bool:
    """Whether the token opens this guest's calendar."""
    text = f"{registration.reference} {registration.agenda_version}"
    return is_signature(token[REFERENCE_LENGTH:], AGENDA, text)


def group_token(group: Linked) -> str:
    """The secret in the address of a group's page."""
    return group.reference + signature(GROUP, f"{group.reference} {group.link_version}")


def opens_group(group: Linked, token: str) -> bool:
    """Whether the token opens this group's page."""
    return is_signature(token[REFERENCE_LENGTH:], GROUP, f"{group.reference} {group.link_version}")


def member_token(member: Invited) -> str:
    """The secret in the address of one place of a group."""
    return member.reference + signature(MEMBER, f"{member.reference} {member.token_version}")


def opens_member(member: Invited, token: str) -> bool:
    """Whether the token opens this place."""
    return is_signature(token[REFERENCE_LENGTH:], MEMBER, f"{member.reference} {member.token_version}")


def draft_token(reference: str) -> str:
    """The secret in the address of a form that is half written."""
    return reference + signature(DRAFT, reference)


def opens_draft(reference: str, token: str) -> bool:
    """Whether the token opens this draft."""
    return is_signature(token[REFERENCE_LENGTH:], DRAFT, reference)


def invitation_token(invitation: Invited) -> str:
    """The secret in the address of an invitation."""
    return invitation.reference + signature(INVITATION, f"{invitation.reference} {invitation.token_version}")


def opens_invitation(invitation: Invited, token: str) -> bool:
    """Whether the token opens this invitation."""
    text = f"{invitation.reference} {invitation.token_version}"
    return is_signature(token[REFERENCE_LENGTH:], INVITATION, text)
