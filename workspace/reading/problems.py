"""What reading a file gives: its words, or a reason for the practitioner.

A reason is chosen from `wording`, so it can never carry a file's content or its name.
"""

from typing import NamedTuple

from .limits import DEFAULT, Limits
from .wording import message_for


class Reading(NamedTuple):
    """A file's words in reading order.

    `pages` is None where the format has none; each warning is a sentence to show, saying what
    was left out.
    """

    paragraphs: tuple[str, ...]
    media_type: str
    pages: int | None = None
    warnings: tuple[str, ...] = ()


class UnreadableFile(Exception):
    """The file could not be read. `str(error)` says what is wrong and what to do.

    `code` names the reason, `kind` narrows it down ("" for the general case); `where` is a
    file, a line and an exception type in the code, for an operator. None is personal.
    """

    def __init__(
        self, code: str, kind: str = "", *, where: str = "", limits: Limits = DEFAULT
    ) -> None:
        super().__init__(message_for(code, kind, limits))
        self.code = code
        self.kind = kind
        self.where = where
