"""How log lines are written: where something went wrong and what kind, never what was said.

The message of an exception may quote what a person typed, and so may the repr of whatever
failed. A log keeps the type and the lines of code of each exception and leaves its words out.
"""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType


class Discreet(logging.Formatter):
    """A formatter whose tracebacks hold no messages."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have written the traceback in full and left it on the record.
        written, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = written

    def formatException(  # noqa: N802  (the library's own name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "\n".join(_told(ei[1])) if ei[1] else ""


def _told(error: BaseException) -> Iterator[str]:
    """Yield the exception and what led to it, the first cause first, as Python does."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield "which led to:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__module__}.{type(error).__qualname__}"
