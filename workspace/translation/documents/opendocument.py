"""OpenDocument texts (.odt): content, headers and footers, charts inside, and the title.

Comments, deletions, macros, signatures, previews and printer names go; dates stay.
"""

import re
from typing import Final

from workspace.reading.limits import Limits
from workspace.reading.refusal import Refused

from .attributes import of_text
from .document import Units
from .formats import Opened, Wish
from .opendirection import turn
from .opennames import CONFIG, DRAW, DUBLIN, MANIFEST, META, OFFICE, TEXT
from .opentext import cleared, frozen, text
from .package import Package
from .trees import Element, drop, each
from .wordcleaning import COMMENTS, EMBEDDED, MACROS, TRACKED

_GONE: Final = re.compile(
    r"Thumbnails/|Configurations2/|Basic/|Scripts/|Dialogs/|ObjectReplacements/|Versions/|"
    r"META-INF/(?:document|macro)signatures|layout-cache|VersionList\.xml|manifest\.rdf"
)
_KEPT: Final = frozenset({
    f"{DUBLIN}title", f"{DUBLIN}date", f"{META}creation-date", f"{META}document-statistic",
    f"{META}generator", f"{META}editing-cycles",
})  # fmt: skip
_PRIVATE: Final = re.compile(r"Printer|User|Password|Base[A-Z]|Redline|Rsid|Template", re.I)
_CHANGES: Final = tuple(
    f"{TEXT}{tag}" for tag in ("tracked-changes", "change", "change-start", "change-end")
)


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    package = Package(data, limits)
    if not package.has("content.xml"):
        raise Refused("damaged")
    notes = _cleaned(package)
    roots = [package.tree(name) for name in _parts(package)]
    units = Units(limits.characters, limits.paragraphs)
    title = _properties(package, units)
    for root in roots:
        notes |= _without(root)
        frozen(root)
        text(root, units)

    def save(wish: Wish) -> bytes:
        for root in roots:
            turn(root, wish.language, wish.rtl)
        return package.content()

    pictures = "pictures" if any(name.startswith("Pictures/") for name in package.names) else ""
    return Opened(units.found, save, "odt", title, sorted(notes), pictures)


def _parts(package: Package) -> list[str]:
    """The parts with words: the text first, then styles, then charts and other documents inside."""
    inside = [name for name in package.names if re.fullmatch(r".+/(?:content|styles)\.xml", name)]
    return ["content.xml", *(["styles.xml"] if package.has("styles.xml") else []), *inside]


def _cleaned(package: Package) -> set[str]:
    """Drop parts that must not leave; refuse a locked document. Returns notes."""
    manifest = "META-INF/manifest.xml"
    notes: set[str] = set()
    listed: set[str] = set()
    if package.has(manifest):
        root = package.tree(manifest)
        if any(True for _ in root.iter(f"{MANIFEST}encryption-data", f"{MANIFEST}encrypted-key")):
            raise Refused("encrypted")
        listed = {entry.get(f"{MANIFEST}full-path", "") for entry in root}
    for name in package.names:
        # An object that is one file, not a folder, is a foreign format: nothing here can read it.
        foreign = re.fullmatch(r"Object \d+", name)
        notes |= {MACROS} if name.startswith(("Basic/", "Scripts/")) else set()
        notes |= {EMBEDDED} if foreign else set()
        if foreign or _GONE.match(name) or re.fullmatch(r".+/meta\.xml", name):
            package.drop(name)
    if listed:
        for entry in list(root):
            path = entry.get(f"{MANIFEST}full-path", "")
            if _GONE.match(path) or not (path.endswith("/") or package.has(path)):
                drop(entry)
    return notes


def _without(root: Element) -> set[str]:
    notes: set[str] = set()
    if cleared(root, *_CHANGES):
        notes.add(TRACKED)
    if cleared(root, f"{OFFICE}annotation", f"{OFFICE}annotation-end"):
        notes.add(COMMENTS)
    cleared(root, f"{OFFICE}scripts", f"{OFFICE}event-listeners")
    cleared(root, f"{TEXT}user-field-decls", f"{TEXT}variable-decls", f"{TEXT}dde-connection-decls")
    if cleared(root, f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}applet"):
        notes.add(EMBEDDED)
    return notes


def _properties(package: Package, units: Units) -> str:
    """Clear what is personal, make the title a unit; returns the title."""
    title = ""
    if package.has("settings.xml"):
        for item in each(package.tree("settings.xml"), f"{CONFIG}config-item"):
            if _PRIVATE.search(item.get(f"{CONFIG}name", "")):
                drop(item)
    if not package.has("meta.xml"):
        return title
    for meta in each(package.tree("meta.xml"), f"{OFFICE}meta"):
        for element in list(meta):
            if element.tag not in _KEPT:
                drop(element)
            elif element.tag == f"{DUBLIN}title":
                title = element.text or ""
                units.add("property", [of_text(element)])
    return title
