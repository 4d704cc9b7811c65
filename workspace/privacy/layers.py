"""What every layer that needs no vault finds in a text: the detector, and the tripwire's patterns.

Masking adds whom a vault knows and what the organisation lists.
"""

from pathlib import Path

from . import detector, tripwire
from .spans import Span


def found(
    text: str, *, language: str = "en", models: Path | None = None, towns: bool = False
) -> list[Span]:
    """Return it as `masking.mask` takes it, perhaps overlapping; as `detector.detect` is asked.

    Raises DetectionFailed.
    """
    if not text.strip():
        return []
    personal = detector.detect(text, language=language, models=models, towns=towns)
    return [*personal, *tripwire.identifiers(text)]
