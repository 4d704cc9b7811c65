"""Starting, choosing a model for, searching and deleting conversations."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.gateway.models import Engine
from workspace.governance import audit, policy
from workspace.governance.models import Classification
from workspace.jobs.models import Job
from workspace.privacy.vaults import new_vault, shred

from ..models import Conversation


def engines_for(user: User) -> list[Engine]:
    """Return the engines this person may use for case work, the first offered first."""
    return [
        engine
        for engine in Engine.objects.all()
        if policy.can(policy.check_engine, user, engine, classification=Classification.SENSITIVE)
    ]


def start(*, by: User, case: Case | None = None) -> Conversation:
    """Begin a conversation: in the case's vault, or in a vault of its own."""
    policy.check_use_models(by)
    with transaction.atomic():
        vault = case.vault if case else new_vault()
        engine = next(iter(engines_for(by)), None)
        conversation: Conversation = Conversation.objects.create(
            owner=by, case=case, vault=vault, engine=engine
        )
        audit.record("chat.started", by=by, on=conversation)
    return conversation


def choose_engine(*, conversation: Conversation, engine: Engine, by: User) -> None:
    policy.check_engine(by, engine, classification=Classification.SENSITIVE)
    conversation.engine = engine
    conversation.save(update_fields=["engine", "changed"])


def delete(*, conversation: Conversation, by: User) -> None:
    """Delete a conversation for good; outside a case its people are erased with it."""
    with transaction.atomic():
        audit.record("chat.deleted", by=by, on=conversation)
        _forget_work(str(m) for m in conversation.messages.values_list("pk", flat=True))
        uploads = [str(pk) for pk in conversation.documents.values_list("pk", flat=True)]
        _forget_work(uploads)
        vault = conversation.vault if conversation.case_id is None else None
        conversation.delete()
        if vault:
            shred(vault)
    for name in uploads:
        (Path(settings.MEDIA_ROOT) / "uploads" / name).unlink(missing_ok=True)


def _forget_work(subjects: Iterable[str]) -> None:
    Job.objects.filter(subject_id__in=list(subjects)).delete()
