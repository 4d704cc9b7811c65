"""The built-in assistant: deterministic, in this process, with no model and no network.

It only ever quotes. It never follows what a document says, and never alters a placeholder.
"""

from collections.abc import Iterator

from workspace.gateway.protocol import Engine, EngineConfig
from workspace.privacy.masked import Masked

from . import writing
from .answering import answer
from .chronology import chronology
from .intent import Asked, is_greeting, understand
from .people import people
from .summary import summarise

VERSION = "extractive-1"


class ExtractiveEngine:
    """Satisfies `workspace.gateway.protocol.Engine`."""

    version = VERSION

    def stream(self, masked: Masked) -> Iterator[str]:
        """The answer in Markdown, a line at a time."""
        asked = understand(masked)
        if not any(document.sentences for document in asked.documents):
            yield writing.NOTHING_TO_QUOTE if asked.documents else writing.CAN_DO
            return
        if asked.task == "answer" and is_greeting(asked.question):
            yield writing.CAN_DO
            return
        quoted = False
        for line in _body(asked):
            quoted = quoted or line.startswith("- ")
            yield f"{line}\n"
        if quoted:
            yield f"\n{writing.CLOSING}\n"

    def probe(self) -> str:
        return "ready"


def _body(asked: Asked) -> Iterator[str]:
    if asked.task == "chronology":
        yield from writing.chronology_lines(chronology(asked.documents))
    elif asked.task == "people":
        yield from writing.people_lines(people(asked.documents))
    elif asked.task == "summarise":
        if asked.wants_prose:
            yield writing.NO_PROSE
            yield ""
        yield from writing.summary_lines(summarise(asked.documents, asked.question))
    else:
        found = answer(asked.documents, asked.question, asked.earlier_question)
        yield from writing.answer_lines(found)


def build(config: EngineConfig) -> Engine:
    """An engine that needs nothing from its configuration."""
    return ExtractiveEngine()
