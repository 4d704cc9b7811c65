"""A model's words in a chat: as everywhere, with citations that lead to its documents."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from workspace.outputs.rendering import name
from workspace.outputs.rendering import render as rendered
from workspace.privacy.vaults import OpenVault

__all__ = ["name", "render"]


def render(
    text: str,
    opened: OpenVault,
    aliases: Sequence[str] = (),
    *,
    conversation: UUID | None = None,
    documents: Iterable[int] = (),
) -> SafeString:
    """Return one answer as HTML. `documents` are the numbers a citation may point to."""
    marks = {f"D{number}" for number in documents}

    def cite(mark: str, paragraph: int) -> str:
        if conversation is None or mark not in marks:
            return ""
        return reverse("chat:document", args=[conversation, mark[1:]]) + f"#p{paragraph}"

    return rendered(text, opened, aliases, cite=cite)
