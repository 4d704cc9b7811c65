"""`manage.py verify_certificate FILE|ID`: was this certificate of erasure signed here?"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.governance import erasures
from workspace.governance.models import Erasure


class Command(BaseCommand):
    help = "Verify a certificate of erasure: a file that was downloaded, or its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("certificate", metavar="FILE|ID")

    def handle(self, *args: Any, **options: Any) -> None:
        said = _read(options["certificate"])
        if not erasures.is_genuine(said):
            raise CommandError("This certificate was changed, or was not signed here.")
        destroyed = said["vault_id"] or "none"
        self.stdout.write(f"Genuine: {said['object_type']} {said['object_id']}")
        self.stdout.write(f"Erased {said['at']} ({said['reason']}) by {said['by_id']}")
        self.stdout.write(f"Vault whose key was destroyed: {destroyed}")


def _read(named: str) -> erasures.Certificate:
    if Path(named).is_file():
        try:
            said = json.loads(Path(named).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError("This file is not a certificate.") from error
        return dict(said) if isinstance(said, dict) else {}
    try:
        return erasures.certificate(Erasure.objects.get(pk=UUID(named)))
    except (ValueError, Erasure.DoesNotExist) as error:
        raise CommandError("There is no such file, and no certificate with this id.") from error
