"""The folder that holds all an installation writes: private, and in use by one start at a time."""

import fcntl
import json
import os
from pathlib import Path
from typing import IO, Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
_LARGEST_LOG: Final = 10 * 2**20


class InUse(Exception):
    """Another start of Daylight holds this folder. `address` is where it answers, if known."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class Folder:
    """`var/`, readable by this user alone. Whoever opens it holds it until the process ends."""

    def __init__(self, path: Path) -> None:
        os.umask(0o077)  # what children write is private too
        self.path = path.resolve()
        for part in (self.path, self.path / "log", self.path / "run"):
            part.mkdir(parents=True, exist_ok=True)
            part.chmod(0o700)
        self._state = self.path / "run" / "state.json"
        self._lock = (self.path / "run" / "lock").open("w")
        try:
            # The system lets go of the lock when this process ends, even by kill -9.
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise InUse(str(self.state().get("address", ""))) from None

    def state(self) -> dict[str, Any]:
        """Return what the last start wrote down: its address and its processes."""
        try:
            kept = json.loads(self._state.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def remember(self, state: dict[str, Any]) -> None:
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(state), "utf-8")
        fresh.replace(self._state)

    def log(self, name: str) -> IO[bytes]:
        """Open a log to append to; one that has grown large is put aside first."""
        path = self.log_path(name)
        if path.exists() and path.stat().st_size > _LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab")

    def log_path(self, name: str) -> Path:
        return self.path / "log" / f"{name}.log"

    def release(self) -> None:
        self._lock.close()
