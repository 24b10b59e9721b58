"""Sealed files are unreadable where they lie, and open for a stated purpose only."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.refusals import NotFound
from coopevents.storage.sealed_files import Purpose, erase_sealed, open_sealed, store_sealed
from coopevents.storage.service import store_image
from coopevents.storage.store import FileStore, media_type_of
from coopevents.storage.uploads import FileIsTooLarge, FileIsUnreadable, Upload, read_upload
from tests.storage.test_store import jpeg

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
MARKER = "护照号码 E12345678 of Zhang Wei".encode()
PDF = b"%PDF-1.7\n" + MARKER + b"\n%%EOF\n"


def everything_below(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_what_lies_on_disk_tells_nothing_and_opens_for_a_purpose(context: Flask, tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    file = store_sealed(Upload(PDF, "application/pdf"), store=store, now=NOW)
    assert MARKER not in everything_below(tmp_path / "files")
    assert open_sealed(file.key, Purpose.OWNER, store=store) == Upload(PDF, "application/pdf")
    assert (file.is_sealed, file.size_bytes, media_type_of(file.key)) == (True, len(PDF), None)


def test_the_same_file_twice_has_two_names(context: Flask, tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    keys = {store_sealed(Upload(PDF, "application/pdf"), store=store, now=NOW).key for _each in range(2)}
    assert len(keys) == 2


def test_a_public_picture_is_not_opened_as_a_sealed_one(context: Flask, tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    picture = store_image(jpeg("teal"), store=store, now=NOW)
    with pytest.raises(NotFound):
        open_sealed(picture.key, Purpose.OWNER, store=store)
    erase_sealed([picture.key, "unknown"], store=store)
    unit_of_work.commit()
    assert store.read(picture.key)


def test_an_erased_file_is_gone_once_that_is_committed(context: Flask, tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    key = store_sealed(Upload(PDF, "application/pdf"), store=store, now=NOW).key
    unit_of_work.commit()
    erase_sealed([key], store=store)
    unit_of_work.discard()
    assert open_sealed(key, Purpose.MY_DATA, store=store).data == PDF
    erase_sealed([key], store=store)
    unit_of_work.commit()
    assert everything_below(tmp_path / "files") == b""
    with pytest.raises(NotFound):
        open_sealed(key, Purpose.MY_DATA, store=store)


def test_only_documents_and_pictures_of_a_sane_size_are_taken() -> None:
    assert read_upload(PDF).media_type == "application/pdf"
    assert read_upload(jpeg("red")) == Upload(jpeg("red"), "image/jpeg")
    for program in (b"MZ\x90\x00" + b"\x00" * 60, b"<html><script>", b"", b"GIF89a" + b"\x00" * 20):
        with pytest.raises(FileIsUnreadable):
            read_upload(program)
    with pytest.raises(FileIsTooLarge):
        read_upload(PDF + b"0" * 10 * 1024 * 1024)
