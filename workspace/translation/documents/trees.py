"""XML from strangers as trees: no document type, no entities, no network, bounded depth.

The prolog is looked at before a tree is built. libxml2 keeps its own bounds on depth and on the
length of names and texts, which `huge_tree` would lift.
"""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from workspace.reading.refusal import Refused

# lxml ships no types of its own: an element is whatever it gives.
Element = Any

LARGEST: Final = 24 * 1024 * 1024
"""Bytes of one part of a document: a tree takes about ten times as much memory."""


def parsed(data: bytes) -> Element:
    """The root of a document. Raises Refused."""
    if len(data) > LARGEST:
        raise Refused("too_much_inside")
    if b"<!DOCTYPE" in data[:4096] or b"<\0!\0D\0O\0C\0T" in data[:4096]:
        raise Refused("too_much_inside")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        dtd_validation=False, attribute_defaults=False, remove_pis=True, remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        raise Refused("too_much_inside" if deep else "damaged") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("too_much_inside")
    return root


def written(root: Element) -> bytes:
    return bytes(
        etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def drop(element: Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Take an element out and leave in its place what it held."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    drop(element)


def local(element: Element) -> str:
    """The name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first(element: Element, tag: str) -> Element | None:
    return element.find(tag)


def each(root: Element, *tags: str) -> Iterator[Element]:
    """The elements of these tags, as they are now: they may be taken out on the way."""
    return iter(list(root.iter(*tags)))


def ordered(parent: Element, tag: str, order: list[str]) -> Element:
    """The child of this tag, made where the schema wants it. `order` is of local names."""
    found = parent.find(tag)
    if found is not None:
        return found
    rank = {name: number for number, name in enumerate(order)}
    mine = rank[tag.rpartition("}")[2]]
    child = parent.makeelement(tag)
    at = sum(rank.get(local(each), 0) <= mine for each in parent)
    parent.insert(at, child)
    return child
