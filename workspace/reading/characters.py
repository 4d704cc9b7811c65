"""Letters as people wrote them, without those that only hide something.

Characters that cannot be seen can hide a name from the redaction, or instructions to a model
from the practitioner. Those that Arabic, Persian and other scripts need (joiners, direction
marks) stay, except inside a Latin word, where they have no business.
"""

import re
import unicodedata

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HIDING = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u034f\u180b-\u180f\u200b\u2060-\u2065\ufeff"  # soft hyphen, zero width, joiners
    "\u202a-\u202e\u2066-\u206f"  # direction overrides and isolates
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff0-\ufffb\ufffe\uffff"  # fillers, annotations
    "\ufe00-\ufe0d\U000e0000-\U000e0fff"  # variation selectors and tags can smuggle whole texts
    "]"
)
_SMUGGLED = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]")
_LATIN = "A-Za-z\u00c0-\u024f"
_IN_LATIN_WORD = re.compile(f"(?<=[{_LATIN}])[\u200c-\u200f\u061c\ufe0e\ufe0f]+(?=[{_LATIN}])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_COLUMNS = re.compile(r"[^\S\n]*\t[^\S\n]*")
_SPACES = re.compile(r"[^\S\n\t]+")
_LINE_ENDS = re.compile(r"[ \t]*\n\s*")
_SHAPED = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")


def cleaned(text: str) -> str:
    """One paragraph in NFC, with single spaces, tabs between columns and plain line ends."""
    text = _NEWLINES.sub("\n", text)
    text = _HIDING.sub("", text)
    if not text.isascii():
        text = _IN_LATIN_WORD.sub("", _SURROGATE.sub("\ufffd", text))
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", _COLUMNS.sub("\t", text))
    return _LINE_ENDS.sub("\n", text).strip()


def hides_something(text: str) -> bool:
    """Whether the text held characters that turn its order round or cannot be seen at all."""
    return bool(_SMUGGLED.search(text))


def unshaped(text: str) -> str:
    """Letters for the ligatures and Arabic letter shapes that a PDF draws instead of them."""
    return _SHAPED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
