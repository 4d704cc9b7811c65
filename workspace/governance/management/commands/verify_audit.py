"""`manage.py verify_audit`: is the record of what happened whole? Exit status 1 if not."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DataError, transaction

from workspace.governance import audit, checkpoints, signing
from workspace.governance.inspecting import Inspection, entries
from workspace.governance.links import Head
from workspace.governance.portable import NotAnEntry, copied, entries_in
from workspace.governance.publickeys import BadKeys, read_public
from workspace.governance.statements import NotAStatement, Statement, line_of, marks
from workspace.governance.verifying import Fault, Walk

_SHOWN: Final = 50
_NO_KEY: Final = (
    "There is no public key at {}. Under Oversight, Integrity of the record, download the "
    "checkpoints and the public key, and name them with --checkpoints and --public-key."
)
_NEWER: Final = (
    "Some checkpoints are of later entries than this file holds. If they were downloaded after it "
    "was exported, that is why: export the record again and verify that."
)
_UNREADABLE: Final = (
    OSError, UnicodeDecodeError, NotAnEntry, NotAStatement, BadKeys, DataError, ValueError,
    TypeError, signing.SigningKeyUnusable,
)  # fmt: skip


class Command(BaseCommand):
    help = (
        "Verify the audit record against itself, its seal and every signed checkpoint. With "
        "--export, also write it to a file, with its checkpoints and public keys beside it; with "
        "--from-export, verify such a file and use no database."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--export", type=Path, metavar="FILE", help="Write the record here.")
        parser.add_argument("--from-export", type=Path, metavar="FILE", help="Verify this file.")
        parser.add_argument(
            "--checkpoints", type=Path, metavar="FILE", help="Checkpoints that you kept yourself."
        )
        parser.add_argument(
            "--public-key", type=Path, metavar="FILE", help="The keys to trust, in PEM form."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["export"] and options["from_export"]:
            raise CommandError("Give --export or --from-export, not both.")
        try:
            if options["from_export"]:
                walk = self._file(options["from_export"], options)
            else:
                walk = self._database(options["export"], options)
        except _UNREADABLE as error:
            raise CommandError(f"The record cannot be read: {error}") from error
        self.stdout.write(f"All {walk.count:,} entries are whole.")
        self.stdout.write(f"Signed checkpoints held against them: {walk.held:,}.")
        if walk.good < walk.seq:
            newer = walk.seq - walk.good
            self.stdout.write(f"No checkpoint speaks for the last {newer:,} of them yet.")

    def _database(self, export: Path | None, options: dict[str, Any]) -> Walk:
        if export:
            _note_export()
        inspection = Inspection(also=_own(options["checkpoints"]), keys=_keys(options))
        found = entries(inspection.head)
        if not export:
            self._report(inspection.over(found))
            return inspection.walk
        _write_beside(export, inspection.head)
        with export.open("w", encoding="utf-8") as file:
            self._report(inspection.over(copied(found, file)))
        self.stdout.write(f"Written to {export}, with what verifies it beside it.")
        return inspection.walk

    def _file(self, path: Path, options: dict[str, Any]) -> Walk:
        kept = options["checkpoints"] or _beside(path, ".checkpoints.jsonl")
        beside = _beside(path, ".public-key.pem")
        if not (options["public_key"] or beside.exists()):
            raise CommandError(_NO_KEY.format(beside))
        keys = _keys(options) or _keys({"public_key": beside})
        walk = Walk(marks(checkpoints.filed(kept), keys or {}))
        with path.open(encoding="utf-8") as lines:
            try:
                self._report(walk.over(entries_in(lines), None))
            except CommandError:
                if any(one.mark.seq > walk.seq for one in checkpoints.filed(kept)):
                    self.stdout.write(_NEWER)
                raise
        return walk

    def _report(self, faults: Iterator[Fault]) -> None:
        shown = 0
        for fault in islice(faults, _SHOWN):
            shown += 1
            self.stdout.write(fault.message)
        more = sum(1 for _ in faults)
        if shown:
            unseen = f", of which {more:,} are not shown" if more else ""
            raise CommandError(f"The record is not whole. Faults: {shown + more:,}{unseen}.")


def _note_export() -> None:
    """Record it first, and have it signed for, so that the file ends in a checkpoint."""
    with transaction.atomic():
        audit.record("audit.exported", by=None, on=("audit", "all"), how="command")
    checkpoints.make()


def _write_beside(export: Path, head: Head) -> None:
    with _beside(export, ".checkpoints.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(line_of(one) for one in checkpoints.kept() if one.mark.seq <= head.seq)
    _beside(export, ".public-key.pem").write_text(signing.public_key_pem(), "ascii")


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name.removesuffix(".jsonl") + ending)


def _own(path: Path | None) -> Iterator[Statement]:
    return checkpoints.filed(path) if path else iter(())


def _keys(options: dict[str, Any]) -> dict[str, bytes] | None:
    path: Path | None = options["public_key"]
    return read_public(path.read_text("ascii")) if path else None
