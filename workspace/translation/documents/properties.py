"""Properties of office documents: the title is translated, everything about people goes.

Author, last editor, subject, keywords, comments, category, manager, company and everything an
organisation added of its own are cleared; dates stay.
"""

from typing import Final

from .attributes import of_text
from .document import Units
from .package import OfficePackage
from .trees import drop, local

_KEPT: Final = frozenset({"title", "created", "modified", "revision", "version", "language"})
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"></Properties>'
)
_CORE: Final = "core-properties"
_APART: Final = frozenset({"thumbnail", "custom-properties", "customXml", "origin", "signature"})


def properties(package: OfficePackage, units: Units) -> str:
    """Clear what is personal, make the title a unit; returns the title."""
    package.drop_relations(_APART)
    title = ""
    for kind, part, _ in package.relations(""):
        if kind == "extended-properties" and package.has(part):
            package.put(part, _APP)
        elif kind == _CORE and package.has(part):
            for element in list(package.tree(part)):
                if local(element) not in _KEPT:
                    drop(element)
                elif local(element) == "title":
                    title = element.text or ""
                    units.add("property", [of_text(element)])
    return title


def set_language(package: OfficePackage, language: str) -> None:
    for kind, part, _ in package.relations(""):
        if kind == _CORE and package.has(part):
            for element in package.tree(part):
                if local(element) == "language":
                    element.text = language
