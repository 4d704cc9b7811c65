"""What features say of the outputs they have: where each came from, and what it may cite.

A feature registers each kind of its outputs once, in `AppConfig.ready`. Rooms below never ask
what kind an output is; they ask here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from workspace.accounts.models import User

from .models import Output

Paragraphs = list[str]


def _unmoved(output: Output, by: User) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Feature:
    """How to show one kind of output."""

    kind: str
    label: str
    """What it is, for people: "Answer in a chat"."""
    sources: Callable[[Output], Mapping[str, Paragraphs]]
    """{mark: masked paragraphs} of everything it may cite: {"D1": ["…", "…"]}."""
    address: Callable[[Output], str]
    """Where its owner finds what it was made in; "" where that is gone."""
    not_yet: Callable[[Output], str]
    """Why it cannot be approved yet, in plain English; "" where it can."""
    edited_there: bool = False
    """Its text is changed where it was made, and not on the page of outputs."""
    approved: Callable[[Output, User], None] = _unmoved
    """Told, in the transaction of the last approval, who gave it."""


def _nothing(output: Output) -> Mapping[str, Paragraphs]:
    return {}


def _nowhere(output: Output) -> str:
    return ""


_FEATURES: Final[dict[str, Feature]] = {}


def register(
    kind: str,
    *,
    label: str,
    sources: Callable[[Output], Mapping[str, Paragraphs]] = _nothing,
    address: Callable[[Output], str] = _nowhere,
    not_yet: Callable[[Output], str] = _nowhere,
    edited_there: bool = False,
    approved: Callable[[Output, User], None] = _unmoved,
) -> None:
    """Say how outputs of this kind are shown. A kind registered again replaces the former."""
    _FEATURES[kind] = Feature(kind, label, sources, address, not_yet, edited_there, approved)


def feature_of(output: Output) -> Feature:
    """Return its feature; an unknown kind is shown without sources and without a way back."""
    unknown = Feature(output.kind, "Text", _nothing, _nowhere, _nowhere)
    return _FEATURES.get(output.kind, unknown)
