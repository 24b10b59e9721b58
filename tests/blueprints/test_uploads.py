"""Uploads never lie in a temporary file, however large they are."""

from __future__ import annotations

import io
import tempfile
from typing import Any

import pytest
from flask import Flask, request

from coopevents.storage.images import LARGEST_BYTES

SCAN = b"E12345678" * (LARGEST_BYTES // 9)
HEAD = b'--limit\r\nContent-Disposition: form-data; name="scan"; filename="passport.pdf"\r\n\r\n'
BODY = HEAD + SCAN + b"\r\n--limit--\r\n"


def test_a_large_upload_stays_in_memory(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_named: Any) -> None:
        raise AssertionError("a temporary file was opened")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    of_parts = "multipart/form-data; boundary=limit"
    stream = io.BytesIO(BODY)
    with app.test_request_context(
        "/", method="POST", input_stream=stream, content_type=of_parts, content_length=len(BODY)
    ):
        assert isinstance(request.files["scan"].stream, io.BytesIO)
        assert request.files["scan"].read() == SCAN
