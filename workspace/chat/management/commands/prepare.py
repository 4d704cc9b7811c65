"""`manage.py prepare`: everything that must be done before a new version starts."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from workspace.gateway.builtin import built_in_engine
from workspace.privacy.keyring import keyring
from workspace.privacy.models import Vault


class Command(BaseCommand):
    help = (
        "Apply migrations, collect static files, make the first organisation key and the "
        "built-in assistant; with DAYLIGHT_DEMO=1 also load the fictional council and look for "
        "a model server on this machine. Safe to run again."
    )
    requires_system_checks = ()  # each command below makes the checks it needs

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if not Vault.objects.exists():  # a new key would open none of the vaults there are
            keyring()
        built_in_engine()
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
            self.stdout.write("")
            call_command("nearby", stdout=self.stdout)
