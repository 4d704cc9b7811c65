"""Slots for the places where XML holds letters: an element, what follows it, an attribute."""

from collections.abc import Hashable
from dataclasses import dataclass

from .document import Slot
from .trees import Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class _Text:
    element: Element
    keeps_blanks: bool

    def __call__(self, text: str) -> None:
        self.element.text = text
        if self.keeps_blanks and text != text.strip():
            self.element.set(_SPACE, "preserve")


@dataclass(slots=True)
class _Tail:
    element: Element

    def __call__(self, text: str) -> None:
        self.element.tail = text


@dataclass(slots=True)
class _Attribute:
    element: Element
    name: str

    def __call__(self, text: str) -> None:
        self.element.set(self.name, text)


def of_text(element: Element, form: Hashable = None, *, keeps_blanks: bool = False) -> Slot:
    return Slot(element.text or "", _Text(element, keeps_blanks), form)


def of_tail(element: Element, form: Hashable = None) -> Slot:
    return Slot(element.tail or "", _Tail(element), form)


def of_attribute(element: Element, name: str) -> Slot:
    return Slot(element.get(name, ""), _Attribute(element, name))
