"""What a model is told of a conversation so far."""

from typing import Final

from ..models import Message

_MOST: Final = 40  # messages


def history(message: Message) -> list[Message]:
    """Return what was said up to `message`, in order, without what has been put aside."""
    said = message.conversation.messages.filter(
        superseded=False, created__lte=message.created, status__in=("sent", "complete", "stopped")
    ).exclude(text="")
    return [one for one in list(said)[-_MOST:] if one.pk != message.pk]
