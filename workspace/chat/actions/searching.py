"""Searching one's own conversations, by name too, though no name is in the text at rest.

A word is looked for in the masked text of messages and documents, and among the spellings of
each vault's people; whoever matches is then looked for by code.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from workspace.accounts.models import User
from workspace.privacy.placeholders import EXACT
from workspace.privacy.vaults import VaultGone, open_vault

from ..models import Conversation, Document, Message


def search(*, by: User, query: str) -> list[Conversation]:
    """Return the conversations in which every word of `query` occurs, the latest first."""
    conversations = list(Conversation.objects.visible_to(by).select_related("case"))
    terms = query.casefold().split()
    if not terms:
        return conversations
    texts = _texts(conversations)
    people: dict[UUID, dict[str, set[str]]] = {}
    found = []
    for conversation in conversations:
        vault = conversation.vault_id
        if vault not in people:
            people[vault] = _codes(vault, terms)
        body = texts[conversation.pk]
        words = EXACT.sub(" ", body).casefold()
        if all(t in words or any(code in body for code in people[vault][t]) for t in terms):
            found.append(conversation)
    return found


def _texts(conversations: Iterable[Conversation]) -> dict[UUID, str]:
    texts: dict[UUID, list[str]] = defaultdict(list)
    for conversation in conversations:
        texts[conversation.pk].append(conversation.title)
    rows = Message.objects.filter(conversation__in=list(texts)).exclude(superseded=True)
    for conversation_id, text in rows.values_list("conversation_id", "text").iterator():
        texts[conversation_id].append(text)
    documents = Document.objects.filter(conversation__in=list(texts))
    attached = documents.values_list("conversation_id", "name", "paragraphs")
    for conversation_id, name, paragraphs in attached.iterator():
        texts[conversation_id] += [name, *(row["text"] for row in paragraphs)]
    return {pk: "\n".join(parts) for pk, parts in texts.items()}


def _codes(vault: UUID, terms: Iterable[str]) -> dict[str, set[str]]:
    """Return for each term the placeholders of the people whose name holds it."""
    try:
        issued = open_vault(vault).identities.issued()
    except VaultGone:
        issued = {}
    return {
        term: {
            str(placeholder)
            for placeholder, subject in issued.items()
            if any(term in spelling.casefold() for spelling in subject.aliases)
        }
        for term in terms
    }
