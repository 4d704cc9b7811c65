"""`manage.py restore`: bring a backup back, and erase again whom people had erased since."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.backup.problems import BackupProblem
from workspace.backup.restoring import restore


class Command(BaseCommand):
    help = (
        "Replace everything by a backup, all of it or nothing. Stop Daylight first, and put back "
        "the keyring, the signing key and the secret key. See docs/backup.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", type=Path, required=True, metavar="FILE", dest="file")
        parser.add_argument("--keys", type=Path, required=True, metavar="FILE")
        parser.add_argument("--ledger", type=Path, metavar="FILE", help="The ledger of erasures.")
        parser.add_argument(
            "--without-ledger", action="store_true", help="Whoever was erased since comes back."
        )
        parser.add_argument(
            "--force", action="store_true", help="Lose what is in the database now."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restore(
                file=options["file"], keys=options["keys"], force=options["force"],
                ledger_at=options["ledger"], without_ledger=options["without_ledger"],
            )  # fmt: skip
        except (BackupProblem, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{done.rows:,} rows and {done.files:,} files are back.")
        self.stdout.write(f"{done.erased_again:,} erasures of the ledger were applied again.")
        self.stdout.write(f"{done.without_key:,} vaults have no key: their people stay erased.")
        self.stdout.write(f"The record is whole: {done.entries:,} entries.")
        if done.set_aside:
            self.stdout.write(f"Checkpoints of what came after the backup: {done.set_aside}")
        self.stdout.write("Nobody is signed in. Work that was under way starts again.")
