"""Files beside the database: every upload that waits to be read, encrypted as it lies there."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from .problems import Damaged
from .records import Sort, put
from .sealed import Writer

_AT_ONCE = 2**20
_STAGED, _ASIDE = ".media-restored", ".media-before"


def media() -> Path:
    return Path(settings.MEDIA_ROOT)


def listed() -> Iterator[str]:
    for folder, _, names in os.walk(media()):
        for name in names:
            yield str((Path(folder) / name).relative_to(media()))


def save(writer: Writer, name: str) -> bool:
    """Write one file; False if it was read and deleted meanwhile."""
    try:
        file = (media() / name).open("rb")
    except FileNotFoundError:
        return False
    with file:
        put(writer, Sort.FILE, {"path": name})
        while data := file.read(_AT_ONCE):
            put(writer, Sort.BYTES, data)
    return True


class Staging:
    """Files on their way back, in a folder beside the real one until they are all there."""

    def __init__(self) -> None:
        self.folder, self.aside = media().with_name(_STAGED), media().with_name(_ASIDE)
        shutil.rmtree(self.folder, ignore_errors=True)  # of a restore that was killed
        self.folder.mkdir(parents=True, mode=0o700)
        self._open: BinaryIO | None = None
        self.count = 0

    def begin(self, said: dict[str, Any]) -> None:
        self.end()
        path = (self.folder / str(said["path"])).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise Damaged
        path.parent.mkdir(parents=True, exist_ok=True)
        self._open = path.open("wb")
        self.count += 1

    def add(self, data: bytes) -> None:
        if self._open is None:
            raise Damaged
        self._open.write(data)

    def end(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def put_in_place(self) -> None:
        shutil.rmtree(self.aside, ignore_errors=True)
        if media().exists():
            media().rename(self.aside)
        self.folder.rename(media())

    def take_back(self) -> None:
        self.end()
        if not self.folder.exists() and media().exists():
            shutil.rmtree(media())
        if self.aside.exists() and not media().exists():
            self.aside.rename(media())
        shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self) -> None:
        shutil.rmtree(self.aside, ignore_errors=True)
