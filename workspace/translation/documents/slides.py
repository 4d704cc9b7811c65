"""PowerPoint presentations (.pptx, .pptm): slides, hidden ones too, speaker notes and charts.

Prompts of masters and layouts ("Click to edit") are emptied: nobody is shown them, and what an
organisation wrote there would leave with the file.
"""

from typing import Final

from lxml import etree

from workspace.reading.limits import Limits

from . import drawing
from .attributes import of_attribute
from .document import Units
from .drawing import A
from .formats import Opened, Wish
from .package import OfficePackage
from .properties import properties, set_language
from .trees import Element, drop, each, local
from .wordcleaning import EMBEDDED, MACROS

_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_RELATIONS: Final = frozenset({
    "comments", "commentAuthors", "authors", "vbaProject", "oleObject", "package", "control",
    "activeXControlBinary", "printerSettings", "tags", "customXml", "customXmlProps",
    "extensibility", "thumbnail", "legacyDiagramText", "presentationcommentAuthors",
})  # fmt: skip
_PROMPTING: Final = frozenset({"sldLayout", "sldMaster", "notesMaster", "handoutMaster"})
_REFERRING: Final = frozenset({
    "oleObj", "control", "controls", "custDataLst", "custData", "embed", "externalData",
})  # fmt: skip
COMMENTS: Final = "Comments in this presentation were left out."


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    package = OfficePackage(data, limits)
    main = package.main("ppt/presentation.xml")
    notes = _cleaned(package)
    units = Units(limits.characters, limits.paragraphs)
    title = properties(package, units)
    package.prune()
    parts = [package.tree(name) for name in _reading_order(package, main)]
    for root in parts:
        notes |= _without_objects(root)
        _gather(root, units)

    def save(wish: Wish) -> bytes:
        for root in parts:
            drawing.turn(root, wish.language, wish.rtl)
        set_language(package, wish.language)
        return package.content()

    pictures = "pictures" if any("/media/" in name for name in package.names) else ""
    return Opened(units.found, save, "pptx", title, sorted(notes), pictures)


def _cleaned(package: OfficePackage) -> set[str]:
    kinds = {kind for name in ("", *package.names) for kind, _, _ in package.relations(name)}
    notes = {COMMENTS} if "comments" in kinds else set()
    if package.without_macros() or "vbaProject" in kinds:
        notes.add(MACROS)
    if "oleObject" in kinds:
        notes.add(EMBEDDED)
    package.drop_relations(_RELATIONS)
    return notes


def _reading_order(package: OfficePackage, main: str) -> list[str]:
    """Slides as they are shown, each with what hangs on it; masters and all else after them."""
    found: dict[str, None] = {main: None}
    ids = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    targets = {element.get("Id"): to for _, to, element in package.relations(main)}
    for slide in package.tree(main).iter(f"{_P}sldId"):
        part = targets.get(slide.get(ids), "")
        if package.has(part):
            found[part] = None
            for kind, target, _ in package.relations(part):
                if kind not in ("slideLayout", "slide") and target.endswith(".xml"):
                    found[target] = None
    rest = [name for name in package.names if name.endswith(".xml") and "docProps" not in name]
    found.update(dict.fromkeys(name for name in rest if name != "[Content_Types].xml"))
    return [name for name in found if package.has(name)]


def _without_objects(root: Element) -> set[str]:
    """Take out what pointed to embedded files; a picture of them stays."""
    notes: set[str] = set()
    for element in each(root, etree.Element):
        tag = local(element)
        if tag == "oleObj":
            notes.add(EMBEDDED)
        if tag in _REFERRING and not element.tag.startswith(A):
            _replace_by_picture(element)
        elif tag == "Fallback" and any(True for _ in element.iter(f"{A}t")):
            drop(element)
    return notes


def _replace_by_picture(element: Element) -> None:
    """An object in a frame becomes the picture that was shown of it."""
    picture = element.find(f"{_P}pic")
    frame = next((a for a in element.iterancestors() if local(a) == "graphicFrame"), None)
    if frame is None:
        drop(element)
    elif frame.getparent() is not None:
        if picture is not None:
            frame.getparent().insert(frame.getparent().index(frame), picture)
        drop(frame)


def _gather(root: Element, units: Units) -> None:
    role = local(root)
    if role == "chartSpace":
        drawing.chart(root, units)
    elif role in _PROMPTING:
        _unprompted(root)
        drawing.paragraphs(root, units, "layout")
    elif role == "presentation":
        for element in root.iter(etree.Element):
            if local(element) in ("section", "custShow") and element.get("name"):
                units.add("property", [of_attribute(element, "name")])
    else:
        kinds = {"notes": "note", "dataModel": "diagram", "drawing": "diagram"}
        drawing.paragraphs(root, units, kinds.get(role, "paragraph"), headings=_titles(root))


def _titles(root: Element) -> list[Element]:
    """The shapes that hold the title of a slide."""
    return [
        shape
        for shape in each(root, f"{_P}sp")
        for place in shape.findall(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if place.get("type") in ("title", "ctrTitle", "subTitle")
    ]


def _unprompted(root: Element) -> None:
    for shape in each(root, f"{_P}sp"):
        if shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is not None:
            for run in each(shape, f"{A}r", f"{A}br"):
                drop(run)
    for common in each(root, f"{_P}cSld"):
        common.attrib.pop("name", None)
