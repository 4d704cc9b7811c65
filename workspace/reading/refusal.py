"""What passes between the readers and the start of their process."""

from typing import NamedTuple


class Refused(Exception):
    """A reader gives up for a reason that `wording` knows how to say."""

    def __init__(self, code: str, kind: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.kind = kind


class Extract(NamedTuple):
    """A document's words before they are cleaned; `if_empty` says why there may be none."""

    paragraphs: list[str]
    warnings: list[str]
    pages: int | None = None
    if_empty: str = ""
