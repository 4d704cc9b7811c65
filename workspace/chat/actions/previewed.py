"""What a preview showed, as a stamp: its page posts it back, and only just that is sent.

It stands for every masked word, for the model that gets them and for what the chat is for.
Somebody who corrects or writes in another tab meanwhile makes it another one.
"""

import json
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from workspace.governance.models import UseCase

from ..models import Conversation, Document, Message


def stamp(draft: Message, documents: Iterable[Document], use_case: UseCase | None) -> str:
    """Return what is the same for as long as the same would be sent."""
    shown = [
        [str(draft.pk), draft.text, draft.aliases, draft.task, str(draft.replaces_id)],
        [str(draft.conversation.engine_id), str(use_case and use_case.pk)],
        [[d.number, d.name, d.name_aliases, d.paragraphs] for d in documents],
    ]
    return salted_hmac("chat.preview", json.dumps(shown), algorithm="sha256").hexdigest()


def documents_to_send(conversation: Conversation) -> list[Document]:
    return list(conversation.documents.filter(status=Document.Status.READY).order_by("number"))
