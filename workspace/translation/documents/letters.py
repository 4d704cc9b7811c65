"""E-mails (.eml): the subject and the message, forwarded messages with them.

Who wrote to whom is no segment and is left out of the result unless asked for. Attachments are
named by kind in a note and left out: nobody has translated them. Pictures inside a page stay.
"""

from collections import Counter
from collections.abc import Callable
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from hashlib import sha256
from typing import Final

from workspace.reading.limits import Limits
from workspace.reading.mail import header_of, inside, is_attachment, noun, text_of
from workspace.reading.refusal import Refused

from .document import Slot, Units
from .formats import Opened, Wish
from .hypertext import Page
from .plaintext import Text

_DEEPEST: Final = 20
_PEOPLE: Final = ("From", "To", "Cc", "Reply-To", "Date")
_LOCKED: Final = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    if data.count(b"\n--") > 20 * limits.parts:
        raise Refused("too_much_inside", "mail")
    units = Units(limits.characters, limits.paragraphs)
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        letter = _Letter(message, _Store(units, limits), 0)
    except RecursionError:
        raise Refused("too_much_inside", "mail") from None

    def save(wish: Wish) -> bytes:
        new = letter.written(wish, headers)
        # A boundary by chance would make two results of the same translation differ.
        mark = sha256(data + wish.language.encode()).hexdigest()[:24]
        for number, part in enumerate(each for each in new.walk() if each.is_multipart()):
            if part.get_content_maintype() == "multipart":
                part.set_boundary(f"={mark}-{number}=")
        return new.as_bytes(policy=policy.SMTP.clone(cte_type="7bit"))

    return Opened(units.found, save, "eml", letter.subject, letter.store.notes())


class _Store:
    """What all parts of a message share: units, bounds, what was attached."""

    def __init__(self, units: Units, limits: Limits) -> None:
        self.units = units
        self.limits = limits
        self._left = limits.parts
        self.attached: Counter[str] = Counter()

    def count(self, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise Refused("too_much_inside", "mail")

    def notes(self) -> list[str]:
        if not self.attached:
            return []
        kinds = ", ".join(f"{number} {what}" for what, number in self.attached.items())
        return [f"Attachments of this e-mail were not translated and are left out: {kinds}."]


class _Letter:
    """One message: its subject, its texts in the order they are shown, its pictures."""

    def __init__(self, message: Message, store: _Store, depth: int) -> None:
        self.store = store
        self.subject = header_of(message, "Subject")
        self._people = [(name, header_of(message, name)) for name in _PEOPLE]
        self._subject = [self.subject]
        store.units.add("subject", [Slot(self.subject, self._name)])
        self._plain: list[Callable[[Wish], str]] = []
        self._pages: list[Callable[[Wish], str]] = []
        self._pictures: list[Message] = []
        self._forwarded: list[_Letter] = []
        self._part(message, depth)

    def _name(self, text: str) -> None:
        self._subject[0] = text

    def _part(self, part: Message, depth: int) -> None:
        self.store.count(depth)
        kind = part.get_content_type()
        if kind in _LOCKED and part.get_param("smime-type") != "signed-data":
            raise Refused("encrypted", "mail")
        if kind == "message/rfc822":
            for message in inside(part)[:1]:
                self._forwarded.append(_Letter(message, self.store, depth + 1))
        elif part.is_multipart():
            for child in inside(part):
                self._part(child, depth + 1)
        elif kind in ("text/plain", "text/html") and not is_attachment(part):
            self._text(part, kind)
        elif kind.startswith("image/") and part.get("Content-ID"):
            self._pictures.append(part)
        else:
            self.store.attached[noun(kind)] += 1

    def _text(self, part: Message, kind: str) -> None:
        units, limits = self.store.units, self.store.limits
        if len(text_of(part)) > 4 * limits.characters:
            raise Refused("too_long")
        if kind == "text/html":
            page = Page(text_of(part), units, limits)
            self._pages.append(lambda wish: page.written(wish, whole=False))
        else:
            text = Text(text_of(part), units)
            self._plain.append(lambda wish: text.written())

    def written(self, wish: Wish, headers: bool) -> EmailMessage:
        """A new message; nothing of the old one is copied but what is named here."""
        new = EmailMessage(policy=policy.default)
        new["Subject"] = self._subject[0]
        for name, value in self._people if headers else ():
            if value:
                new[name] = value
        new["Content-Language"] = wish.language
        plain = "\n".join(text(wish) for text in self._plain)
        pages = "\n".join(page(wish) for page in self._pages)
        if plain or not pages:
            new.set_content(plain, cte="base64")
        if pages and plain:
            new.add_alternative(pages, subtype="html", cte="base64")
        elif pages:
            new.set_content(pages, subtype="html", cte="base64")
        self._illustrate(new, bool(pages))
        for letter in self._forwarded:
            new.add_attachment(letter.written(wish, headers))
        return new

    def _illustrate(self, new: EmailMessage, has_page: bool) -> None:
        page = new.get_body(("html",)) if has_page else None
        for picture in self._pictures:
            content = picture.get_payload(decode=True)
            if page is None or not isinstance(content, bytes):
                self.store.attached["picture"] += 1
                continue
            page.add_related(
                content, "image", picture.get_content_subtype(), cid=str(picture["Content-ID"]),
                disposition="inline",
            )  # fmt: skip
