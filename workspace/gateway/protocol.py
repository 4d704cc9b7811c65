"""What an engine is: the one small shape that every model is driven through.

Plain Python: no Django, no Celery. An engine accepts only `Masked`, which only
`workspace.privacy` can make, and yields pieces of text. It signals trouble by raising an
`EngineError`, whose message is written for a practitioner, never for a log.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from workspace.privacy.masked import Masked


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """How to reach one engine. Times are seconds; `context_size` is in tokens."""

    address: str = ""
    model: str = ""
    secret: str = ""
    connect_timeout: float = 5.0
    read_timeout: float = 60.0
    total_timeout: float = 300.0
    context_size: int = 8192
    folders: tuple[str, ...] = ()
    """Folders that hold translation packs; where two hold one direction, the later folder's."""


class EngineError(Exception):
    """The engine could not finish. `str(error)` is plain English for the person waiting."""

    code = "engine_failed"
    may_retry = True


class EngineUnavailable(EngineError):
    code = "engine_unavailable"


class EngineTooSlow(EngineError):
    code = "engine_too_slow"


class EngineBusy(EngineError):
    code = "engine_busy"


class EngineBadAnswer(EngineError):
    code = "engine_bad_answer"


class EngineCutOff(EngineError):
    code = "engine_cut_off"


class EngineRefusedRequest(EngineError):
    code = "engine_refused_request"
    may_retry = False


class TooLongForEngine(EngineError):
    code = "too_long_for_engine"
    may_retry = False


class Engine(Protocol):
    version: str
    """Which model answered, as precisely as the engine knows; read after streaming."""

    def stream(self, masked: Masked) -> Iterator[str]:
        """Yield the answer in pieces. Closing the iterator stops the work.

        Runs in a thread of its own. An engine that waits for others may also have a method
        `interrupt()`: called from another thread, it ends such a wait.
        """
        ...

    def probe(self) -> str:
        """Return a short plain-English state ("ready, model x"), or raise EngineError."""
        ...


EngineFactory = Callable[[EngineConfig], Engine]
"""What `settings.ENGINES` names by dotted path."""


Rung = Literal["none", "plain", "nbest", "form", "surrogate", "split", "lost"]
"""What it took to bring a sentence's placeholders through: "none" has no placeholder in it."""


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """One sentence, both sides masked, placeholders canonical.

    For the rung "lost" `target` is a best effort that misses or invents a placeholder: it must
    be blocked. `score` is the mean natural-log probability of a token (0.0: not decoded).
    """

    source: str
    target: str
    rung: Rung
    score: float
    alternatives: tuple[str, ...] = ()
    """Other readings in which every placeholder survived, the likelier first, if asked for."""


@dataclass(frozen=True, slots=True)
class TranslatedParagraph:
    """`text`: the sentences joined as the target language joins them, line breaks kept."""

    sentences: tuple[TranslatedSentence, ...]
    text: str


def unwatched(done: int, total: int) -> None:
    """Progress that nobody follows."""


class TranslationEngine(Protocol):
    version: str
    """Which packs translated, as precisely as the engine knows; read after translating."""

    def directions(self) -> list[tuple[str, str]]:
        """Pairs of language codes that can be translated, through English included."""
        ...

    def translate(
        self,
        masked: Masked,
        *,
        source: str,
        target: str,
        alternatives: int = 0,
        on_progress: Callable[[int, int], None] = unwatched,
    ) -> list[TranslatedParagraph]:
        """Translate the paragraphs of all parts, flattened, in order.

        `on_progress(done, total)` counts sentences, after each batch; raising in it stops the
        work. Raises EngineError.
        """
        ...

    def probe(self) -> str:
        """Return a short plain-English state, or raise EngineError."""
        ...
