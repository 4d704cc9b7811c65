"""Word documents (.docx, .docm): what a person sees on the page, in order.

Read: headers, body with tables and text boxes, footers, footnotes and endnotes, insertions.
Not read: deletions, hidden text, comments, macros, anything outside the file. What was left out
is said in a warning.
"""

import posixpath
import re

from .archive import Archive
from .flow import Flow
from .limits import Limits
from .markup import parse
from .refusal import Extract, Refused
from .wordmarkup import PREFIXES, Body

_RELATION = {"http://schemas.openxmlformats.org/package/2006/relationships": "r"}
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?", re.I)
_FETCHED = ("attachedTemplate", "image", "oleObject", "frame", "aFChunk", "subDocument")

MACROS = "The macros in this document were ignored."
OUTSIDE = "This document points to material outside of it, which was not fetched."
COMMENTS = "Comments in the margin were not read."
EMBEDDED = "Files embedded in this document were not read."


def extract(data: bytes, limits: Limits) -> Extract:
    archive = Archive(data, limits)
    main = _first(_relations(archive, "", limits), "officeDocument") or "word/document.xml"
    if main not in archive.names:
        raise Refused("damaged")
    relations = _relations(archive, main, limits)
    flow = Flow(limits)
    body = Body(flow)
    for part in _running(archive, relations, "header", limits):
        flow.add(part)
    parse(archive.chunks(main), body, PREFIXES, limits)
    for part in _running(archive, relations, "footer", limits):
        flow.add(part)
    for notes in ("footnotes", "endnotes"):
        target = _first(relations, notes)
        if target in archive.names:
            parse(archive.chunks(target), body, PREFIXES, limits)
    warnings = sorted(body.warnings) + _warnings(archive, relations)
    return Extract(flow.paragraphs, warnings, if_empty="pictures" if body.pictures else "")


class _Relations:
    """The parts and the outside addresses that a part names: (type, target, outside)."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, bool]] = []

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "r:Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            outside = attributes.get("TargetMode") == "External"
            self.found.append((kind, attributes.get("Target", ""), outside))
        return False

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def _relations(archive: Archive, part: str, limits: Limits) -> list[tuple[str, str, bool]]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.names:
        return []
    relations = _Relations()
    parse(archive.chunks(path), relations, _RELATION, limits)
    return [
        (kind, target if outside else _resolved(folder, target), outside)
        for kind, target, outside in relations.found
    ]


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _first(relations: list[tuple[str, str, bool]], kind: str) -> str:
    return next((to for name, to, outside in relations if name == kind and not outside), "")


def _running(
    archive: Archive, relations: list[tuple[str, str, bool]], kind: str, limits: Limits
) -> list[str]:
    """The text of all headers or footers, each once, without bare page numbers."""
    found: dict[str, None] = {}
    for name, target, outside in relations:
        if name == kind and not outside and target in archive.names:
            flow = Flow(limits)
            parse(archive.chunks(target), Body(flow), PREFIXES, limits)
            found.update(dict.fromkeys(flow.paragraphs))
    return [text for text in found if not _PAGE_NUMBER.fullmatch(text.strip())]


def _warnings(archive: Archive, relations: list[tuple[str, str, bool]]) -> list[str]:
    names = archive.names
    kinds = {kind for kind, _, _ in relations}
    outside = any(kind in _FETCHED for kind, _, is_outside in relations if is_outside)
    embedded = any("/embeddings/" in name for name in names) or "aFChunk" in kinds
    macros = any(name.endswith("vbaProject.bin") for name in names)
    said = ((macros, MACROS), (outside, OUTSIDE), ("comments" in kinds, COMMENTS))
    return [text for said_so, text in (*said, (embedded, EMBEDDED)) if said_so]
