"""Detection from end to end: blocks of text -> Presidio -> resolved spans with roles.

There are two detectors, one for English and one for the languages that families write in; each
is built on first use and shared by every thread. One block is analysed at a time, because
spaCy's memory zones belong to the pipeline and not to a thread. What is analysed is the text as
a reader sees it (`disguises`), and it has only so long (`deadline`).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from workspace.privacy.disguises import undisguised
from workspace.privacy.spans import Span, in_order

from .addresses import with_whole_addresses
from .ages import with_ages, with_units
from .blocks import blocks, without_runs
from .deadline import TooLong, left, seconds_for, within
from .errors import TOO_LONG, DetectionFailed
from .model import OF_ENGLISH as FOLDER_OF_ENGLISH
from .model import OF_FAMILIES as FOLDER_OF_FAMILIES
from .model import SHIPPED, Bundle, load
from .recognisers import (
    NamesRecogniser,
    NerRecogniser,
    NoContext,
    OwnNlpEngine,
    RuleRecogniser,
)
from .relations import with_roles
from .resolve import resolve
from .rules import RULES, RULES_FOR_FAMILIES
from .scripts import has_other_script, with_other_scripts

ENGLISH: Final = "en"
OF_FAMILIES: Final = ("ar", "es", "fr", "pl", "pt", "ro", "tr", "uk", "ur")
LANGUAGES: Final = (ENGLISH, *OF_FAMILIES)
WORDS_BEFORE_RENEWAL: Final = 100_000
"""spaCy forgets words after each block, but its table of them grows by each that was ever new:
after so many a pipeline is loaded afresh, about every five thousand messages."""


class Detector:
    """A loaded pipeline and the recognisers that run over it."""

    def __init__(self, bundle: Bundle, *, english: bool) -> None:
        self.version = bundle.version
        self._nlp = bundle.nlp
        self._english = english
        self._lock = Lock()
        self._words_at_first = len(bundle.nlp.vocab)
        rules = RULES if english else RULES_FOR_FAMILIES
        self._analyser = AnalyzerEngine(
            registry=RecognizerRegistry(
                recognizers=[
                    RuleRecogniser(rules),
                    NamesRecogniser(bundle.classes, english=english),
                    NerRecogniser(english=english),
                ],
                supported_languages=["en"],
            ),
            nlp_engine=OwnNlpEngine(bundle.nlp),
            context_aware_enhancer=NoContext(),
            log_decision_process=False,
            supported_languages=["en"],
        )

    @property
    def is_worn(self) -> bool:
        return len(self._nlp.vocab) - self._words_at_first > WORDS_BEFORE_RENEWAL

    def detect(self, text: str) -> list[Span]:
        found = [
            span
            for offset, block in blocks(without_runs(text))
            for span in resolve(block, self._analyse(block), offset=offset, english=self._english)
        ]
        whole = with_units(text, with_whole_addresses(text, in_order(found)))
        personal = [span for span in whole if span.label != "PLACE"]
        if self._english:
            personal = with_ages(text, with_roles(text, personal))
        towns = (span for span in whole if span.label == "PLACE")
        free = [town for town in towns if not any(town.overlaps(span) for span in personal)]
        return in_order([*personal, *free])

    def _analyse(self, block: str) -> list[Span]:
        with self._turn(), self._nlp.memory_zone():
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

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=left()):
            raise TooLong
        try:
            yield
        finally:
            self._lock.release()


_building = Lock()
_detectors: dict[Path, Detector] = {}


def _shared(language: str = ENGLISH, models: Path | None = None) -> Detector:
    english = language == ENGLISH
    home = (models or SHIPPED) / (FOLDER_OF_ENGLISH if english else FOLDER_OF_FAMILIES)
    with _building:
        if home in _detectors and _detectors[home].is_worn:
            del _detectors[home]
            gc.collect()  # a pipeline refers to itself: let it go before the next is there
        if home not in _detectors:
            _detectors[home] = Detector(load(home), english=english)
        return _detectors[home]


def _closed() -> DetectionFailed:
    return DetectionFailed(
        "The text could not be checked for personal details, so it was not sent."
    )


def detect(
    text: str, *, language: str = ENGLISH, models: Path | None = None, towns: bool = False
) -> list[Span]:
    """Return what is personal in `text`: sorted, free of overlaps, offsets in code points.

    With `towns`, towns too, labelled PLACE: whether they are hidden is for the caller's policy.
    `language` is one of `LANGUAGES`; `models` the folder of the models in use, where they are not
    those that come with Daylight. Raises DetectionFailed, never anything else, when it cannot be
    sure.
    """
    if language not in LANGUAGES:
        raise DetectionFailed("Personal details cannot be found in text in this language yet.")
    try:
        found = _detected(text, language, models) if text.strip() else []
        return [span for span in found if towns or span.label != "PLACE"]
    except DetectionFailed as error:
        failure = error
    except (TooLong, TimeoutError):
        failure = DetectionFailed(TOO_LONG)
    except Exception:  # whatever went wrong, the text may not leave
        failure = _closed()
    raise failure  # raised out here so that it drags no other exception, and no text, along


def _detected(text: str, language: str, models: Path | None) -> list[Span]:
    detector = _shared(language, models)
    foreign = language == ENGLISH and not text.isascii() and has_other_script(text)
    other = _shared(OF_FAMILIES[0], models).detect if foreign else None

    def find() -> list[Span]:
        seen = undisguised(text)
        found = detector.detect(seen.text)
        return seen.back(with_other_scripts(seen.text, found, other))

    return within(seconds_for(text), find)


def warm_up(models: Path | None = None) -> None:
    """Load the model now rather than on the first message."""
    detect("Warming up.", models=models)


def version(models: Path | None = None, *, language: str = ENGLISH) -> str:
    """Which model finds names: its name, version and the start of its checksum."""
    return _shared(language, models).version
