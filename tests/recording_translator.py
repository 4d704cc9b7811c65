"""A translator that changes nothing and keeps what it was given: named in `settings.ENGINES`."""

from collections.abc import Callable

from workspace.gateway.protocol import (
    EngineConfig,
    TranslatedParagraph,
    TranslatedSentence,
    unwatched,
)
from workspace.privacy.masked import Masked
from workspace.translation.languages import LANGUAGES

SEEN: list[str] = []
"""Everything that reached it, in order."""


class Recording:
    version = "recording"

    def directions(self) -> list[tuple[str, str]]:
        return [(one, other) for one in LANGUAGES for other in LANGUAGES if one != other]

    def translate(
        self, masked: Masked, *, source: str, target: str, alternatives: int = 0,
        on_progress: Callable[[int, int], None] = unwatched,
    ) -> list[TranslatedParagraph]:  # fmt: skip
        SEEN.extend([repr(masked), source, target])
        texts = [text for part in masked.parts for text in part.paragraphs]
        on_progress(len(texts), len(texts))
        return [
            TranslatedParagraph((TranslatedSentence(text, text, "plain", 0.0),), text)
            if text.strip()
            else TranslatedParagraph((), text)
            for text in texts
        ]

    def probe(self) -> str:
        return "ready"


def build(config: EngineConfig) -> Recording:
    return Recording()
