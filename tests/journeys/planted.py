"""Markers planted in every sensitive answer, and the search for them in everything that is left on a machine."""

from __future__ import annotations

import base64
import io
import os
import re
import secrets
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from coopevents import sealing
from coopevents.forms.fields import FieldType, Question
from tests.sensitive import question

SEALED = re.compile(rb"s1\.[0-9a-f]{8}\.gAAAA[A-Za-z0-9_\-=]{40,}")


class Markers:
    """Words that occur nowhere else: one for each sensitive answer, and one in clear, which must be found."""

    def __init__(self) -> None:
        mark = secrets.token_hex(6)
        self.plain = f"PLAIN{mark}"
        self.by_key = {
            "passport": f"PASSPORT{mark}",
            "passport_number": f"PASSNUMBER{mark}",
            "health": f"HEALTH{mark}",
            "next_of_kin": f"KIN{mark}",
            "doctor": f"doctor{mark}@example.org",
            "phone": f"{300_000_000 + int(mark[:7], 16)}",
            "flight": f"FLIGHT{mark}",
            "born_on": "1907-02-28",
            "scan": f"SCAN{mark}",
            "scan_name": f"NAME{mark}.pdf",
        }

    @property
    def scan(self) -> bytes:
        """A document with its marker in it."""
        return b"%PDF-1.7\n" + self.by_key["scan"].encode() + b"\n%%EOF"

    def questions(self) -> tuple[Question, ...]:
        """One question of every kind in which something sensitive can be written."""
        kinds = {
            "passport": FieldType.SHORT_TEXT, "passport_number": FieldType.SHORT_TEXT,
            "health": FieldType.LONG_TEXT, "next_of_kin": FieldType.PERSON_NAME,
            "doctor": FieldType.EMAIL, "phone": FieldType.PHONE, "flight": FieldType.TRAVEL,
            "born_on": FieldType.DATE, "scan": FieldType.FILE,
        }  # fmt: skip
        asked = (question(key, key, kind=kind, is_sensitive=True) for key, kind in kinds.items())
        return (question("badge", "Badge"), *asked)

    def typed(self) -> dict[str, str]:
        """What is typed into the form, the file apart."""
        single = {
            f"answer_{key}": self.by_key[key] for key in ("passport", "passport_number", "health", "doctor", "born_on")
        }
        kin, flight = self.by_key["next_of_kin"], self.by_key["flight"]
        parts = {"answer_next_of_kin-family_": kin, "answer_flight-number_": flight}
        phone, badge = f"+4989{self.by_key['phone']}", self.plain
        return {**single, **parts, "answer_phone": phone, "answer_badge": badge, "answer_papers_consent": "y"}

    def in_clear(self, data: bytes) -> set[str]:
        """The markers that can be read in these bytes, also where they stand as base64 or in a zip."""
        found = {word for word in [*self.by_key.values(), self.plain] if any(each in data for each in _forms_of(word))}
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found |= {word for name in archive.namelist() for word in self.in_clear(archive.read(name))}
        return found

    def sealed(self, data: bytes) -> set[str]:
        """The markers in everything in these bytes that our keys open."""
        found: set[str] = set()
        for token in set(SEALED.findall(data)):
            try:
                found |= self.in_clear(sealing.unseal_bytes(token))
            except sealing.Unopenable:
                continue
        return found


def _forms_of(word: str) -> set[bytes]:
    """The word as it may stand in a file: in UTF-8, in UTF-16, and within base64 at each of the three places."""
    plain = word.encode()
    within = (base64.b64encode(b"x" * shift + plain)[4 if shift else 0 : -4] for shift in range(3))
    return {plain, word.encode("utf-16-le"), *within}


def files_in(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below these folders with its bytes."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_socket():
                yield path, path.read_bytes()


class Removed:
    """Keeps what temporary files held when they are removed, from the moment it is made until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.contents, self._is_open = folder, list[bytes](), True
        sys.addaudithook(self._hear)

    def close(self) -> None:
        """Listen no more; the hook itself cannot be taken away."""
        self._is_open = False

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_open or event != "os.remove":
            return
        path = Path(os.fsdecode(arguments[0]))  # type: ignore[arg-type]
        if self.folder in path.parents and path.is_file():
            self.contents.append(path.read_bytes())
