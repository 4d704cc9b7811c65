"""Deleting a translation for good: sentences, document, draft and, outside a case, its people."""

from functools import partial

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import holds
from workspace.governance.erasures import certify
from workspace.governance.models import Erasure
from workspace.jobs.models import Job
from workspace.outputs.actions import locked
from workspace.outputs.models import Output
from workspace.privacy.vaults import shred_unless_used

from .. import storing
from ..models import Translation
from ..sheets import KIND


def delete(
    *, translation: Translation, by: User | None, reason: str = Erasure.Reason.REQUEST
) -> Erasure:
    """Delete it with the draft made of it; return the certificate.

    An approved text stays, with its people, until its own time is over. Raises Refused for what
    is on legal hold.
    """
    on = (translation._meta.label_lower, str(translation.pk))
    case, vault = translation.case_id, translation.vault
    with transaction.atomic():
        holds.check_not_held(on)
        counts = remove(translation)
        destroyed = str(vault.pk) if case is None and shred_unless_used(vault) else ""
        return certify(
            "translation.deleted", on=on, by=by, reason=reason, counts=counts,
            vault_id=destroyed, case=str(case or ""),
        )  # fmt: skip


def remove(translation: Translation) -> dict[str, int]:
    """Take away a translation's rows, document, work and draft; return how many there were."""
    sentences = [str(pk) for pk in translation.segments.values_list("pk", flat=True)]
    Job.objects.filter(subject_id=str(translation.pk)).delete()
    Job.objects.filter(kind="translation.back", subject_id__in=sentences).delete()
    drafts = locked(Output.objects.filter(kind=KIND, source_id=str(translation.pk))).only_drafts()
    counts = {"sentences": translation.segments.count(), "drafts": drafts.count()}
    drafts.delete()
    transaction.on_commit(partial(storing.forget, translation.pk))
    translation.delete()
    return counts
