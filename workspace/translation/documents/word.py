"""Word documents (.docx, .docm): every part with words in it, wherever the package keeps it."""

from typing import Final

from workspace.reading.limits import Limits
from workspace.reading.refusal import Refused

from . import drawing, wordtext
from .attributes import of_attribute
from .document import Units
from .formats import Opened, Wish
from .package import OfficePackage
from .properties import properties, set_language
from .trees import Element, each, local
from .wordcleaning import cleaned, package_cleaned
from .worddirection import body, settings, styles
from .wordnames import W

_BODIES: Final = {
    "document": "paragraph", "hdr": "header", "ftr": "footer", "footnotes": "note",
    "endnotes": "note",
}  # fmt: skip
_DRAWN: Final = frozenset({"dataModel", "drawing", "userShapes"})
_STRICT: Final = "http://purl.oclc.org/ooxml"


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    package = OfficePackage(data, limits)
    main = package.main("word/document.xml")
    if package.tree(main).tag.startswith(f"{{{_STRICT}"):
        raise Refused("damaged", "strict")
    notes = package_cleaned(package)
    package.prune()
    parts = _parts(package, main)
    for _, root in parts:
        notes |= cleaned(root)
    units = Units(limits.characters, limits.paragraphs)
    title = properties(package, units)
    package.prune()
    for role, root in parts:
        _gather(role, root, units)

    def save(wish: Wish) -> bytes:
        for role, root in parts:
            _turn(role, root, wish)
        set_language(package, wish.language)
        return package.content()

    pictures = "pictures" if any("/media/" in name for name in package.names) else ""
    return Opened(units.found, save, "docx", title, sorted(notes), pictures)


def _parts(package: OfficePackage, main: str) -> list[tuple[str, Element]]:
    """(name of the root, root) of every part in XML, the body first."""
    names = [name for name in package.names if name.endswith(".xml") and "docProps" not in name]
    names.sort(key=lambda name: name != main)
    trees = [package.tree(name) for name in names if name != "[Content_Types].xml"]
    return [(local(root), root) for root in trees]


def _gather(role: str, root: Element, units: Units) -> None:
    if role in _BODIES:
        wordtext.text(root, units, _BODIES[role])
        _boxes(root, units)
    elif role == "chartSpace":
        drawing.chart(root, units)
    elif role in _DRAWN:
        drawing.paragraphs(root, units, "diagram")
    elif role == "numbering":
        wordtext.numbering(root, units)


def _boxes(root: Element, units: Units) -> None:
    """Descriptions of pictures, and text that is drawn rather than written."""
    drawing.paragraphs(root, units, "text box")
    for text in each(root, f"{W}textInput"):
        for default in text.findall(f"{W}default"):
            units.add("field", [of_attribute(default, f"{W}val")])


def _turn(role: str, root: Element, wish: Wish) -> None:
    if role in _BODIES:
        body(root, wish.rtl)
    elif role == "numbering":
        body(root, False)
    elif role == "styles":
        styles(root, wish.language, wish.rtl)
    elif role == "settings":
        settings(root, wish.language, wish.rtl)
    drawing.turn(root, wish.language, wish.rtl)
