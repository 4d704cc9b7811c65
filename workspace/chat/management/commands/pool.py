"""`manage.py pool chat`: did this queue's pool do a task of late? Quick, for health checks."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from workspace.jobs import health, pulses


class Command(BaseCommand):
    help = "Exit 1 unless a worker's pool answered on this queue lately (or, for sweep, beat ran)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queue", choices=[*settings.QUEUES, pulses.SWEEP])

    def handle(self, *args: Any, queue: str, **options: Any) -> None:
        state = health.worker_state()
        alive = {found.name: found.alive for found in state.queues}
        well = alive.get(queue, state.sweeping)
        self.stdout.write(f"{queue}: {'alive' if well else 'no answer'}")
        if not well:
            sys.exit(1)
