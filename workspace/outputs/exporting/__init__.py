"""Approved text as a file: Word, Markdown or plain text, with its provenance, and inert.

Whatever a text says, nothing in the file runs, loads or calculates: no fields, no macros, no
raw HTML, no links or pictures, no line that a spreadsheet would take for a formula.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workspace.privacy.vaults import OpenVault

from ..models import Version
from ..versions import restored
from . import plain, word
from .provenance import Provenance


@dataclass(frozen=True, slots=True)
class Format:
    code: str
    label: str
    media_type: str
    write: Callable[[Version, OpenVault, Provenance], bytes]


def _markdown(version: Version, opened: OpenVault, provenance: Provenance) -> bytes:
    text = plain.inert_markdown(restored(version, opened))
    return f"{text.rstrip()}\n\n---\n\n{plain.inert_markdown(provenance.line)}\n".encode()


def _plain(version: Version, opened: OpenVault, provenance: Provenance) -> bytes:
    return plain_text(version, opened, provenance).encode()


def plain_text(version: Version, opened: OpenVault, provenance: Provenance) -> str:
    """Return the text without Markdown, with its provenance: what "Copy" puts on the clipboard."""
    return f"{plain.written(version, opened).rstrip()}\n\n{provenance.line}\n"


FORMATS: Final = {
    one.code: one
    for one in (
        Format(
            "docx", "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.write,
        ),
        Format("md", "Markdown", "text/markdown; charset=utf-8", _markdown),
        Format("txt", "Plain text", "text/plain; charset=utf-8", _plain),
    )
}  # fmt: skip
