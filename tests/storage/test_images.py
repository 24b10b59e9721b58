"""Pictures: made anew, small, without metadata; bombs and other files refused quickly."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zlib

import pytest
from PIL import Image

from coopevents.storage.images import (
    LARGEST_BYTES,
    PictureHasTooManyPixels,
    PictureIsTooLarge,
    PictureIsUnreadable,
    read_picture,
)


def picture(kind: str = "JPEG", size: tuple[int, int] = (3000, 2000), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **more)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few hundred bytes that would unpack to width × height pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_a_picture_becomes_a_small_webp(kind: str, mode: str) -> None:
    made = read_picture(picture(kind, mode=mode))
    assert (made.media_type, made.width, made.height) == ("image/webp", 1600, 1067)
    with Image.open(io.BytesIO(made.data)) as opened:
        assert opened.format == "WEBP"


def test_nothing_but_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x8825] = {1: "N", 2: (31.0, 12.0, 0.0)}
    made = read_picture(picture(exif=exif.tobytes(), comment=b"secret"))
    with Image.open(io.BytesIO(made.data)) as opened:
        assert (dict(opened.getexif()), "comment" in opened.info) == ({}, False)
    assert b"taken at home" not in made.data


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = read_picture(picture(size=(400, 200), exif=exif.tobytes()))
    assert (made.width, made.height) == (200, 400)


@pytest.mark.parametrize("size", [(4_000, 4_000), (20_000, 20_000), (100_000, 100_000), (2_000_000_000, 2)])
def test_a_pixel_bomb_costs_nothing(size: tuple[int, int]) -> None:
    begun = time.perf_counter()
    with pytest.raises((PictureHasTooManyPixels, PictureIsUnreadable)):
        read_picture(png_that_claims(*size))
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 100,
        b"PK\x03\x04" + b"\0" * 100,
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        picture()[:-2000],
    ],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureIsUnreadable):
        read_picture(data)


def test_more_than_ten_megabytes_are_refused() -> None:
    with pytest.raises(PictureIsTooLarge):
        read_picture(b"\xff\xd8\xff" + b"\0" * LARGEST_BYTES)


MEASURE = """
import io, resource, sys
from PIL import Image
from coopevents.storage.images import read_picture
data = sys.stdin.buffer.read()
Image.init()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read_picture(data)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    ("kind", "size", "mode", "more"),
    [
        ("JPEG", (7000, 7000), "RGB", {}),
        ("JPEG", (3600, 3600), "RGB", {"progressive": True, "subsampling": 0}),
        ("PNG", (3000, 3000), "RGBA", {}),
        ("WEBP", (3000, 2000), "RGB", {"method": 0}),
    ],
)
def test_the_largest_pictures_taken_need_little_memory(kind: str, size: tuple[int, int], mode: str, more: dict) -> None:
    data = picture(kind, size, mode, **more)
    measured = subprocess.run([sys.executable, "-c", MEASURE], input=data, capture_output=True, check=True)
    assert int(measured.stdout) <= 100
