"""Reading a backup through: once to be sure of it, and once to bring it back."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps

from . import keysfile
from .database import migrations
from .problems import BackupProblem, Damaged
from .records import Sort, read
from .rows import columns
from .sealed import Reader, head_of


class Backup:
    """A data file with its key. `check` it before anything else."""

    def __init__(self, path: Path, keys: keysfile.Keys) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                head = head_of(file)
        except OSError as error:
            raise BackupProblem(f"{path} cannot be read: {error.strerror}.") from error
        self.id = str(head.get("backup", ""))
        if self.id not in keys.files:
            raise BackupProblem(
                "The keys file does not know this backup. Take the newest keys file; if that is "
                "the one, the backup is older than backups are kept, and cannot be opened."
            )
        self._key = keys.files[self.id].key
        self.made = keys.files[self.id].made

    def records(self) -> Iterator[tuple[Sort, Any]]:
        with self.path.open("rb") as file:
            yield from read(Reader(file, self._key))

    def check(self) -> None:
        """Read it to its end, changing nothing. Raises BackupProblem."""
        rows: Counter[str] = Counter()
        files, table = 0, ""
        for sort, said in self.records():
            if sort == Sort.HEAD:
                _check_version(said["migrations"])
            elif sort == Sort.TABLE:
                table = _checked(said)
                rows[table] = 0
            elif sort == Sort.ROW:
                rows[table] += 1
            elif sort == Sort.FILE:
                files += 1
            elif sort == Sort.END and (said["rows"] != dict(rows) or said["files"] != files):
                raise Damaged


def _check_version(applied: list[str]) -> None:
    here = migrations()
    if applied != here:
        other = sorted(set(applied) ^ set(here))
        raise BackupProblem(
            "This backup was made by another version of Daylight. Install that version, run "
            f"manage.py migrate, and restore; then update. Different: {', '.join(other[:5])}."
        )


def _checked(said: dict[str, Any]) -> str:
    """Return the table's model if it is the one of this version."""
    label = str(said["model"])
    try:
        model = apps.get_model(label)
    except LookupError:
        model = None
    if model is None or columns(model) != said["columns"]:
        raise BackupProblem(
            f"This backup was made by another version of Daylight: {label} has other columns."
        )
    return label
