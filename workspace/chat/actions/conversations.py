"""Starting a conversation and choosing a model for it."""

from django.db import transaction

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.gateway.models import Engine
from workspace.governance import audit, policy
from workspace.governance.models import UseCase
from workspace.privacy.vaults import new_vault

from ..models import Conversation
from .purposes import check_may_answer, engines_for
from .uses import default_use


def start(*, by: User, case: Case | None = None, use_case: UseCase | None = None) -> Conversation:
    """Begin a conversation: in the case's vault, or in a vault of its own; for the usual use."""
    policy.check_use_models(by)
    if use_case is not None:
        policy.check_use_case(by, use_case)
    use_case = use_case or default_use(by)
    with transaction.atomic():
        vault = case.vault if case else new_vault()
        engine = next(iter(engines_for(by, use_case, case and case.pk)), None)
        conversation: Conversation = Conversation.objects.create(
            owner=by, case=case, vault=vault, engine=engine, use_case=use_case
        )
        purpose = use_case.slug if use_case else ""
        audit.record("chat.started", by=by, on=conversation, purpose=purpose)
    return conversation


def choose_engine(*, conversation: Conversation, engine: Engine, by: User) -> None:
    check_may_answer(conversation, engine, by)
    conversation.engine = engine
    conversation.save(update_fields=["engine", "changed"])
