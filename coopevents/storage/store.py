"""Where the bytes of files are: a folder now, an object store when an office outgrows it."""

import re
from pathlib import Path

import fsspec
from fsspec.implementations.dirfs import DirFileSystem

from coopevents import config
from coopevents.refusals import NotFound

MEDIA_TYPES = {"webp": "image/webp"}
"""What is kept, by the end of the key."""

_KEY = re.compile(r"[a-z0-9]{40}\.[a-z0-9]{2,5}")


def media_type_of(key: str) -> str | None:
    """The media type a key stands for, or None when it is no key of ours."""
    return MEDIA_TYPES.get(key.rpartition(".")[2]) if _KEY.fullmatch(key) else None


def present_store() -> "FileStore":
    """The store of this installation's files."""
    return FileStore(config.in_force().data_dir / "files")


class FileStore:
    """Files by key below one folder; nothing outside it can be named."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._files = DirFileSystem(path=str(folder), fs=fsspec.filesystem("file", auto_mkdir=True))

    def write(self, key: str, data: bytes) -> None:
        """Keep these bytes under the key; a half-written file is never seen."""
        unfinished = f"{_path(key)}.unfinished"
        self._files.pipe_file(unfinished, data)
        self._files.mv(unfinished, _path(key))

    def read(self, key: str) -> bytes:
        """The bytes under a key.

        Raises NotFound.
        """
        if not _KEY.fullmatch(key):
            raise NotFound
        try:
            return bytes(self._files.cat_file(_path(key)))
        except FileNotFoundError:
            raise NotFound from None

    def erase(self, key: str) -> None:
        """Keep nothing under the key; nothing happens when there is nothing."""
        if _KEY.fullmatch(key) and self._files.exists(_path(key)):
            self._files.rm_file(_path(key))


def _path(key: str) -> str:
    return f"{key[:2]}/{key}"
