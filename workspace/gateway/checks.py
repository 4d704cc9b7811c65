"""Whoever may edit an engine names a file in the secrets folder: none of the server's may be there.

Otherwise `file:secret_key` would send the key that signs sessions to a model server.
"""

import os
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

_OURS: Final = ("DAYLIGHT_SECRET_KEY_FILE", "DAYLIGHT_DATABASE_URL_FILE", "DAYLIGHT_REDIS_URL_FILE")


@register(Tags.security, deploy=True)
def secrets_are_apart(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    folder = Path(settings.SECRETS).resolve()
    return [
        Error(
            f"{name} is in the folder DAYLIGHT_SECRETS ({settings.SECRETS}).",
            hint="An engine could be made to send it. Keep the keys of engines in a folder apart.",
            id="gateway.E001",
        )
        for name in _OURS
        if (value := os.environ.get(name)) and _is_inside(Path(value), folder)
    ]


def _is_inside(path: Path, folder: Path) -> bool:
    """By its own place, or by that of what it links to."""
    places = (path.parent.resolve() / path.name, path.resolve())
    return any(place.is_relative_to(folder) for place in places)
