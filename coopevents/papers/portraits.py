"""Portraits and photographs as papers show them: cut to one shape and made small, so that many stay light."""

import base64
import io
import re

from PIL import Image, ImageOps, UnidentifiedImageError

from coopevents.storage.uploads import Upload

PIXELS = (240, 300)
LONGEST = 1000
"""Of a photograph: at eight centimetres, more than three hundred dots an inch."""
SHAPE = (4, 3)
"""Of photographs side by side."""


_DATA = re.compile("data:image/jpeg;base64,([A-Za-z0-9+/=]+)")


def portrait_drawing(photo: Upload | None) -> str:
    """The photograph as a drawing (SVG) that carries it, the upper middle of it; empty for none that can be read."""
    if photo is None:
        return ""
    try:
        with Image.open(io.BytesIO(photo.data)) as opened:
            cut = ImageOps.fit(opened.convert("RGB"), PIXELS, centering=(0.5, 0.3))
    except (UnidentifiedImageError, OSError):
        return ""
    return _drawing_of(cut)


def photograph_drawing(photo: Upload) -> str:
    """The photograph, cut to one shape, as a drawing (SVG) that carries it; empty when it cannot be read."""
    width, height = SHAPE
    try:
        with Image.open(io.BytesIO(photo.data)) as opened:
            cut = ImageOps.fit(_on_white(opened), (LONGEST, LONGEST * height // width), centering=(0.5, 0.4))
    except (UnidentifiedImageError, OSError):
        return ""
    return _drawing_of(cut)


def _on_white(opened: Image.Image) -> Image.Image:
    """A picture one can see through, as it looks on paper."""
    if opened.mode != "RGBA":
        return opened.convert("RGB")
    return Image.alpha_composite(Image.new("RGBA", opened.size, "white"), opened).convert("RGB")


def _drawing_of(cut: Image.Image) -> str:
    out = io.BytesIO()
    cut.save(out, "JPEG", quality=80)
    width, height = cut.size
    data = base64.b64encode(out.getvalue()).decode()
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>"
        f"<image width='{width}' height='{height}' href='data:image/jpeg;base64,{data}'/></svg>"
    )


def photograph_in(drawing: str) -> bytes:
    """The photograph (JPEG) a drawing made here carries, for what shows no drawings."""
    found = _DATA.search(drawing)
    return base64.b64decode(found[1]) if found is not None else b""
