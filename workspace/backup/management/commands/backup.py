"""`manage.py backup`: the data into one folder, the keys to it into another."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.backup.problems import BackupProblem
from workspace.backup.saving import save


class Command(BaseCommand):
    help = (
        "Back everything up, people's names encrypted and the rest too. The keys file in --keys "
        "is replaced: keep no older one. The keyring and the signing key are in neither; keep "
        "copies of them in a third place. Work may go on meanwhile. See docs/backup.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="For the data.")
        parser.add_argument(
            "--keys", type=Path, required=True, metavar="OTHERDIR", help="For the keys; elsewhere."
        )
        parser.add_argument(
            "--keep-days",
            type=int,
            default=90,
            help="Backups older than this are deleted and can never be opened again (90).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = save(to=options["to"], keys=options["keys"], keep_days=options["keep_days"])
        except (BackupProblem, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Data: {made.path} ({made.rows:,} rows, {made.files:,} files)")
        self.stdout.write(f"Keys: {made.keys} ({made.vaults:,} vaults)")
        if made.forgotten:
            self.stdout.write(f"{len(made.forgotten)} older backups cannot be opened any more.")
