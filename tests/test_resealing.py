"""Replacing the keys seals everything anew, in small steps, on both databases."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select, update

from coopevents import resealing, sealing, unit_of_work
from coopevents.accounts.models import User
from coopevents.cli.doctor import _sealing
from coopevents.db import Base, db
from coopevents.forms.models import Answers, Form, FormVersion
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import present_store
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText
from tests.databases import both_databases

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
OLD, NEW = (base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"o", b"n"))
MANY = 250


def use(app: Flask, *keys: str) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], sealing_keys=keys)


def plant() -> str:
    """Sealed answers, a second factor and a file; returns the file's key."""
    form = Form(subject_kind="event", subject_id=1, purpose="registration", title=LocalizedText({"en": "x"}))
    db.session.add(form)
    db.session.flush()
    version = FormVersion(form_id=form.id, number=1, definition=[], created_at=NOW)
    db.session.add(version)
    db.session.flush()
    for number in range(MANY):
        kept = {"form_version_id": version.id, "subject_kind": "registration", "subject_id": number, "values": {}}
        db.session.add(Answers(**kept, sealed=sealing.seal(f"answer {number}"), given_at=NOW))
    db.session.add(User(email="a@example.edu", name="A", totp_secret=sealing.seal("TOTP"), created_at=NOW))
    db.session.add(User(email="b@example.edu", name="B", created_at=NOW))
    file = sealed_files.store_sealed(Upload(b"%PDF scan", "application/pdf"), store=present_store(), now=NOW)
    key = file.key
    unit_of_work.commit()
    return key


@both_databases
def test_everything_is_sealed_anew_and_opens_with_the_new_key_alone(context: Flask) -> None:
    use(context, OLD)
    file_key = plant()
    use(context, NEW, OLD)
    assert resealing.count_sealed_with_older_keys() == MANY + 2
    assert not _sealing().is_well
    db.session.rollback()
    steps: list[int] = []
    result = resealing.seal_everything_anew(step=steps.append)
    assert (result.done, result.lost, sum(steps), max(steps)) == (MANY + 2, 0, MANY + 2, resealing.AT_ONCE)
    use(context, NEW)
    opened = sorted(sealing.unseal(each) for each in db.session.scalars(select(Answers.sealed)) if each)
    assert opened == sorted(f"answer {number}" for number in range(MANY))
    assert sealing.unseal(db.session.scalar(select(User.totp_secret).where(User.name == "A")) or "") == "TOTP"
    assert sealed_files.open_sealed(file_key, Purpose.OWNER, store=present_store()).data == b"%PDF scan"
    assert (resealing.count_sealed_with_older_keys(), _sealing().is_well) == (0, True)


@both_databases
def test_what_nothing_opens_is_counted_and_left_as_it_is(context: Flask) -> None:
    use(context, OLD)
    plant()
    use(context, NEW)
    result = resealing.seal_everything_anew(step=lambda _count: None)
    assert (result.done, result.lost) == (0, MANY + 2)
    use(context, OLD)
    assert sealing.unseal(db.session.scalars(select(Answers.sealed)).first() or "").startswith("answer")


@both_databases
def test_what_somebody_saves_meanwhile_is_not_overwritten(context: Flask) -> None:
    use(context, OLD)
    plant()
    use(context, NEW, OLD)
    column = Base.metadata.tables["form_answers"].c.sealed
    batch = next(resealing._batches(column))
    db.session.execute(update(Answers).where(Answers.id == batch[0][0]).values(sealed=sealing.seal("changed")))
    unit_of_work.commit()
    resealing._reseal_batch(column, batch, resealing.Resealed())
    assert sealing.unseal(db.session.scalar(select(Answers.sealed).where(Answers.id == batch[0][0])) or "") == "changed"


def test_every_column_that_sounds_sealed_is_found_when_keys_are_replaced() -> None:
    named = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if re.search(r"sealed(?!_with|_at|_on)|totp_secret", column.name)
    }
    assert {f"{column.table.name}.{column.name}" for column in resealing.sealed_columns()} == named
