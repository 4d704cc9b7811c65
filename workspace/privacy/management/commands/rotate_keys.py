"""`manage.py rotate_keys`: a new organisation key, and every vault wrapped with it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.governance import audit
from workspace.privacy.keyring import KeyUnusable, add_key, keyring
from workspace.privacy.rotation import rewrap_all, waiting


class Command(BaseCommand):
    help = (
        "Make a new organisation key and wrap every vault's key with it. Safe to interrupt: run it "
        "again and it goes on where it stopped, without making another key."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rewrap-only", action="store_true", help="Make no new key; use the current one."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            unfinished = waiting().exists()
            if not (options["rewrap_only"] or unfinished):
                key_id = add_key(Path(settings.KEYRING))
                audit.record("key.added", by=None, on=("keyring", key_id))
                self.stdout.write(f"Made organisation key {key_id}. Back the keyring up now.")
            count = sum(1 for _ in rewrap_all())
        except KeyUnusable as error:
            raise CommandError(str(error)) from error
        if count:
            audit.record("key.rotated", by=None, on=("keyring", keyring().current), vaults=count)
        self.stdout.write(f"{count} vaults rewrapped; {waiting().count()} left.")
