"""Units of the university, users, their roles, and the sessions they are signed in with."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.accounts.roles import Role, UnitKind
from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.sealing import SEALED
from coopevents.text import LocalizedText


class Unit(Model):
    """A part of the university: the university itself, a school, an office; a tree."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[UnitKind] = mapped_column(one_of(UnitKind))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[LocalizedText] = mapped_column(Localized)


class User(Model, UserMixin):
    """Somebody who works with the software and signs in."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    original_name: Mapped[str] = mapped_column(String(200), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(20), default="")
    time_zone: Mapped[str] = mapped_column(String(60), default="")
    prefers_compact: Mapped[bool] = mapped_column(default=False)
    is_enabled: Mapped[bool] = mapped_column(default=True)
    totp_secret: Mapped[str] = mapped_column(String(200), default="", info=SEALED)
    totp_used_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    grants: Mapped[list["Grant"]] = relationship(back_populates="user", cascade="all, delete-orphan")


class Grant(Model):
    """One role of one user, for a unit (and all below it) or for one event."""

    __tablename__ = "user_grant"
    __table_args__ = (UniqueConstraint("user_id", "scope_kind", "scope_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    scope_kind: Mapped[str] = mapped_column(String(10))
    scope_id: Mapped[int]
    role: Mapped[Role] = mapped_column(one_of(Role))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship(back_populates="grants")


class SignedInSession(Model):
    """One browser in which a user is signed in; ending it signs that browser out at its next request."""

    __tablename__ = "signed_in_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(200), default="")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship()


class SignInAttempt(Model):
    """A failed try to sign in, counted by account and by address (both kept only as keyed hashes)."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class OneTimeLink(Model):
    """A link that may be used once: a password reset or a colleague's invitation (kept as a hash)."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship()


class RecoveryCode(Model):
    """A code that stands in once for the second factor (kept as a keyed hash)."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
