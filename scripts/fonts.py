"""Lay out the fonts that papers are set in: from the npm packages, as locked, into coopevents/documents/fonts.

Noto Sans in the weights that are used, Chinese in two, other scripts in one; each with its licence. Standard library
only, as everything that runs before the packages are there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

REGULAR, STRONG = "400Regular", "600SemiBold"
PACKAGES = {
    "noto-sans": (REGULAR, STRONG),
    "noto-sans-sc": (REGULAR, STRONG),
    "noto-sans-kr": (REGULAR,),
    "noto-sans-arabic": (REGULAR,),
    "noto-sans-bengali": (REGULAR,),
    "noto-sans-ethiopic": (REGULAR,),
    "noto-sans-hebrew": (REGULAR,),
    "noto-sans-khmer": (REGULAR,),
    "noto-sans-lao": (REGULAR,),
    "noto-sans-myanmar": (REGULAR,),
    "noto-sans-tamil": (REGULAR,),
    "noto-sans-thai": (REGULAR,),
    "noto-emoji": (REGULAR,),
}
"""Which weights are taken from which package; Noto Sans itself holds Latin, Greek, Cyrillic and Devanagari."""


def lay_out(root: Path) -> bool:
    """Copy what is not there yet and remove what is no longer wanted; say whether anything had to be done."""
    target = root / "coopevents" / "documents" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    wanted = {target / name: source for name, source in _sources(root / "frontend" / "node_modules")}
    stale = [path for path in target.iterdir() if path not in wanted]
    missing = [path for path, source in wanted.items() if not _is_copied(path, source)]
    for path in stale:
        path.unlink()
    for path in missing:
        partial = path.with_suffix(".partial")
        shutil.copyfile(wanted[path], partial)
        partial.replace(path)
    return bool(stale or missing)


def _sources(packages: Path) -> list[tuple[str, Path]]:
    """The name each file gets, and where it comes from."""
    found = []
    for package, weights in PACKAGES.items():
        folder = packages / "@expo-google-fonts" / package
        found.append((f"{package}.licence.txt", folder / "LICENSE_FONT"))
        for weight in weights:
            (font,) = (folder / weight).glob("*.ttf")
            found.append((font.name, font))
    return found


def _is_copied(path: Path, source: Path) -> bool:
    return path.is_file() and path.stat().st_size == source.stat().st_size
