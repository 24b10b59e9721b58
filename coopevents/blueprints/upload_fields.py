"""Fields that take a file: checked by what is in it, sealed when it comes in, and not asked for twice.

What was handed in stands on the page again, as a signed word, when the form comes back for something else.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.widgets import FileInput

from coopevents.blueprints.uploads import bytes_of
from coopevents.forms.fields import FieldType, Question
from coopevents.i18n import _
from coopevents.refusals import Refusal
from coopevents.signing import is_signature, signature
from coopevents.storage.handing_in import new_key
from coopevents.storage.uploads import Upload, read_photo, read_upload
from coopevents.text import one_line

PURPOSE = "handed in"
ACCEPTED = {
    FieldType.FILE: "application/pdf,image/jpeg,image/png,image/webp",
    FieldType.PHOTO: "image/jpeg,image/png,image/webp",
}


@dataclass(frozen=True)
class Fresh:
    """A file that came with this request, and the key it is to be kept under."""

    key: str
    upload: Upload


class UploadField(Field):
    """One file; ``data`` is what is kept of it (see :func:`coopevents.forms.composite.upload`), empty for none."""

    is_upload = True
    widget = FileInput()

    def __init__(self, label: Any = None, *, is_photo: bool = False, **kwargs: Any) -> None:
        self.is_photo = is_photo
        self.fresh: Fresh | None = None
        super().__init__(label, **kwargs)

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Remember what came with the form: what is kept of a file stands beside the field itself."""
        self._given = formdata
        super().process(formdata, *args, **kwargs)

    def _said(self, name: str) -> str:
        found = self._given.getlist(name) if self._given is not None else []
        return str(found[0]) if found else ""

    def process_data(self, value: Any) -> None:
        """What was kept before."""
        self.data = dict(value) if isinstance(value, Mapping) else {}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The file that came, else the one kept before unless it is to be removed."""
        is_removed, word = bool(self._said(f"{self.name}-remove")), self._said(f"{self.name}-kept")
        self.data = {} if is_removed else kept_of(word)
        given = next((each for each in valuelist if isinstance(each, FileStorage) and each.filename), None)
        if given is not None:
            try:
                upload = (read_photo if self.is_photo else read_upload)(bytes_of(given))
            except Refusal as refusal:
                raise ValueError(str(refusal)) from None
            self.fresh = Fresh(new_key(), upload)
            about = {"media_type": upload.media_type, "size": len(upload.data)}
            self.data = {"key": self.fresh.key, "name": one_line(given.filename)[-200:], **about}

    @property
    def kept(self) -> str:
        """The signed word by which the page hands on what is kept; empty for nothing."""
        return word_for(self.data) if self.data else ""

    @property
    def kilobytes(self) -> int:
        """The size of what is kept."""
        return max(1, round(int(self.data.get("size") or 0) / 1000))


def upload(question: Question, _language: str, **kwargs: Any) -> Any:
    """A file or a photo."""
    is_photo = question.type is FieldType.PHOTO
    if not kwargs.get("description"):
        photo, document = _("JPEG, PNG or WebP, at most 10 MB."), _("PDF, JPEG, PNG or WebP, at most 10 MB.")
        kwargs["description"] = photo if is_photo else document
    return UploadField(is_photo=is_photo, render_kw={"accept": ACCEPTED[question.type], "data-private": ""}, **kwargs)


def word_for(kept: Mapping[str, Any]) -> str:
    """A word that stands for a kept file; only this house can make one."""
    text = base64.urlsafe_b64encode(json.dumps(dict(kept), ensure_ascii=False).encode()).decode()
    return f"{text}.{signature(PURPOSE, text)}"


def kept_of(word: str | None) -> dict[str, Any]:
    """What a word stands for; nothing for a word nobody here made."""
    text, _dot, signed = (word or "").rpartition(".")
    if not text or not is_signature(signed, PURPOSE, text):
        return {}
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text))
    return found
