"""`manage.py prepare`: everything that must be done before a new version starts."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from workspace.gateway.builtin import built_in_engine, built_in_translator
from workspace.governance import signing, starter, triggers
from workspace.privacy import choosing
from workspace.privacy.keyring import keyring
from workspace.privacy.models import Vault


class Command(BaseCommand):
    help = (
        "Apply migrations, collect static files, make the first organisation key, enable the "
        "models that find names unless a group falls, add the built-in assistant and translator "
        "with their packs, glossary and phrasebook and, once there is an administrator to own "
        "it, the register of uses; with DAYLIGHT_DEMO=1 also load the fictional council and look "
        "for a model server on this machine. Safe to run again."
    )
    requires_system_checks = ()  # each command below makes the checks it needs

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if gone := triggers.missing(connection):
            triggers.install(connection)
            self.stdout.write(f"Put back what keeps the record from change: {', '.join(gone)}.")
        call_command("collectstatic", interactive=False, verbosity=0)
        if not Vault.objects.exists():  # a new key would open none of the vaults there are
            keyring()
        try:
            signing.public_key_pem()  # makes the key where there is none yet
        except signing.SigningKeyUnusable as error:
            raise CommandError(str(error)) from error
        if waiting := choosing.settle(demo=settings.DEMO):
            self.stdout.write(f"{waiting}\nDecide at /admin/privacy/fairnessrun/")
        built_in_engine()
        built_in_translator()
        call_command("packs", "settle", stdout=self.stdout)
        call_command("words", stdout=self.stdout)
        if owner := starter.first_owner():
            starter.put_in(owner=owner)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
            self.stdout.write("")
            call_command("nearby", stdout=self.stdout)
