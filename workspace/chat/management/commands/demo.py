"""`manage.py demo`: a fictional council with two fictional families, ready to be tried."""

from typing import Any

from django.core.management.base import BaseCommand

from workspace.chat.demo import catalogue
from workspace.chat.demo.loading import PASSWORD, load


class Command(BaseCommand):
    help = "Load the fictional council, its people, two families and the prompt library."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in load():
            self.stdout.write(line)
        self.stdout.write("\nSign in as (password for everybody: " + PASSWORD + ")")
        for person in catalogue.PEOPLE:
            self.stdout.write(f"  {person.role:<14} {person.email:<34} {person.name}")
