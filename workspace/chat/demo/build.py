"""Turn a demo text into the file it stands for, so that no binary is kept in the repository.

The file holds every word of its text. Two builds of a docx or odt may differ in their bytes,
because those formats carry the time at which they were packed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from .docx_file import docx_bytes
from .odt_file import odt_bytes
from .pdf_file import pdf_bytes
from .shapes import DemoDocument

TEXTS: Final = Path(__file__).parent / "texts"

BUILDERS: Final[dict[str, Callable[[str], bytes]]] = {
    ".docx": docx_bytes,
    ".odt": odt_bytes,
    ".pdf": pdf_bytes,
}


def source_text(document: DemoDocument) -> str:
    return (TEXTS / document.source).read_text(encoding="utf-8")


def built(document: DemoDocument) -> bytes:
    """The content of `document.filename`; plain text and e-mail are their source, unchanged."""
    build = BUILDERS.get(Path(document.filename).suffix)
    text = source_text(document)
    return build(text) if build else text.encode("utf-8")
