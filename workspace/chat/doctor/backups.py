"""Backups: was one made of late?"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from .finding import Finding, ok, warning

_OLD: Final = timedelta(days=2)
_MEND: Final = "Run every night: manage.py backup --to DIR --keys OTHERDIR (docs/backup.md)"


def backups() -> Iterator[Finding]:
    try:
        note = json.loads(Path(settings.BACKUP_NOTE).read_text("utf-8"))
        made = datetime.fromisoformat(note["made"])
    except (OSError, ValueError, KeyError, TypeError):
        yield warning("backups", "No backup has been made here yet.", _MEND)
        return
    age = timezone.now() - made
    says = f"The last backup was made on {timezone.localtime(made):%-d %B %Y at %H:%M}."
    yield warning("backups", says, _MEND) if age > _OLD else ok("backups", says)
