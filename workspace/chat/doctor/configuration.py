"""Settings that are fine for trying Daylight and wrong for working with it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import Error
from django.utils import timezone

from workspace.accounts.models import User
from workspace.chat.demo.council import PEOPLE
from workspace.governance.models import UseCase

from .finding import Finding, ok, problem, warning

_SHORTEST_SECRET: Final = 50
_REVIEW_SOON: Final = timedelta(days=30)
_DEMO_DOMAIN: Final = PEOPLE[0].email.partition("@")[2]


def configuration() -> Iterator[Finding]:
    before = 0
    for found in (*_secret(), *_mode(), *_transport()):
        before += 1
        yield found
    if not before:
        yield ok(
            "settings",
            "Fit for work: no demonstration, no clear text to other machines, a strong key.",
        )


def _secret() -> Iterator[Finding]:
    mend = "Set DAYLIGHT_SECRET_KEY_FILE to a file with 50 random characters or more."
    if len(settings.SECRET_KEY) < _SHORTEST_SECRET or len(set(settings.SECRET_KEY)) < 10:
        yield problem("secret key", "The secret key is too weak.", mend)
    kept = Path(settings.VAR) / "secret_key"
    if kept.exists() and kept.stat().st_mode & 0o077:
        yield problem("secret key", "Others may read the secret key.", f"chmod 600 {kept}")
    if Path(settings.VAR).exists() and Path(settings.VAR).stat().st_mode & 0o077:
        says = f"Others on this machine may look into {settings.VAR}."
        yield warning("folder", says, f"chmod 700 {settings.VAR}")


def _mode() -> Iterator[Finding]:
    if settings.DEBUG:
        says = "DEBUG is on: error pages show what people wrote."
        yield problem("debug", says, "Switch it off.")
    if settings.DEMO:
        says = "Demonstration mode: everybody knows the passwords. Use fictional people only."
        yield warning(
            "demo", says, "For real work start with DAYLIGHT_DEMO=0 and an empty database."
        )
    elif _demo_is_loaded():
        says = "The demonstration's people, with a public password, can sign in."
        yield warning("demo", says, "For real work start with an empty database.")


def _demo_is_loaded() -> bool:
    """Whatever the settings say. Without a database nobody can sign in; others report that."""
    try:
        return User.objects.filter(is_active=True, email__iendswith=f"@{_DEMO_DOMAIN}").exists()
    except Error:
        return False


def _transport() -> Iterator[Finding]:
    only_here = set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}
    if not settings.HTTPS and not only_here:
        says = "Daylight answers other machines without HTTPS."
        yield problem("https", says, "Put a proxy with a certificate in front; DAYLIGHT_HTTPS=1")
    if "*" in settings.ALLOWED_HOSTS:
        yield problem("hosts", "Any host name is accepted.", "Name your own in DAYLIGHT_HOSTS.")


def register() -> Iterator[Finding]:
    """Without a use that is allowed nobody can send; a review that is late switches one off."""
    at = "/admin/governance/usecase/"
    uses, today = list(UseCase.objects.all()), timezone.localdate()
    late = [use.slug for use in uses if use.review_is_overdue]
    soon = [use.slug for use in uses if today <= use.review_date <= today + _REVIEW_SOON]
    open_ones = [use for use in uses if use.allowed and not use.review_is_overdue]
    if not open_ones:
        says = "The register allows no use at all: nobody can send a message."
        mend = f"Open {at}" if uses else "Create an administrator, then run: manage.py prepare"
        yield warning("register", says, mend)
    if late:
        says = f"Switched off, because their review is overdue: {', '.join(late)}."
        yield warning("register", says, f"Review them at {at}")
    if soon:
        yield warning("register", f"Due for review soon: {', '.join(soon)}.", f"Open {at}")
    if open_ones and not late and not soon:
        yield ok("register", f"{len(open_ones)} uses are allowed; every review is up to date.")
