"""Documents that are kept as they were handed in: what papers between institutions come as. Pure."""

from pathlib import PurePosixPath

import filetype

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.storage.images import LARGEST_BYTES
from coopevents.storage.uploads import DOCUMENTS, FileIsTooLarge, Upload

OFFICE = "application/vnd.openxmlformats-officedocument."
ENDINGS = {
    **DOCUMENTS,
    f"{OFFICE}wordprocessingml.document": "docx",
    f"{OFFICE}spreadsheetml.sheet": "xlsx",
    f"{OFFICE}presentationml.presentation": "pptx",
}
"""The types taken, with the end of a name each is given back under."""


class FileIsNoPaper(Refusal):
    """Only whole PDF, Word, Excel, PowerPoint, JPEG, PNG and WebP files are taken."""

    status = 422
    sentence = _l("This is no file we can read. Use PDF, Word, Excel, PowerPoint, JPEG, PNG or WebP.")


def read_document(data: bytes) -> Upload:
    """A document as it was handed in, byte for byte; its type is what its content says, not its name.

    Raises FileIsTooLarge or FileIsNoPaper, for the field ``file``.
    """
    if len(data) > LARGEST_BYTES:
        raise FileIsTooLarge(field="file")
    kind = filetype.guess(data)
    if kind is None or kind.mime not in ENDINGS:
        raise FileIsNoPaper(field="file")
    return Upload(data, kind.mime)


def name_of(name: str, media_type: str) -> str:
    """The name a document is given back under: its own, with the end its content asks for."""
    ending = ENDINGS.get(media_type, "bin")
    stem = PurePosixPath(name.replace("\\", "/")).name
    is_named = stem.lower().endswith((f".{ending}", ".jpeg") if ending == "jpg" else f".{ending}")
    return stem if is_named else f"{stem}.{ending}"
