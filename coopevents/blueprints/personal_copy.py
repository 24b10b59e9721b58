"""A copy of everything kept about a guest: a zip with a page to read, tables, JSON, and the files handed in."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, render_template, send_file

from coopevents.blueprints.answer_words import answer_text
from coopevents.blueprints.personal_words import value_words, word_for
from coopevents.exports import csv_chunks
from coopevents.i18n import _, current_language
from coopevents.issuing import letter_queries
from coopevents.refusals import NotFound
from coopevents.registration import holdings, protected
from coopevents.registration.holdings import Held
from coopevents.registration.models import Registration
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import present_store


def personal_copy(registration: Registration, *, now: datetime, with_internal: bool = False) -> Response:
    """Everything about a guest, made in memory; nothing of it touches the disk."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _contents(registration, now=now, with_internal=with_internal):
            archive.writestr(name, data)
    out.seek(0)
    name = f"{registration.event.slug}-{registration.number}.zip"
    return send_file(out, mimetype="application/zip", as_attachment=True, download_name=name)


def _contents(registration: Registration, *, now: datetime, with_internal: bool) -> Iterator[tuple[str, bytes]]:
    answers = holdings.answers_of(registration)
    held = holdings.holdings_of(registration, with_internal=with_internal)
    language = current_language()
    said = [(each.label.in_language(language), answer_text(each, value, language)) for each, value in answers]
    files = list(_files(registration))
    yield "index.html", _page(registration, held, said, [name for name, _data in files], now)
    everything = {
        "made_at": now.isoformat(),
        "event": registration.event.slug,
        "answers": {question.key: value for question, value in answers},
        **{each.name: each.rows for each in held},
    }
    yield "data.json", json.dumps(everything, ensure_ascii=False, indent=2, default=str).encode()
    yield "answers.csv", b"".join(csv_chunks([_("Question"), _("Answer")], said))
    for each in held:
        yield f"{each.name}.csv", _table(each)
    yield from files


def _page(
    registration: Registration, held: Sequence[Held], said: list[tuple[str, str]], files: list[str], now: datetime
) -> bytes:
    return render_template(
        "guest/my_data/copy.html",
        registration=registration,
        event=registration.event,
        zone=ZoneInfo(registration.event.time_zone),
        now=now,
        held=held,
        answers=said,
        files=files,
        value_text=_value_text,
        word_for=word_for,
    ).encode()


def _table(held: Held) -> bytes:
    names = list(held.rows[0])
    rows = ([_value_text(held.name, name, row.get(name)) for name in names] for row in held.rows)
    return b"".join(csv_chunks([word_for(name) for name in names], rows))


def _value_text(holding: str, name: str, value: Any) -> Any:
    value = value_words(holding, name, value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _files(registration: Registration) -> Iterator[tuple[str, bytes]]:
    for paper, file_key in letter_queries.list_with_files(registration.id):
        letter = sealed_files.open_sealed(file_key, Purpose.MY_DATA, store=present_store())
        yield f"files/{paper.number}.pdf", letter.data
    for key in holdings.file_answers_of(registration):
        try:
            name, upload = protected.open_file(registration, key, Purpose.MY_DATA)
        except NotFound:
            continue
        yield f"files/{key}-{PurePosixPath(name.replace(chr(92), '/')).name}", upload.data
