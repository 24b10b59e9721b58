"""The store keeps bytes by key and knows nothing outside its folder."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from coopevents.refusals import NotFound
from coopevents.storage.service import store_image
from coopevents.storage.store import FileStore, media_type_of

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
KEY = "a" * 40 + ".webp"


def jpeg(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    store.write(KEY, b"bytes")
    assert FileStore(tmp_path / "files").read(KEY) == b"bytes"


@pytest.mark.parametrize("key", [KEY, "../secret", "../../etc/passwd", "a/b", "", "a" * 40, KEY.upper(), KEY + "\n"])
def test_nothing_else_can_be_named(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    with pytest.raises(NotFound):
        FileStore(tmp_path / "files").read(key)


def test_a_key_says_its_type_or_nothing() -> None:
    assert [media_type_of(key) for key in (KEY, "a" * 40 + ".html", "x.webp")] == ["image/webp", None, None]


def test_the_same_picture_is_kept_once(context: Flask, tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    first = store_image(jpeg("teal"), store=store, now=NOW)
    again = store_image(jpeg("teal"), store=store, now=NOW)
    other = store_image(jpeg("red"), store=store, now=NOW)
    assert (first is again, first.key == other.key, first.width) == (True, False, 60)
