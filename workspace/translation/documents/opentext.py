"""The words of OpenDocument as units. Text stands between elements here, not only inside them."""

import re
from typing import Final

from lxml import etree

from .attributes import of_attribute, of_tail, of_text
from .document import Slot, Units, fixed
from .lines import pieces
from .opennames import DRAW, FORM, LINK, OFFICE, STYLE, SVG, TABLE, TEXT
from .trees import Element, drop, each, local

_SPANS: Final = frozenset(
    f"{TEXT}{tag}" for tag in ("span", "a", "meta", "meta-field", "ruby", "ruby-base")
) | {f"{DRAW}a"}
_COUNTED: Final = frozenset(
    f"{TEXT}{tag}"
    for tag in ("page-number", "page-count", "sequence", "date", "time", "page-continuation",
                "creation-date", "modification-date", "print-date", "editing-cycles",
                "paragraph-count", "word-count", "character-count", "table-count")
)  # fmt: skip
# Fields that a reader of the file fills anew, with the words of the original.
_FROZEN: Final = frozenset(
    "user-field-get variable-get variable-set hidden-text conditional-text text-input placeholder "
    "title subject description keywords creator author-name author-initials initial-creator "
    "user-defined database-display drop-down expression bookmark-ref reference-ref note-ref "
    "sequence-ref chapter file-name template-name sender-firstname sender-lastname printed-by "
    "sender-initials sender-title sender-position sender-email sender-phone-private sender-fax "
    "sender-company sender-phone-work sender-street sender-city sender-postal-code sender-country "
    "sender-state-or-province user-field-input execute-macro script dde-connection".split()
)
_SAID: Final = (
    (f"{TEXT}a", f"{OFFICE}title", "alt"), (f"{DRAW}a", f"{OFFICE}title", "alt"),
    (None, f"{LINK}title", "alt"), (None, f"{FORM}label", "field"), (None, f"{FORM}title", "alt"),
    (f"{TEXT}list-level-style-number", f"{STYLE}num-prefix", "list"),
    (f"{TEXT}list-level-style-number", f"{STYLE}num-suffix", "list"),
    (f"{FORM}text", f"{FORM}current-value", "field"), (f"{FORM}text", f"{FORM}value", "field"),
    (f"{FORM}textarea", f"{FORM}current-value", "field"),
    (f"{FORM}button", f"{FORM}value", "field"),
    (f"{FORM}item", f"{FORM}label", "field"),
    (f"{TEXT}linenumbering-separator", f"{TEXT}value", "list"),
)  # fmt: skip


def frozen(root: Element) -> None:
    """Turn fields that would fill themselves with old words again into plain text."""
    for element in each(root, etree.Element):
        if element.tag.startswith(TEXT) and local(element) in _FROZEN:
            element.tag = f"{TEXT}span"
            element.attrib.clear()


def text(root: Element, units: Units, kind: str = "paragraph") -> None:
    """Add every paragraph of a tree, and the words in its attributes."""
    for element in each(root, etree.Element):
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            walk = _Lines()
            walk.inside(element, ())
            for slots in pieces(walk.lines):
                units.add(_kind(element, kind), slots)
        elif element.tag in (f"{SVG}title", f"{SVG}desc", f"{TABLE}title", f"{TABLE}desc"):
            units.add("alt", [of_text(element)])
        elif element.tag in (f"{TEXT}index-title-template", f"{TEXT}index-entry-span"):
            units.add("heading", [of_text(element)])
        for tag, name, what in _SAID:
            if element.get(name) and tag in (None, element.tag):
                units.add(what, [of_attribute(element, name)])


def _kind(element: Element, kind: str) -> str:
    if element.tag == f"{TEXT}h":
        return "heading"
    kinds = {
        "table-cell": "cell", "list-item": "list", "note-body": "note", "text-box": "text box",
        "header": "header", "footer": "footer", "header-left": "header", "footer-left": "footer",
    }  # fmt: skip
    return next((kinds[local(a)] for a in element.iterancestors() if local(a) in kinds), kind)


class _Lines:
    """The slots of a paragraph, line by line; a tab begins another, as a column does."""

    def __init__(self) -> None:
        self.lines: list[list[Slot]] = [[]]

    def inside(self, element: Element, look: tuple[object, ...]) -> None:
        self._add(of_text(element, look))
        for number, child in enumerate(element):
            if isinstance(child.tag, str):
                self._child(child, look, number)
            self._add(of_tail(child, look))

    def _child(self, child: Element, look: tuple[object, ...], number: int) -> None:
        tag = local(child)
        if child.tag in _SPANS:
            style = child.get(f"{TEXT}style-name") if tag == "span" else number
            self.inside(child, (*look, (tag, style)) if style is not None else look)
        elif tag in ("tab", "line-break"):
            self.lines.append([])
        elif tag == "s":
            self.lines[-1].append(fixed(" "))
        elif child.tag in _COUNTED:
            self._counted(child, (*look, number))
        elif tag not in (
            "soft-page-break",
            "bookmark",
            "bookmark-start",
            "bookmark-end",
            "reference-mark-start",
            "reference-mark-end",
            "reference-mark",
        ):
            self.lines[-1].append(fixed())  # fmt: skip

    def _counted(self, child: Element, look: tuple[object, ...]) -> None:
        """A number is counted anew by whoever opens the file; a date in words is not."""
        if any(map(str.isalpha, child.text or "")):
            child.set(f"{TEXT}fixed", "true")
            self._add(of_text(child, look))
        else:
            self.lines[-1].append(fixed(child.text or ""))

    def _add(self, slot: Slot) -> None:
        slot.text = re.sub(r"\s+", " ", slot.text)
        if slot.text:
            self.lines[-1].append(slot)


def cleared(root: Element, *tags: str) -> bool:
    """Take elements out; True if there were any."""
    found = list(each(root, *tags))
    for element in found:
        drop(element)
    return bool(found)
