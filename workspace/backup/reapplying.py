"""Erasing again what was erased after the backup was made: the ledger says what."""

from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist

from workspace.governance import erasures, ledger, retention
from workspace.governance.models import Erasure
from workspace.privacy.models import Vault
from workspace.privacy.vaults import shred

from .problems import BackupProblem


class Ledger:
    """The certificates of a ledger, each of them genuine. Raises BackupProblem otherwise."""

    def __init__(self, path: Path) -> None:
        try:
            self.certificates = list(ledger.read(path))
        except (OSError, ledger.LedgerDamaged) as error:
            raise BackupProblem(f"The ledger of erasures cannot be read: {error}") from error
        for certificate in self.certificates:
            if not isinstance(certificate, dict) or not erasures.is_genuine(certificate):
                raise BackupProblem(
                    f"{path} holds a line that this installation did not sign. Put back its "
                    "signing key, or find the right ledger: what it says is erased for good."
                )
        self.vaults = {c["vault_id"] for c in self.certificates if c["vault_id"]}

    def apply(self) -> int:
        """Erase everything of it that is there again; return how many certificates were new."""
        known = {str(pk) for pk in Erasure.objects.values_list("pk", flat=True)}
        fresh = [c for c in self.certificates if c["id"] not in known]
        for certificate in fresh:
            _erase_again(certificate["object_type"], certificate["object_id"])
            _shred_again(certificate["vault_id"])
        Erasure.objects.bulk_create(erasures.row(c) for c in fresh)
        return len(fresh)


class NoLedger(Ledger):
    """For a restore that was told to do without one."""

    def __init__(self) -> None:
        self.certificates, self.vaults = [], set()


def _erase_again(object_type: str, object_id: str) -> None:
    kinds = retention.kinds_of(object_type)
    if not kinds:
        raise BackupProblem(f"The ledger names a kind that Daylight does not know: {object_type}.")
    kinds[0].again(object_id)


def _shred_again(vault_id: str) -> None:
    try:
        if vault_id:
            shred(Vault.objects.get(pk=vault_id))
    except ObjectDoesNotExist:
        return
