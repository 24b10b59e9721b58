"""Files people hand in, checked by what is in them: documents and pictures, never programs. Pure."""

from dataclasses import dataclass

import filetype

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.storage.images import LARGEST_BYTES, read_picture

DOCUMENTS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
"""The types taken, with the end of a name each is given back under."""


class FileIsTooLarge(Refusal):
    """A file has at most 10 MB."""

    status = 413
    sentence = _l("This file is larger than 10 MB. Save it smaller and try again.")


class FileIsUnreadable(Refusal):
    """Only whole PDF, JPEG, PNG and WebP files are taken."""

    sentence = _l("This is no file we can read. Use PDF, JPEG, PNG or WebP.")


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: its bytes and what they are."""

    data: bytes
    media_type: str


def read_upload(data: bytes) -> Upload:
    """A document or scan as it was handed in, byte for byte; its type is what its beginning says, not its name.

    Raises FileIsTooLarge or FileIsUnreadable.
    """
    if len(data) > LARGEST_BYTES:
        raise FileIsTooLarge
    kind = filetype.guess(data)
    if kind is None or kind.mime not in DOCUMENTS:
        raise FileIsUnreadable
    return Upload(data, kind.mime)


def read_photo(data: bytes) -> Upload:
    """A portrait, made anew from its pixels, at most 1600 pixels long and without any metadata.

    Raises a Refusal from :mod:`coopevents.storage.images`.
    """
    picture = read_picture(data)
    return Upload(picture.data, picture.media_type)
