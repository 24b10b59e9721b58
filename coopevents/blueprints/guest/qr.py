"""Codes that cameras read."""

import io

import segno
from markupsafe import Markup


def qr_svg(text: str) -> Markup:
    """A QR code of a text as part of a page: dark on white whatever the page's light, without style of its own."""
    out = io.BytesIO()
    segno.make(text, error="m", boost_error=False).save(
        out, kind="svg", xmldecl=False, svgns=True, border=2, light="#ffffff", dark="#000000", omitsize=True
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - made of squares by segno, nothing of the text is in it
