"""One output as its review page shows it. Everything here is for whoever may see the names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workspace.privacy.placeholders import find_exact
from workspace.privacy.vaults import OpenVault

from .features import Feature, feature_of
from .markdown import block_texts
from .marking import Marked, marks
from .measuring import Measured, measured
from .models import Output, Version
from .rendering import name, render, settled
from .support.statements import statements

_LABELS: Final = {
    "uncited": "No source given",
    "missing": "No such paragraph",
    "unsupported": "Compare with the source",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A paragraph that the text cites, to be read beside it."""

    anchor: str
    label: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Review:
    version: Version
    feature: Feature
    html: SafeString
    marks: list[Marked]
    sources: list[Source]
    figures: Measured
    blocks: int
    has_unknown: bool

    @property
    def unsupported(self) -> list[Marked]:
        return [mark for mark in self.marks if mark.is_unsupported]

    @property
    def added(self) -> int:
        return sum(not mark.is_unsupported for mark in self.marks)


def review(version: Version, opened: OpenVault) -> Review:
    output: Output = version.output
    feature, text = feature_of(output), settled(version.text)
    sources, marked = feature.sources(output), marks(version, opened)
    cited = list(_cited(text, sources, opened))
    anchors = {source.anchor for source in cited}

    def cite(mark: str, paragraph: int) -> str:
        return f"#{mark}p{paragraph}" if f"{mark}p{paragraph}" in anchors else ""

    notes = {mark.end: _note(mark, output) for mark in marked}
    if output.state == Output.State.APPROVED:
        notes = {}  # somebody has answered for it: it is read and used as it is
    return Review(
        version, feature,
        render(text, opened, version.aliases, cite=cite, notes=notes, numbered=True),
        marked, cited, measured(version, opened), len(block_texts(text)),
        any(found.placeholder not in opened.issued for found in find_exact(text)),
    )  # fmt: skip


def label_of(mark: Marked, output: Output) -> str:
    return _LABELS.get(mark.kind, f"Added by {output.owner.get_short_name()}")


def _note(mark: Marked, output: Output) -> SafeString:
    label = label_of(mark, output)
    if not mark.is_unsupported:
        return format_html('<span class="support" data-support="added">{}</span>', label)
    return format_html(
        '<a class="support" data-support="{}" id="m{}" href="#why-{}">{}</a>',
        mark.kind, mark.number, mark.number, label,
    )  # fmt: skip


def _cited(text: str, sources: Mapping[str, Sequence[str]], opened: OpenVault) -> Iterator[Source]:
    """Yield the paragraphs that are cited and exist, in the order of the documents."""
    wanted = {one for statement in statements(text) for one in statement.citations}
    for one in sorted(wanted, key=lambda c: (c.mark[0], int(c.mark[1:]), c.paragraph)):
        paragraphs = sources.get(one.mark, ())
        if 1 <= one.paragraph <= len(paragraphs):
            anchor = f"{one.mark}p{one.paragraph}"
            yield Source(anchor, str(one), _with_names(paragraphs[one.paragraph - 1], opened))


def _with_names(text: str, opened: OpenVault) -> SafeString:
    pieces = opened.pieces(text)
    shown = ((piece.text if piece.placeholder is None else name(piece),) for piece in pieces)
    return format_html_join("", "{}", shown)
