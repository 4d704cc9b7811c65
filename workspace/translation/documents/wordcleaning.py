"""What a Word document carries that its reader should not get, taken out before translation.

Insertions become text and deletions go, as if the changes had been accepted; comments, embedded
files, macros, bound data and templates go. What went is said in a note.
"""

import re
from typing import Final

from lxml import etree

from .package import OfficePackage
from .trees import Element, drop, each, local, unwrap
from .wordnames import W

RELATIONS: Final = frozenset({
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "oleObject",
    "glossaryDocument", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "control",
    "vbaProject", "wordVbaData", "package", "aFChunk", "subDocument", "activeXControlBinary",
    "keyMapCustomizations", "attachedToolbars", "customXml", "customXmlProps", "printerSettings",
    "recipientData", "extensibility", "thumbnail", "documenttasks",
})  # fmt: skip
TRACKED: Final = "Tracked changes were accepted: insertions are text, deletions were left out."
COMMENTS: Final = "Comments in the margin were left out."
EMBEDDED: Final = "Files embedded in this document were left out; their pictures stay."
MACROS: Final = "The macros in this document were left out."

_DROPPED: Final = frozenset(
    "del moveFrom delText delInstrText moveFromRangeStart moveFromRangeEnd moveToRangeStart "
    "moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart "
    "customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
    "customXmlMoveToRangeStart customXmlMoveToRangeEnd cellIns cellDel cellMerge rPrChange "
    "pPrChange tblPrChange trPrChange tcPrChange sectPrChange tblPrExChange tblGridChange "
    "numberingChange commentRangeStart commentRangeEnd commentReference annotationRef proofErr "
    "lastRenderedPageBreak dataBinding smartTagPr customXmlPr altChunk subDoc control "
    "printerSettings softHyphen rt docVars mailMerge attachedTemplate trackRevisions rsids".split()
)
_WORDY: Final = re.compile(r"\s*(?:XE|TC|TA|ADDIN|FILLIN|ASK)\b", re.I)
_TIP: Final = re.compile(r"\\o\s+\"[^\"]*\"")
_UNWRAPPED: Final = frozenset("ins moveTo smartTag customXml ruby rubyBase bdo dir".split())
_TRACKED: Final = frozenset({"ins", "moveTo", "del", "moveFrom"})


def cleaned(root: Element) -> set[str]:
    """Take out of one part what must not stay; returns notes for the person."""
    notes: set[str] = set()
    _rows(root)
    _marks(root)
    _codes(root)
    for element in each(root, etree.Element):
        tag = local(element)
        if element.tag.startswith(W):
            if tag in _TRACKED:
                notes.add(TRACKED)
            if tag == "altChunk":
                notes.add(EMBEDDED)
            if tag in _DROPPED:
                drop(element)
            elif tag == "noBreakHyphen":
                element.tag, element.text = f"{W}t", "\u2011"
        elif tag == "OLEObject":
            notes.add(EMBEDDED)
            drop(element)
        elif tag == "Fallback" and any(True for _ in element.iter(f"{W}p")):
            drop(element)
    for element in each(root, *(f"{W}{tag}" for tag in _UNWRAPPED)):
        unwrap(element)
    return notes


def _codes(root: Element) -> None:
    """Field codes that hold words: entries of an index, data of other programs, screen tips."""
    hiding = False
    for element in each(root, f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}fldChar":
            hiding = False
            continue
        code = element.text or ""
        hiding = hiding or bool(_WORDY.match(code))
        element.text = "" if hiding else _TIP.sub("", code)


def _rows(root: Element) -> None:
    """A deleted row goes with everything in it."""
    for mark in each(root, f"{W}del"):
        parent = mark.getparent()
        if parent is not None and local(parent) == "trPr" and parent.getparent() is not None:
            drop(parent.getparent())


def _marks(root: Element) -> None:
    """Where the end of a paragraph was deleted, the next paragraph follows on."""
    for mark in each(root, f"{W}del"):
        properties = mark.getparent()
        if properties is None or local(properties) != "rPr":
            continue
        paragraph = properties.getparent().getparent()
        following = None if paragraph is None else paragraph.getnext()
        if following is None or local(paragraph) != "p" or local(following) != "p":
            continue
        at = 1 if following.find(f"{W}pPr") is not None else 0
        for child in list(paragraph):
            if local(child) != "pPr":
                following.insert(at, child)
                at += 1
        drop(paragraph)


def package_cleaned(package: OfficePackage) -> set[str]:
    """Take out parts and what points to them; returns notes for the person."""
    kinds = {kind for name in ("", *package.names) for kind, _, _ in package.relations(name)}
    notes: set[str] = set()
    if kinds & {"comments", "commentsExtended"}:
        notes.add(COMMENTS)
    if kinds & {"oleObject", "aFChunk", "subDocument"}:
        notes.add(EMBEDDED)
    if package.without_macros() or "vbaProject" in kinds:
        notes.add(MACROS)
    package.drop_relations(RELATIONS)
    return notes
