"""Reading PDFs as a stranger does: their text page by page, without the line ends of the layout."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from pathlib import Path

from pypdf import PdfReader

from tests.provisioning import ensure

UNSEEN = dict.fromkeys(map(ord, "\u200b\u2066\u2067\u2068\u2069\u202a\u202b\u202c"))


def reader(pdf: bytes) -> PdfReader:
    """The file as pypdf reads it."""
    return PdfReader(io.BytesIO(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of every page, as poppler reads it, without any white space."""
    ensure("poppler-utils")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    return [bare(page) for page in pages][: len(reader(pdf).pages)]


def text_of(pdf: bytes) -> str:
    """The text of the whole file, without any white space."""
    return "".join(pages_of(pdf))


def bare(text: str) -> str:
    """A text without white space, marks of direction and places to break, to look for."""
    return "".join(unicodedata.normalize("NFKC", text).translate(UNSEEN).split())


def picture_of(pdf: bytes, page: int, folder: Path) -> Path:
    """A page as a picture of 100 dots an inch."""
    ensure("poppler-utils")
    command = ["pdftoppm", "-r", "100", "-f", str(page), "-l", str(page), "-png", "-singlefile", "-", str(folder / "p")]
    subprocess.run(command, input=pdf, check=True, capture_output=True)
    return folder / "p.png"
