"""E-mails (.eml): who wrote to whom, when, about what, and the message itself.

Plain text is preferred over HTML. One forwarded message is read with it; attachments are named
by type in a warning and never opened.
"""

from collections import Counter
from email import policy
from email.message import Message
from email.parser import BytesParser

from .hypertext import from_html
from .limits import Limits
from .paragraphs import from_lines
from .plain import decode
from .refusal import Extract, Refused

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_DEEPEST = 20
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")

FORWARDED = "A message inside a forwarded message was not read. Attach it on its own."


def extract(data: bytes, limits: Limits) -> Extract:
    if data.count(b"\n--") > 20 * limits.parts:
        raise Refused("too_much_inside", "mail")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        letter = _Letter(limits)
        letter.read(message)
    except RecursionError:
        raise Refused("too_much_inside", "mail") from None
    return Extract(letter.paragraphs, letter.warnings())


class _Letter:
    """Gathers a message's words; counts its parts so that nesting stays bounded."""

    def __init__(self, limits: Limits) -> None:
        self.paragraphs: list[str] = []
        self._limits = limits
        self._left = limits.parts
        self._attached: Counter[str] = Counter()
        self._too_deep = False

    def read(self, message: Message, forwarded: int = 0) -> None:
        """Add one message: its headers as a paragraph, then its body."""
        lines = [f"{name}: {value}" for name in _HEADERS if (value := header_of(message, name))]
        if forwarded:
            lines.insert(0, "Forwarded message")
        if lines:
            self.paragraphs.append("\n".join(lines))
        self._part(message, forwarded, 0)

    def _part(self, part: Message, forwarded: int, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise Refused("too_much_inside", "mail")
        kind = part.get_content_type()
        if kind in _LOCKED and part.get_param("smime-type") != "signed-data":
            raise Refused("encrypted", "mail")
        if kind == "message/rfc822":
            self._forward(part, forwarded)
        elif part.is_multipart():
            parts = inside(part)
            for each in [_best(parts)] if kind == "multipart/alternative" and parts else parts:
                self._part(each, forwarded, depth + 1)
        elif kind in ("text/plain", "text/html") and not is_attachment(part):
            self.paragraphs += _html(part) if kind == "text/html" else _plain(part)
        else:
            self._attached[noun(kind)] += 1

    def _forward(self, part: Message, forwarded: int) -> None:
        if forwarded:
            self._too_deep = True
            return
        for message in inside(part)[:1]:
            self.read(message, forwarded + 1)

    def warnings(self) -> list[str]:
        found = [FORWARDED] if self._too_deep else []
        if self._attached:
            kinds = ", ".join(f"{number} {noun}" for noun, number in self._attached.items())
            found.insert(0, f"Attachments of this e-mail were not read: {kinds}.")
        return found


def header_of(message: Message, name: str) -> str:
    """A header in letters; as it stands in the file where it breaks the rules."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, LookupError, TypeError, AttributeError):
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return " ".join(str(raw).split())


def inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if part.is_multipart() else []


def _best(parts: list[Message]) -> Message:
    """Of several versions of the same: plain text with words in it, else HTML, else the last."""
    for part in parts:
        if part.get_content_type() == "text/plain" and text_of(part).strip():
            return part
    html = (part for part in parts if part.get_content_type() != "text/plain")
    return next(html, parts[-1])


def is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def text_of(part: Message) -> str:
    """A part's letters, by the character set it names, else by the rules for text files."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "ascii")
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _plain(part: Message) -> list[str]:
    lines = text_of(part).splitlines()
    if part.get_param("format") == "flowed":
        return from_lines(_unflowed(lines))
    return from_lines(lines)


def _unflowed(lines: list[str]) -> list[str]:
    """RFC 3676: a line that ends in a space goes on in the next one ("-- " does not)."""
    whole: list[str] = []
    soft = False
    for line in lines:
        if soft and not line.startswith(">"):
            whole[-1] += line
        else:
            whole.append(line)
        soft = line.endswith(" ") and line != "-- "
    return whole


def _html(part: Message) -> list[str]:
    return from_html(text_of(part))


def noun(kind: str) -> str:
    main, _, sub = kind.partition("/")
    nouns = {"image": "picture", "audio": "recording", "video": "recording", "text": "text"}
    if sub == "pdf":
        return "PDF"
    if "word" in sub or "opendocument.text" in sub:
        return "document"
    if "sheet" in sub or "excel" in sub:
        return "spreadsheet"
    return nouns.get(main, "other file")
