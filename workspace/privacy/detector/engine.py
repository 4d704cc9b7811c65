"""Detection from end to end: blocks of text -> Presidio -> resolved spans with roles.

The engine is built once, on first use, and shared by every thread; one block is analysed at
a time, because spaCy's memory zones belong to the pipeline and not to a thread.
"""

from threading import Lock
from typing import Final

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from workspace.privacy.spans import Span, in_order

from .blocks import blocks, without_runs
from .errors import DetectionFailed
from .model import BUNDLED, Bundle, load
from .recognisers import NamesRecogniser, NerRecogniser, OwnNlpEngine, RuleRecogniser
from .relations import with_roles
from .resolve import resolve
from .rules import RULES

_LANGUAGES: Final = ("en",)


class Detector:
    """A loaded pipeline and the recognisers that run over it."""

    def __init__(self, bundle: Bundle) -> None:
        self.version = bundle.version
        self._nlp = bundle.nlp
        self._lock = Lock()
        self._analyser = AnalyzerEngine(
            registry=RecognizerRegistry(
                recognizers=[
                    RuleRecogniser(RULES),
                    NamesRecogniser(),
                    NerRecogniser(),
                ],
                supported_languages=["en"],
            ),
            nlp_engine=OwnNlpEngine(bundle.nlp),
            log_decision_process=False,
            supported_languages=["en"],
        )

    def detect(self, text: str) -> list[Span]:
        found = [
            span
            for offset, block in blocks(without_runs(text))
            for span in resolve(block, self._analyse(block), offset=offset)
        ]
        return in_order(with_roles(text, found))

    def _analyse(self, block: str) -> list[Span]:
        with self._lock, self._nlp.memory_zone():
            results = self._analyser.analyze(block, language="en", score_threshold=0.0)
            return [
                Span(
                    result.start,
                    result.end,
                    result.entity_type,
                    result.score,
                    result.recognition_metadata["recognizer_name"],
                )
                for result in results
            ]


_building = Lock()
_detector: Detector | None = None


def _shared() -> Detector:
    global _detector
    with _building:
        if _detector is None:
            _detector = Detector(load(BUNDLED))
        return _detector


def _closed() -> DetectionFailed:
    return DetectionFailed(
        "The text could not be checked for personal details, so it was not sent."
    )


def detect(text: str, *, language: str = "en") -> list[Span]:
    """Return what is personal in `text`: sorted, free of overlaps, offsets in code points.

    Raises DetectionFailed, never anything else, when it cannot be sure.
    """
    if language not in _LANGUAGES:
        raise DetectionFailed("Personal details cannot be found in text in this language yet.")
    try:
        return _shared().detect(text) if text.strip() else []
    except DetectionFailed as error:
        failure = error
    except Exception:  # whatever went wrong, the text may not leave
        failure = _closed()
    raise failure  # raised out here so that it drags no other exception, and no text, along


def warm_up() -> None:
    """Load the model now rather than on the first message."""
    detect("Warming up.")


def version() -> str:
    """Which model finds names: its name, version and the start of its checksum."""
    return _shared().version
