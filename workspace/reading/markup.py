"""XML from strangers, as a stream of events: no tree in memory, no document type, no entities.

A document type is refused outright, which leaves no way to declare an entity (the billion
laughs) or to point outside. `defusedxml` refuses the same things but costs twice the start-up
time of the whole process, and its fast parsers build trees.
"""

from collections.abc import Iterable
from typing import Any, NoReturn, Protocol
from xml.parsers import expat

from .limits import Limits
from .refusal import Refused


class Handler(Protocol):
    """Receives a document's events; names are "prefix:local" with the prefixes of `parse`."""

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        """An element opens; True skips everything up to its end."""
        ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def parse(
    chunks: Iterable[bytes], handler: Handler, prefixes: dict[str, str], limits: Limits
) -> None:
    """Drive `handler` through a document. `prefixes` maps a namespace to its short name."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    walk = _Walk(handler, prefixes, limits.depth)
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refused("damaged") from None


def _refuse(*_: Any) -> NoReturn:
    raise Refused("too_much_inside")


class _Walk:
    """Shortens names, skips what the handler does not want, and counts the depth."""

    def __init__(self, handler: Handler, prefixes: dict[str, str], deepest: int) -> None:
        self._handler = handler
        self._prefixes = prefixes
        self._deepest = deepest
        self._depth = 0
        self._skip_above = 0
        self._short: dict[str, str] = {}

    def _name(self, name: str) -> str:
        short = self._short.get(name)
        if short is None:
            space, _, local = name.rpartition(" ")
            prefix = self._prefixes.get(space, "") if space else ""
            short = f"{prefix}:{local}" if prefix else local if not space else f"?:{local}"
            if len(self._short) < 2_000:
                self._short[name] = short
        return short

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._deepest:
            raise Refused("too_much_inside")
        if self._skip_above:
            return
        named = {self._name(key): value for key, value in attributes.items()}
        if self._handler.start(self._name(name), named):
            self._skip_above = self._depth

    def end(self, name: str) -> None:
        self._depth -= 1
        if not self._skip_above:
            self._handler.end(self._name(name))
        elif self._depth < self._skip_above:
            self._skip_above = 0

    def text(self, text: str) -> None:
        if not self._skip_above:
            self._handler.text(text)
