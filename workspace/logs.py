"""How log lines are written: where something went wrong and what kind, never what was said.

The message of an exception may quote what a person typed, and so may the repr of whatever
failed. A log keeps the type and the lines of code of each exception and leaves its words out.
Links that open an account are cut short. Times are in UTC, and no message can begin a line of
its own.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType

_LINK = re.compile(r"(/join/|/password/reset/key/)[^\s'\"?]+")
"""Addresses that open an account for whoever has them."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Discreet(logging.Formatter):
    """A formatter whose tracebacks hold no messages."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have written the traceback in full and left it on the record.
        written, record.exc_text = record.exc_text, None
        try:
            return _LINK.sub(r"\1…", super().format(record))
        finally:
            record.exc_text = written

    def formatTime(  # noqa: N802  (the library's own name)
        self, record: logging.LogRecord, datefmt: str | None = None
    ) -> str:
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """What somebody typed cannot pass for a line of the log, or move a terminal's cursor."""
        return _CONTROL.sub(lambda found: repr(found[0])[1:-1], super().formatMessage(record))

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
