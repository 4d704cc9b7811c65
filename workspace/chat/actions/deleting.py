"""Deleting a chat for good: its rows, its drafts, its files, and outside a case its people."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import holds
from workspace.governance.erasures import certify
from workspace.governance.models import Erasure
from workspace.jobs.models import Job
from workspace.outputs.actions import locked
from workspace.outputs.models import Output, Outputs
from workspace.privacy.vaults import shred_unless_used

from ..models import Conversation


def delete(
    *, conversation: Conversation, by: User | None, reason: str = Erasure.Reason.REQUEST
) -> Erasure:
    """Delete a conversation and the drafts made in it; return the certificate.

    Outside a case its people are erased with it, unless an approved text still needs them.
    Raises Refused for what is on legal hold.
    """
    on, case = (conversation._meta.label_lower, str(conversation.pk)), conversation.case_id
    with transaction.atomic():
        holds.check_not_held(on)
        counts, vault = remove(conversation), conversation.vault
        destroyed = str(vault.pk) if case is None and shred_unless_used(vault) else ""
        return certify(
            "chat.deleted", on=on, by=by, reason=reason, counts=counts, vault_id=destroyed,
            case=str(case or ""),
        )  # fmt: skip


def remove(conversation: Conversation) -> dict[str, int]:
    """Take away a conversation's rows, work, drafts and files; return how many there were."""
    messages = [str(pk) for pk in conversation.messages.values_list("pk", flat=True)]
    uploads = [str(pk) for pk in conversation.documents.values_list("pk", flat=True)]
    # An answer that a worker is keeping this moment comes first, and is a draft like the others.
    Job.objects.filter(subject_id__in=[*messages, *uploads]).delete()
    drafts = locked(outputs_of(messages)).only_drafts()
    counts = {"messages": len(messages), "documents": len(uploads), "drafts": drafts.count()}
    drafts.delete()
    conversation.delete()
    transaction.on_commit(partial(_remove_files, uploads))
    return counts


def outputs_of(messages: Iterable[str]) -> Outputs:
    """Return what was made of these answers."""
    found: Outputs = Output.objects.filter(kind__startswith="chat.", source_id__in=list(messages))
    return found


def _remove_files(names: Iterable[str]) -> None:
    for name in names:
        (Path(settings.MEDIA_ROOT) / "uploads" / name).unlink(missing_ok=True)
