"""`manage.py reseal_audit`: go on with a record whose end was not sealed, and say so in it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workspace.governance import audit, heads, signing


class Command(BaseCommand):
    help = (
        "After the signing key was lost, or the record was tampered with and somebody has looked "
        "into it: seal the end of the record as it stands. This hides nothing: verify_audit goes "
        "on saying what is wrong, and the record says that it was sealed anew."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        key = Path(settings.SIGNING_KEY)
        if not key.exists():
            signing.make(key)
        with transaction.atomic():
            if heads.end()[1]:
                raise CommandError("The end of the record is sealed. There is nothing to do.")
            head = heads.accept()
            audit.record("audit.resealed", by=None, on=("audit", "all"), seq=head.seq)
        self.stdout.write(f"Sealed anew at entry {head.seq}. Run verify_audit and keep its answer.")
