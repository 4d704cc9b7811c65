"""`manage.py words`: the glossary and the phrasebook as they come with Daylight."""

from typing import Any

from django.core.management.base import BaseCommand

from workspace.translation.actions.glossary import put_in_glossary
from workspace.translation.actions.phrasebook import load_phrasebook


class Command(BaseCommand):
    help = (
        "Put the starting glossary into an empty one, and bring the phrasebook up to date: what "
        "somebody has changed or approved here stays as it is. Safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if terms := put_in_glossary(by=None):
            self.stdout.write(f"{terms} terms in the glossary")
        load_phrasebook(by=None)
