"""Bringing a backup back: all of it or nothing, and never anybody who was erased.

The file is read through before the database is touched. Then, in one transaction: the rows, the
keys of the vaults that still have one, once more every erasure of the ledger, and the record of
it all, verified from end to end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from workspace.governance import audit, checkpoints, heads, ledger, signing
from workspace.governance.inspecting import entries
from workspace.governance.statements import marks
from workspace.governance.verifying import Walk
from workspace.jobs.models import Job, State
from workspace.privacy.models import Vault

from . import database, keysfile, rows
from .files import Staging
from .problems import BackupProblem
from .reading import Backup
from .reapplying import Ledger, NoLedger
from .records import Sort

_AT_ONCE: Final = 100
_OF_A_VAULT: Final = ("privacy.alias", "privacy.keptterm")


@dataclass
class Restored:
    rows: int = 0
    files: int = 0
    erased_again: int = 0
    without_key: int = 0
    """Vaults that stay closed: their people were erased."""
    entries: int = 0
    """How long the verified record is."""
    set_aside: Path | None = None
    tables: dict[str, int] = field(default_factory=dict)


def restore(
    *, file: Path, keys: Path, force: bool, ledger_at: Path | None, without_ledger: bool = False
) -> Restored:
    """Replace everything by what the backup holds. Raises BackupProblem; then nothing changed."""
    if not Path(settings.SIGNING_KEY).exists():
        raise BackupProblem(
            f"There is no signing key at {settings.SIGNING_KEY}. Put it back from its own copy "
            "first: without it nobody can tell whether the record is whole."
        )
    known = keysfile.read(keys)
    backup, erased = Backup(file, known), _ledger(ledger_at, without_ledger)
    backup.check()
    if not (force or database.is_empty()):
        raise BackupProblem(
            "This database is not empty. Restore into a new one, or say --force to lose what is "
            "in it."
        )
    done = _bring_back(backup, known, erased)
    if done.erased_again or force:
        database.wipe()
    done.set_aside = checkpoints.set_aside(timezone.now())
    checkpoints.make()
    return done


def _ledger(path: Path | None, without: bool) -> Ledger:
    if without:
        return NoLedger()
    path = path or ledger.path()
    if not path.exists():
        raise BackupProblem(
            f"There is no ledger of erasures at {path}. Without it, whoever was erased since the "
            "backup comes back. Name it with --ledger; if nothing was ever erased, or it is lost, "
            "say --without-ledger."
        )
    return Ledger(path)


def _bring_back(backup: Backup, known: keysfile.Keys, erased: Ledger) -> Restored:
    done = Restored()
    with _staging() as staging:
        try:
            with transaction.atomic():
                database.clear()
                _load(backup, _Keys(known, erased), staging, done)
                _settle()
                done.erased_again = erased.apply()
                rows.reset_sequences()
                connection.check_constraints()
                done.entries = _verified()
                audit.record(
                    "backup.restored", by=None, on=("backup", backup.id), rows=done.rows,
                    erased_again=done.erased_again, with_ledger=not isinstance(erased, NoLedger),
                )  # fmt: skip
                staging.put_in_place()
        except IntegrityError as error:
            raise BackupProblem(
                "The backup's rows do not fit together. Nothing changed."
            ) from error
        done.without_key = Vault.objects.filter(wrapped_key=None).count()
    return done


@contextmanager
def _staging() -> Iterator[Staging]:
    staging = Staging()
    try:
        yield staging
    except BaseException:
        staging.take_back()
        raise
    staging.finish()


class _Keys:
    """Which vaults may still be opened, and with what."""

    def __init__(self, known: keysfile.Keys, erased: Ledger) -> None:
        self._known, self._erased = known.vaults, erased.vaults

    def given_to(self, row: Model) -> bool:
        """Put a vault's key back, if it has one; say whether to keep the row at all."""
        label = row._meta.label_lower
        if label in _OF_A_VAULT:
            return self._of(str(row.vault_id)) is not None  # type: ignore[attr-defined]
        if isinstance(row, Vault):
            key = self._of(str(row.pk))
            if key is None:
                row.wrapped_key, row.shredded_at = None, row.shredded_at or timezone.now()
            else:
                row.key_id, row.wrapped_key = key
        return True

    def _of(self, vault_id: str) -> tuple[str, bytes] | None:
        return None if vault_id in self._erased else self._known.get(vault_id)


def _load(backup: Backup, keys: _Keys, staging: Staging, done: Restored) -> None:
    model: Any = None
    waiting: list[Model] = []
    for sort, said in backup.records():
        if waiting and (sort != Sort.ROW or len(waiting) >= _AT_ONCE):
            rows.insert(model, waiting)
            waiting = []
        if sort == Sort.TABLE:
            model = apps.get_model(said["model"])
        elif sort == Sort.ROW:
            row = rows.made(model, said)
            waiting += [row] if keys.given_to(row) else []
            done.rows += 1
        else:
            _file(staging, sort, said)
    done.files = staging.count


def _file(staging: Staging, sort: Sort, said: Any) -> None:
    act: dict[Sort, Callable[[Any], None]] = {
        Sort.FILE: staging.begin,
        Sort.BYTES: staging.add,
        Sort.END: lambda _: staging.end(),
    }
    if sort in act:
        act[sort](said)


def _settle() -> None:
    """Have work that was waiting or under way start again: no worker has it any more."""
    Job.objects.filter(state__in=(State.QUEUED, State.RUNNING)).update(
        state=State.QUEUED, lease_until=None, heartbeat_at=None, run_after=None, sent_at=None,
        sends=0,
    )  # fmt: skip


def _verified() -> int:
    """Walk the restored record from end to end and return its length. Raises BackupProblem."""
    head, sealed = heads.end()
    walk = Walk(marks(checkpoints.kept(), signing.public_keys()))
    fault = next(iter(walk.over(entries(head), head)), None)
    if fault is None and sealed:
        return walk.count
    said = fault.message if fault else "its end is not sealed by this installation’s signing key."
    raise BackupProblem(f"The record in the backup is not whole: {said} Nothing was changed.")
