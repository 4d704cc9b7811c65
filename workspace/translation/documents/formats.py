"""The formats that can be translated: how each is told, and what its module gives."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from workspace.reading.limits import Limits
from workspace.reading.plain import looks_like_mail
from workspace.reading.recognise import extension, sniff
from workspace.reading.refusal import Refused

from .document import Unit

MODULES: Final = {
    "docx": "word",
    "pptx": "slides",
    "odt": "opendocument",
    "html": "hypertext",
    "txt": "plaintext",
    "srt": "subtitles",
    "eml": "letters",
    "pdf": "portable",
}
_EXTENSIONS: Final = {
    "docx": "docx", "docm": "docx", "pptx": "pptx", "pptm": "pptx", "odt": "odt", "html": "html",
    "htm": "html", "xhtml": "html", "txt": "txt", "text": "txt", "md": "txt", "markdown": "txt",
    "srt": "srt", "eml": "eml", "pdf": "pdf",
}  # fmt: skip
_INSIDE: Final = {"docx": "docx", "slides": "pptx", "odt": "odt", "pdf": "pdf"}
_OTHERS: Final = {
    "xls": "sheet", "xlsx": "sheet", "ods": "sheet", "csv": "sheet", "ppt": "old_slides",
    "odp": "old_slides", "doc": "old_word", "rtf": "rtf", "zip": "archive", "msg": "outlook",
}  # fmt: skip


KNOWN_ENDINGS: Final = frozenset(_EXTENSIONS) | frozenset(_OTHERS)


class Wish(NamedTuple):
    """What the new document is to be written in."""

    language: str
    rtl: bool


class Opened(NamedTuple):
    """A document taken apart: its units, and how to write it once they are filled.

    `extension` is that of the result; `if_empty` says why there may be no units.
    """

    units: Sequence[Unit]
    save: Callable[[Wish], bytes]
    extension: str
    title: str = ""
    notes: Sequence[str] = ()
    if_empty: str = ""


def recognise(data: bytes, filename: str, limits: Limits) -> str:
    """The key of MODULES for a file, or Refused: its name and its content have to agree."""
    claimed = extension(filename)
    found = sniff(data, limits)
    if found == "locked":
        raise Refused("encrypted")
    if found == "two_kinds":
        raise Refused("wrong_type", f"{claimed}/two_kinds")
    form = _EXTENSIONS.get(claimed, "")
    if not form and claimed in _OTHERS:
        raise Refused("not_supported", _OTHERS[claimed])
    form = form or _by_content(data, found)
    if form in _INSIDE.values():
        return _packed(form, found)
    return _written(form, found, data)


def _by_content(data: bytes, found: str) -> str:
    if found == "text":
        return "eml" if looks_like_mail(data) else "txt"
    if found == "web_page":
        return "html"
    if found not in _INSIDE:
        raise Refused("not_supported", "" if found in ("text", "binary") else found)
    return _INSIDE[found]


def _packed(form: str, found: str) -> str:
    if _INSIDE.get(found) == form:
        return form
    if found in ("old_word", "old_office", "slides", "sheet"):
        raise Refused("not_supported", "old_slides" if found == "slides" else found)
    raise Refused("damaged") if found == "binary" else Refused("wrong_type", f"{form}/{found}")


def _written(form: str, found: str, data: bytes) -> str:
    """A format of plain letters."""
    if found not in ("text", "web_page"):
        raise Refused("not_text") if found == "binary" else Refused("wrong_type", f"{form}/{found}")
    if form == "eml" and not (found == "text" and looks_like_mail(data)):
        raise Refused("wrong_type", f"eml/{found}")
    return form
