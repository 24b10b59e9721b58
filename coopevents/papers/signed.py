"""What certificates and letters share: the code by which strangers verify them, the letterhead, the signature."""

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image

from coopevents.i18n import _
from coopevents.papers.badges import code_drawing
from coopevents.papers.pieces import Piece, pieces, words
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class Verification:
    """What strangers verify a paper by: its number, its code, and the address that code leads to."""

    number: str
    code: str
    address: str


def localized_in(content: Mapping[str, Any], name: str) -> LocalizedText:
    """A text in several languages out of what was kept of a paper."""
    return LocalizedText(content.get(name) or {})


def grouped(code: str) -> str:
    """A code in groups of four, as somebody types it."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4)).upper()


def verified_by(verification: Verification, languages: Sequence[str]) -> dict[str, Any]:
    """The lines beside the code."""
    return {
        "number": verification.number,
        "code": grouped(verification.code),
        "address": verification.address,
        "place": verification.address.partition("://")[2].rpartition("/")[0],
        "drawing": code_drawing(verification.address, keeps_case=True),
        "verify": words(lambda: _("Verify this document at"), languages),
    }


def letterhead(office: Mapping[str, Any], languages: Sequence[str]) -> dict[str, list[Piece]]:
    """The office's name and address, and who signs."""
    names = ("name", "address", "signatory", "position")
    return {name: pieces(localized_in(office, name), languages) for name in names}


def signature_drawing(picture: Upload | None) -> str:
    """The picture of a signature as a drawing (SVG) that carries it; empty for none."""
    if picture is None:
        return ""
    width, height = Image.open(io.BytesIO(picture.data)).size
    data = base64.b64encode(picture.data).decode()
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>"
        f"<image width='{width}' height='{height}' href='data:{picture.media_type};base64,{data}'/></svg>"
    )
