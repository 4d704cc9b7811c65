"""Finding one's way among the versions of an output."""

from datetime import datetime

from django.utils import timezone

from workspace.privacy.vaults import OpenVault

from .models import Output, Version
from .rendering import settled


def current(output: Output) -> Version:
    """The text as it is now."""
    return output.versions.order_by("-number")[0]


def drafted(output: Output) -> Version:
    """What the model wrote."""
    return output.versions.get(number=1)


def approved(output: Output) -> Version | None:
    """The text that may be used: the latest with every approval it needed."""
    return output.versions.filter(approved__isnull=False).order_by("-number").first()


def restored(version: Version, opened: OpenVault) -> str:
    """Its Markdown with the names in place."""
    return opened.restore(settled(version.text), version.aliases)


def written(at: datetime) -> str:
    """Write a moment as people read it: 3 February 2026 at 14:05."""
    return f"{timezone.localtime(at):%-d %B %Y at %H:%M}"
