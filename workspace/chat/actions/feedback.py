"""What a practitioner thought of an answer."""

from collections.abc import Sequence

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.privacy.preparing import mask_text

from ..models import Feedback, Message


def give_feedback(
    *, answer: Message, helpful: bool, reasons: Sequence[str], comment: str, by: User
) -> Feedback:
    """Record or change the feedback on one answer; its words are masked like any others."""
    masked = mask_text(answer.conversation.vault_id, comment)
    known = [reason for reason in reasons if reason in Feedback.Reason]
    with transaction.atomic():
        feedback, _ = Feedback.objects.update_or_create(
            message=answer,
            defaults={
                "helpful": helpful,
                "reasons": known,
                "comment": masked.text,
                "comment_aliases": masked.aliases,
            },
        )
        audit.record("chat.feedback", by=by, on=answer, helpful=helpful, reasons=known)
    return feedback
