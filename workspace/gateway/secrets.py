"""Reading an engine's key from the environment or a file, never from the database.

The sources are fenced in, so that nobody who may edit an engine row can have the server's own
files or settings sent to an address of their choosing.
"""

import os
import re
from pathlib import Path
from typing import Final

from django.conf import settings

_VARIABLE: Final = re.compile(r"env:(DAYLIGHT_ENGINE_[A-Z0-9_]+)")
_FILE: Final = re.compile(r"file:([A-Za-z0-9][A-Za-z0-9_.-]*)")


class SecretMissing(Exception):
    """The key cannot be read. `str(error)` says what to mend."""


def check_source(source: str) -> None:
    """Raise SecretMissing unless `source` is empty, `env:DAYLIGHT_ENGINE_…` or `file:NAME`."""
    if source and not (_VARIABLE.fullmatch(source) or _FILE.fullmatch(source)):
        raise SecretMissing(
            "Write env:DAYLIGHT_ENGINE_… for a variable, or file:NAME for a file in the "
            f"secrets folder ({settings.SECRETS})."
        )


def read_secret(source: str) -> str:
    """Return the key that `source` points to; an empty source means that none is needed."""
    check_source(source)
    if match := _VARIABLE.fullmatch(source):
        if match[1] not in os.environ:
            raise SecretMissing(f"The variable {match[1]} is not set.")
        return os.environ[match[1]]
    if match := _FILE.fullmatch(source):
        try:
            return (Path(settings.SECRETS) / match[1]).read_text("utf-8").strip()
        except OSError:
            raise SecretMissing(f"The secrets folder has no readable file {match[1]}.") from None
    return ""
