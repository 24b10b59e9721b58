"""Forms in sections, several a event, with sealed answers; three more states of a registration."""

import json

import sqlalchemy as sa
from alembic import op

from coopevents.db import Localized

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OLD_STATES = ("pending", "approved", "waitlisted", "declined", "withdrawn", "cancelled", "checked_in", "no_show")
STATES = (
    "pending", "returned", "approved", "waitlisted", "offered", "offer_expired", "declined", "withdrawn", "cancelled",
    "checked_in", "no_show",
)
OLD_LIVE = sa.text("state IN ('pending','approved','waitlisted','checked_in','no_show')")
LIVE = sa.text("state NOT IN ('declined','withdrawn','cancelled','offer_expired')")
TITLE = {"en": "Registration", "zh_Hans_CN": "报名表", "fr": "Inscription"}
ROLE = {"en": "Guest", "zh_Hans_CN": "嘉宾", "fr": "Invité"}
SECTION = {"en": "What you need", "zh_Hans_CN": "您的需求", "fr": "Vos besoins"}
MORE = {
    "minimum": "", "maximum": "", "condition": None, "is_sensitive": False, "purge_after_days": 30, "is_listed": False,
    "needs_approval_again": False, "computation": None, "computes_from": [],
}


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "registration_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", Localized(), nullable=False),
        sa.Column("role", Localized(), nullable=False),
        sa.Column("ribbon", sa.String(length=20), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "capacity IS NULL OR capacity >= 0", name=op.f("ck_registration_form_capacity_is_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_registration_form_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_form")),
        sa.UniqueConstraint("event_id", "slug", name=op.f("uq_registration_form_event_id_slug")),
    )
    with op.batch_alter_table("form_answers") as batch:
        batch.add_column(sa.Column("sealed", sa.Text(), nullable=True))
    with op.batch_alter_table("registration") as batch:
        batch.add_column(sa.Column("form_id", sa.Integer(), nullable=True))
    _give_every_event_a_form()
    _rewrite_definitions(lambda questions: [_section({**each, **MORE} for each in questions)])
    with op.batch_alter_table("registration") as batch:
        batch.drop_index("uq_registration_live_email")
        batch.drop_constraint(op.f("ck_registration_registration_state"), type_="check")
        batch.alter_column("form_id", nullable=False)
        batch.create_foreign_key(op.f("fk_registration_form_id_registration_form"), "registration_form", ["form_id"], ["id"])
        batch.create_check_constraint(op.f("ck_registration_registration_state"), _is_one_of(STATES))
        batch.create_index("ix_registration_form", ["form_id", "state"])
        batch.create_index(
            "uq_registration_live_email", ["event_id", "email"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE
        )


def downgrade() -> None:
    """Back. Who was sent back for changes waits again; an offer becomes a place on the waiting list."""
    op.execute("UPDATE registration SET state = 'pending' WHERE state = 'returned'")
    op.execute("UPDATE registration SET state = 'waitlisted' WHERE state = 'offered'")
    op.execute("UPDATE registration SET state = 'withdrawn' WHERE state = 'offer_expired'")
    _rewrite_definitions(_only_questions)
    _keep_first_forms()
    with op.batch_alter_table("registration") as batch:
        batch.drop_index("uq_registration_live_email")
        batch.drop_index("ix_registration_form")
        batch.drop_constraint(op.f("ck_registration_registration_state"), type_="check")
        batch.drop_constraint(op.f("fk_registration_form_id_registration_form"), type_="foreignkey")
        batch.drop_column("form_id")
        batch.create_check_constraint(op.f("ck_registration_registration_state"), _is_one_of(OLD_STATES))
        batch.create_index(
            "uq_registration_live_email", ["event_id", "email"], unique=True, sqlite_where=OLD_LIVE,
            postgresql_where=OLD_LIVE,
        )
    with op.batch_alter_table("form_answers") as batch:
        batch.drop_column("sealed")
    op.drop_table("registration_form")


def _is_one_of(states: tuple[str, ...]) -> str:
    return f"state IN ({', '.join(repr(state) for state in states)})"


def _section(questions) -> dict:
    return {"key": "wishes", "title": SECTION, "text": {}, "questions": list(questions), "condition": None, "block": ""}


def _only_questions(sections: list) -> list:
    """The questions the older version can ask, as it stores them."""
    known = {"short_text", "long_text", "email", "country", "institution", "choice", "choices", "consent", "date", "language"}
    return [
        {name: value for name, value in question.items() if name not in MORE}
        for section in sections
        for question in section["questions"]
        if question["type"] in known
    ]


def _rewrite_definitions(rewritten) -> None:
    connection = op.get_bind()
    versions = sa.table("form_version", sa.column("id", sa.Integer()), sa.column("definition", sa.JSON()))
    for version_id, definition in connection.execute(sa.select(versions.c.id, versions.c.definition)).fetchall():
        changed = sa.update(versions).where(versions.c.id == version_id).values(definition=rewritten(definition))
        connection.execute(changed)


def _give_every_event_a_form() -> None:
    connection = op.get_bind()
    insert = sa.text(
        "INSERT INTO registration_form (event_id, slug, position, title, role, ribbon, is_offered) "
        "SELECT event_id, 'guests', 0, :title, :role, '', :yes FROM registration_terms"
    ).bindparams(title=json.dumps(TITLE), role=json.dumps(ROLE), yes=True)
    if connection.dialect.name == "postgresql":
        insert = sa.text(str(insert).replace(":title", "CAST(:title AS JSON)").replace(":role", "CAST(:role AS JSON)"))
        insert = insert.bindparams(title=json.dumps(TITLE), role=json.dumps(ROLE), yes=True)
    connection.execute(insert)
    op.execute(
        "UPDATE registration SET form_id = (SELECT id FROM registration_form "
        "WHERE registration_form.event_id = registration.event_id)"
    )
    op.execute(
        "UPDATE form SET subject_id = (SELECT id FROM registration_form WHERE event_id = form.subject_id), "
        "subject_kind = 'event_form' WHERE subject_kind = 'event' AND purpose = 'registration' "
        "AND EXISTS (SELECT 1 FROM registration_form WHERE event_id = form.subject_id)"
    )


def _keep_first_forms() -> None:
    """The older version knows one form an event: the first one."""
    op.execute(
        "UPDATE form SET subject_kind = 'event', "
        "subject_id = (SELECT event_id FROM registration_form WHERE registration_form.id = form.subject_id) "
        "WHERE subject_kind = 'event_form' AND subject_id IN (SELECT MIN(id) FROM registration_form GROUP BY event_id)"
    )
