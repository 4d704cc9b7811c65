"""The cache of an installation without Redis: files, with an `add` that only one process wins.

Limits on guessing are counted here under locks made with `add`. Django's own looks first and
writes afterwards, so that two processes could both believe they were first.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class SharedFiles(FileBasedCache):
    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        with self._alone():
            return bool(super().add(key, value, timeout, version))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / "lock").open("w") as file:  # type: ignore[attr-defined]
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
