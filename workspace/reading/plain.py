"""Plain text and Markdown: bytes to letters, lines to paragraphs. Markup stays as written."""

import codecs
import re

from .limits import Limits
from .paragraphs import from_lines
from .refusal import Extract, Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HEADER = re.compile(
    rb"^(from|to|cc|subject|date|received|message-id|mime-version|return-path)[ \t]*:", re.I | re.M
)
GUESSED = (
    "This file does not say how its letters were saved, so accented letters may be wrong: "
    "compare them with the original."
)


def extract(data: bytes, limits: Limits) -> Extract:
    text = decode(data)
    if len(text) > limits.characters:
        raise Refused("too_long")
    warnings = [] if _encoding(data) != "cp1252" else [GUESSED]
    return Extract(from_lines(text.splitlines()), warnings)


def decode(data: bytes, *, whole: bool = True) -> str:
    """Text from bytes: by its byte order mark, else UTF-8, else Windows-1252.

    `whole` is False for the beginning of a text, which may stop within a letter.
    """
    encoding = _encoding(data, whole)
    mark = next((mark for mark, name in _MARKS if name == encoding and data.startswith(mark)), b"")
    try:
        text = data[len(mark) :].decode(encoding, "strict" if whole else "ignore")
    except UnicodeDecodeError:
        raise Refused("not_text", "letters") from None
    if "\x00" in text or len(_CONTROLS.findall(text)) > 2 + len(text) // 200:
        raise Refused("not_text")
    return text


def _encoding(data: bytes, whole: bool = True) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def looks_like_mail(data: bytes) -> bool:
    """Whether the text opens with the headers of an e-mail."""
    head = re.split(rb"\r?\n\r?\n", data[:65_536].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    return len({name.lower() for name in _HEADER.findall(head)}) >= 2
