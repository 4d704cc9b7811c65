"""Attaching a document: stored encrypted, read apart, masked, and then only its words kept."""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from workspace import reading
from workspace.accounts.models import User
from workspace.governance import audit, holds, policy
from workspace.jobs.actions import submit
from workspace.jobs.handlers import PermanentFailure
from workspace.jobs.leases import Lease
from workspace.privacy.preparing import mask_text, mask_texts, mask_texts_again
from workspace.privacy.vaults import data_key, open_vault

from ..models import Conversation, Document, Message
from ..warning import still_readable
from .composing import hides_towns
from .following import papers, texts

MOST_DOCUMENTS: Final = 20
_LONGEST_NAME: Final = 200
_WITH: Final = ("conversation__vault", "conversation__owner", "conversation__use_case")
_ENDINGS: Final = frozenset({".txt", ".md", ".docx", ".odt", ".pdf", ".eml"})


class CannotAttach(Exception):
    """This file is not taken. `str(error)` says why in plain English."""


def attach(*, conversation: Conversation, name: str, data: bytes, by: User) -> Document:
    """Store an upload encrypted and have a worker read it."""
    policy.check_use_models(by)
    if not data:
        raise CannotAttach("This file is empty.")
    if len(data) > reading.DEFAULT.bytes:
        raise CannotAttach(f"This file is larger than {reading.DEFAULT.bytes // 2**20} MB.")
    if conversation.documents.count() >= MOST_DOCUMENTS:
        raise CannotAttach(f"A chat takes up to {MOST_DOCUMENTS} documents. Remove one first.")
    stem, ending = _parts(name)
    masked = mask_text(
        conversation.vault_id, stem, towns=hides_towns(conversation, by),
        beside=texts(papers(conversation)),
    )  # fmt: skip
    document = Document(conversation=conversation, size=len(data))
    document.name, document.name_aliases = masked.text + ending, masked.aliases
    _blob(document).parent.mkdir(parents=True, exist_ok=True)
    key = data_key(conversation.vault)
    _blob(document).write_bytes(key.hide_bytes(data, bound_to=f"upload:{document.pk}"))
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        last = conversation.documents.aggregate(last=Max("number"))["last"] or 0
        document.number = last + 1
        document.job = submit(
            kind="chat.read", by=by, subject_id=str(document.pk), key=f"read:{document.pk}",
            queue="chat",
        )  # fmt: skip
        document.save(force_insert=True)
        audit.record("chat.attached", by=by, on=document, bytes=len(data))
    return document


def read(*, lease: Lease) -> None:
    """Read and mask the document that the lease's job is about."""
    document = Document.objects.select_related(*_WITH).get(pk=lease.job.subject_id)
    if document.status != Document.Status.READING:
        with lease.finish():
            return
    try:
        found = reading.read(_stored(document), _real_name(document))
    except reading.UnreadableFile as problem:
        with lease.commit():
            _end(document, Document.Status.FAILED, reason=str(problem))
        raise PermanentFailure(str(problem)) from None
    conversation = document.conversation
    vault_id, towns = conversation.vault_id, hides_towns(conversation, conversation.owner)
    beside = texts(papers(conversation))
    masked = mask_texts(vault_id, found.paragraphs, towns=towns, beside=beside)
    with lease.finish():
        # Somebody may have become known while it was read.
        clues = dict.fromkeys(clue for one in masked for clue in one.clues)
        masked = mask_texts_again(vault_id, [(m.text, m.aliases) for m in masked])
        document.media_type = found.media_type
        document.warnings = list(found.warnings)
        document.paragraphs = [{"text": m.text, "aliases": m.aliases} for m in masked]
        document.clues = still_readable(list(clues), [m.text for m in masked])
        _end(document, Document.Status.READY)


def remove(*, document: Document, by: User) -> None:
    """Take a document out of the chat. Answers that cited it keep their words.

    Raises Refused for what is on legal hold.
    """
    answered = document.conversation.messages.filter(status=Message.Status.WAITING)
    if any(message.is_waiting for message in answered):
        raise CannotAttach("An answer is being written from it. Stop the answer first.")
    blob = _blob(document)
    with transaction.atomic():
        holds.check_not_held(("chat.conversation", str(document.conversation_id)))
        audit.record("chat.document_removed", by=by, on=document)
        document.delete()
    blob.unlink(missing_ok=True)


def _stored(document: Document) -> bytes:
    opened = data_key(document.conversation.vault)
    try:
        hidden = _blob(document).read_bytes()
    except FileNotFoundError:  # a restored backup can be older than the end of this work
        raise reading.UnreadableFile("The file is not here any more. Attach it again.") from None
    return opened.show_bytes(hidden, bound_to=f"upload:{document.pk}")


def _end(document: Document, status: str, reason: str = "") -> None:
    document.status, document.reason = status, reason[:400]
    document.save(
        update_fields=["status", "reason", "media_type", "warnings", "paragraphs", "clues"]
    )
    transaction.on_commit(lambda: _blob(document).unlink(missing_ok=True))


def _real_name(document: Document) -> str:
    opened = open_vault(document.conversation.vault_id)
    return opened.restore(document.name, document.name_aliases)


def _parts(name: str) -> tuple[str, str]:
    """Split a file's name, made printable and not too long, from its ending.

    Only an ending that is known to be one stays in clear: "note.Amina" ends in a name.
    """
    shown = Path("".join(c if c.isprintable() else " " for c in Path(name).name))
    ending = shown.suffix if shown.suffix.lower() in _ENDINGS else ""
    return shown.name.removesuffix(ending)[:_LONGEST_NAME], ending


def _blob(document: Document) -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads" / str(document.pk)
