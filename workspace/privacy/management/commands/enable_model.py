"""`manage.py enable_model`: find names with other models, or say why not."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.privacy import choosing, chosen
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed


class Command(BaseCommand):
    help = (
        "Enable the models in a folder, once `fairness --save` has measured them. Where a group is "
        "found less often than by the models in use, or than the floor, it takes a reason, which "
        "is recorded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--models", type=Path, help="Their folder; else what comes along.")
        parser.add_argument("--reason", default="", help="Why, where it takes one. No names.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["models"] or chosen.shipped()
        run = choosing.latest(chosen.fingerprint(folder))
        if run is None:
            raise CommandError(f"Measure them first: manage.py fairness --save --models {folder}")
        try:
            choice = choosing.enable(run=run, by=None, reason=options["reason"])
        except (choosing.CannotEnable, DetectionFailed, MaskingFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Enabled: {run.english} and {run.families}.")
        for said in (*choice.fell, *choice.below):
            self.stdout.write(f"  {said}")
