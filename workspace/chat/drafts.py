"""What an answer in a chat is as an output: where it came from and what it may cite."""

from django.urls import reverse

from workspace.outputs.actions import keep
from workspace.outputs.features import register
from workspace.outputs.models import Output
from workspace.privacy.masking import MaskedText

from .actions.history import history
from .models import Document, Message

KIND = "chat.answer"


def keep_draft(message: Message, text: MaskedText) -> Output:
    """Make a draft of a finished answer, in the transaction in which it is kept."""
    conversation = message.conversation
    return keep(
        kind=KIND,
        source_id=str(message.pk),
        owner=conversation.owner,
        case=conversation.case,
        vault=conversation.vault,
        use_case=conversation.use_case,
        engine_name=message.engine_name,
        model=message.engine.model if message.engine else "",
        version=message.version,
        text=text,
    )


def sources(output: Output) -> dict[str, list[str]]:
    """Documents by paragraph (D1, D2, …), and pasted messages by line (M1, M2, …)."""
    answer = Message.objects.filter(pk=output.source_id).select_related("conversation").first()
    if answer is None:
        return {}
    ready = answer.conversation.documents.filter(status=Document.Status.READY)
    found = {one.mark: [row["text"] for row in one.paragraphs] for one in ready}
    asked = [m.text for m in history(answer) if m.author == Message.Author.PRACTITIONER]
    for number, text in enumerate(asked, 1):
        found[f"M{number}"] = [line for line in text.splitlines() if line.strip()]
    return found


def address(output: Output) -> str:
    answer = Message.objects.filter(pk=output.source_id).first()
    if answer is None:
        return ""
    return reverse("chat:conversation", args=[answer.conversation_id]) + f"#turn-{answer.pk}"


def register_all() -> None:
    register(KIND, label="Answer in a chat", sources=sources, address=address)
