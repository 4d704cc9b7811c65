"""What has not been sent yet follows the vault: the draft, and the documents beside it.

Each of their texts has a mark by which a page and a correction mean the same one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db import transaction

from workspace.privacy.masking import MaskedText
from workspace.privacy.preparing import mask_texts_again

from ..models import Conversation, Document, Message
from ..warning import still_readable

MESSAGE: Final = "message-text"
Again = Callable[[UUID, Sequence[tuple[str, Sequence[str]]]], list[MaskedText]]


@dataclass(frozen=True, slots=True)
class Paper:
    """One text at rest: its mark ("message-text", "D1", "D1p3"), masked, and its aliases."""

    mark: str
    text: str
    aliases: Sequence[str]


def papers(conversation: Conversation) -> list[Paper]:
    """Return every text of the draft and of the documents, in the order of the preview."""
    drafts = conversation.messages.filter(status=Message.Status.DRAFT)
    found = [paper for draft in drafts for paper in _of_draft(draft)]
    return found + [paper for one in conversation.documents.all() for paper in _of_document(one)]


def all_papers(conversation: Conversation) -> list[Paper]:
    """Return `papers` and every message that is part of the chat: a model is told of them again."""
    said = conversation.messages.filter(superseded=False).exclude(status=Message.Status.DRAFT)
    return papers(conversation) + [Paper("", one.text, one.aliases) for one in said]


def follow(
    conversation: Conversation,
    *,
    first: Callable[[Paper], Paper] = lambda paper: paper,
    again: Again = mask_texts_again,
) -> None:
    """Change each text by `first`, and bring all of them up to what the vault knows now.

    The rows are locked before, so that a document which is being read meanwhile loses nothing.
    """
    with transaction.atomic():
        drafts = list(conversation.messages.select_for_update().filter(status=Message.Status.DRAFT))
        documents = list(conversation.documents.select_for_update())
        before = [first(paper) for draft in drafts for paper in _of_draft(draft)]
        before += [first(paper) for one in documents for paper in _of_document(one)]
        after = again(conversation.vault_id, [(paper.text, paper.aliases) for paper in before])
        masked = iter(after)
        for draft in drafts:
            _save_draft(draft, next(masked))
        for document in documents:
            _save_document(document, [next(masked) for _ in _of_document(document)])


def replaced(paper: Paper, text: str) -> Paper:
    return replace(paper, text=text)


def texts(found: Iterable[Paper]) -> list[str]:
    return [paper.text for paper in found]


def _of_draft(draft: Message) -> list[Paper]:
    return [Paper(MESSAGE, draft.text, draft.aliases)]


def _of_document(document: Document) -> list[Paper]:
    name = Paper(document.mark, document.name, document.name_aliases)
    return [name] + [
        Paper(f"{document.mark}p{number}", row["text"], row["aliases"])
        for number, row in enumerate(document.paragraphs, 1)
    ]


def _save_draft(draft: Message, masked: MaskedText) -> None:
    draft.text, draft.aliases = masked.text, masked.aliases
    draft.clues = still_readable(draft.clues, [masked.text])
    draft.save(update_fields=["text", "aliases", "clues"])


def _save_document(document: Document, masked: Sequence[MaskedText]) -> None:
    name, *paragraphs = masked
    document.name, document.name_aliases = name.text, name.aliases
    document.paragraphs = [{"text": m.text, "aliases": m.aliases} for m in paragraphs]
    document.clues = still_readable(document.clues, [m.text for m in paragraphs])
    document.save(update_fields=["name", "name_aliases", "paragraphs", "clues"])
