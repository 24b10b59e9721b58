"""Pictures as they come in: checked, opened, made small and stripped of everything that is not the picture; pure."""

import io
import warnings
from dataclasses import dataclass

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from coopevents.i18n import _l
from coopevents.refusals import Refusal

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 1600
ACCEPTED = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
"""The types taken, with the name of the one decoder that is allowed to open each."""

LARGEST_PIXELS = {"JPEG": 50_000_000, "progressive JPEG": 13_000_000, "PNG": 9_000_000, "WEBP": 6_000_000}
"""How many pixels each decoder can open within 100 MB of memory: a plain JPEG is made small while it is decoded."""


class PictureIsTooLarge(Refusal):
    """A picture has at most 10 MB."""

    status = 413
    sentence = _l("This picture is larger than 10 MB. Save it smaller and try again.")


class PictureHasTooManyPixels(Refusal):
    """A picture has no more pixels than can be opened within 100 MB of memory."""

    sentence = _l("This picture has too many pixels. Save it at most 3000 pixels wide and try again.")


class PictureIsUnreadable(Refusal):
    """Only whole JPEG, PNG and WebP files are pictures here."""

    sentence = _l("This file is not a picture we can read. Use JPEG, PNG or WebP.")


@dataclass(frozen=True)
class Picture:
    """A picture made anew from its pixels alone."""

    data: bytes
    media_type: str
    extension: str
    width: int
    height: int


def read_picture(data: bytes) -> Picture:
    """The picture in ``data``, at most 1600 pixels long, upright, as WebP without any metadata.

    The size in pixels is read from the head before anything is decoded, so a bomb costs nothing.
    Raises PictureIsTooLarge, PictureHasTooManyPixels or PictureIsUnreadable.
    """
    if len(data) > LARGEST_BYTES:
        raise PictureIsTooLarge(field="cover")
    kind = filetype.guess(data)
    decoder = ACCEPTED.get(kind.mime) if kind is not None else None
    if decoder is None:
        raise PictureIsUnreadable(field="cover")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _made_anew(data, decoder)
    except Image.DecompressionBombError:
        raise PictureHasTooManyPixels(field="cover") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise PictureIsUnreadable(field="cover") from None


def small_copy(picture: Picture, side: int) -> Picture:
    """A copy of a picture that was made anew, at most so many pixels long."""
    with Image.open(io.BytesIO(picture.data), formats=["WEBP"]) as opened:
        opened.thumbnail((side, side))
        return _written(opened.convert("RGBA" if opened.mode == "RGBA" else "RGB"))


def _made_anew(data: bytes, decoder: str) -> Picture:
    with Image.open(io.BytesIO(data), formats=[decoder]) as opened:
        width, height = opened.size
        coding = "progressive JPEG" if decoder == "JPEG" and "progressive" in opened.info else decoder
        if width * height > LARGEST_PIXELS[coding]:
            raise PictureHasTooManyPixels(field="cover")
        if decoder == "JPEG":
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        ImageOps.exif_transpose(opened, in_place=True)
        mode = "RGBA" if opened.mode in {"RGBA", "LA", "PA"} or "transparency" in opened.info else "RGB"
        plain = opened.convert(mode)
    return _written(plain)


def _written(plain: Image.Image) -> Picture:
    plain.info.clear()
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=82, method=4)
    return Picture(out.getvalue(), "image/webp", "webp", plain.width, plain.height)
