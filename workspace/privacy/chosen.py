"""Which models find names here: those that were enabled last, if they are installed.

A folder of models holds `ner_en` and `ner_xx`. Installed are the folder that comes with Daylight
and those that `DAYLIGHT_MODELS` names. Until anything was enabled, those that come with Daylight
count: there is nothing yet that they could be worse than. `choosing` is the way to enable others.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from .models import ModelChoice
from .tables import are_there

PARTS: Final = ("ner_en", "ner_xx")
_NOT_HERE: Final = (
    "The models that find names have changed, and an administrator has to enable them first. "
    "Until then no text can be checked for personal details, so nothing is sent."
)
_UNREADABLE: Final = "Which models find names could not be looked up, so nothing is sent."


@cache
def fingerprint(folder: Path) -> str:
    """Return what stands for both models byte for byte; empty where there are none.

    Loading compares each file with its digest, so the lists of digests stand for all of them.
    Asked once a process: what was loaded stays loaded, whatever happens to the folder.
    """
    try:
        lists = [(folder / part / "model.sha256").read_bytes() for part in PARTS]
    except OSError:
        return ""
    return hashlib.sha256(b"\0".join(lists)).hexdigest()


def shipped() -> Path:
    return Path(settings.MODELS[0])


def installed() -> dict[str, Path]:
    """Fingerprint -> folder."""
    found = {fingerprint(Path(folder)): Path(folder) for folder in reversed(settings.MODELS)}
    return {print_: folder for print_, folder in found.items() if print_}


def in_use() -> str:
    """Return the fingerprint of the models that were enabled last. Raises DetectionFailed."""
    try:
        chosen = ModelChoice.objects.values_list("fingerprint", flat=True).first()
    except DatabaseError:
        failure = _failed(_UNREADABLE)
    else:
        return chosen or fingerprint(shipped())
    raise failure


def models() -> Path:
    """Return their folder. Raises DetectionFailed where it is not installed."""
    folder = installed().get(in_use())
    if folder is None:
        raise _failed(_NOT_HERE)
    return folder


def models_if_any() -> Path:
    """Do the same for a program that may run beside no database, or one without tables yet."""
    try:
        return models() if are_there(ModelChoice) else shipped()
    except DatabaseError:
        failure = _failed(_UNREADABLE)
    raise failure


def _failed(why: str) -> Exception:
    from .detector.errors import DetectionFailed  # with it comes the detector, which is large

    return DetectionFailed(why)
