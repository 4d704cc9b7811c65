"""A model's words become an output here, and so come under somebody's name."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance.models import UseCase
from workspace.privacy.masking import MaskedText
from workspace.privacy.models import Vault

from ..models import Output, Outputs


def keep(
    *,
    kind: str,
    source_id: str,
    owner: User,
    case: Case | None,
    vault: Vault,
    use_case: UseCase | None,
    engine_name: str,
    model: str,
    version: str,
    text: MaskedText,
) -> Output:
    """Make a draft of what a model wrote, in the transaction in which its feature keeps it.

    `kind` is one that the feature has registered in `outputs.features`; together with
    `source_id` it is unique. The door has recorded the model's work already.
    """
    with transaction.atomic():
        output: Output = Output.objects.create(
            kind=kind, source_id=source_id, owner=owner, case=case, vault=vault,
            use_case=use_case, engine_name=engine_name[:80], model=model[:120],
            version=version[:120],
        )  # fmt: skip
        output.versions.create(
            number=1, text=text.text, aliases=text.aliases, locked=timezone.now()
        )
    return output


def retire(*, kind: str, source_ids: Iterable[str]) -> None:
    """Forget drafts whose source was put aside, where nobody has worked on them.

    The source still holds the model's words, so nothing is lost. Call it in a transaction.
    """
    concerned = locked(Output.objects.filter(kind=kind, source_id__in=list(source_ids)))
    drafts = concerned.filter(state=Output.State.DRAFT)
    drafts.exclude(versions__number__gt=1).exclude(versions__approvals__isnull=False).delete()


def locked(outputs: Outputs) -> Outputs:
    """Return the same outputs once nobody is approving or changing one of them any more."""
    rows = outputs.select_for_update().order_by("pk").values_list("pk", flat=True)
    found: Outputs = Output.objects.filter(pk__in=list(rows))
    return found
