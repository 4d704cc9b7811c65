"""When somebody leaves: what is being written for them stops, and their chats and prompts pass on.

A case's vault stays the team's. A chat of its own passes with its vault: whoever the chat
belongs to reads the names in it, and nobody else does.
"""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from workspace.accounts.leaving import NotPossible
from workspace.accounts.models import User
from workspace.accounts.signals import person_leaving, person_left, what_they_answer_for
from workspace.cases.passing import taker
from workspace.governance import audit
from workspace.jobs.actions import cancel
from workspace.jobs.models import Job

from .models import Conversation, Prompt


@receiver(person_leaving)
def stop_answers(sender: type[User], user: User, by: User, **_: Any) -> None:
    """An answer that a worker is keeping this moment is kept first, and its draft passes on."""
    for job in Job.objects.filter(owner=user, kind="chat.answer").open():
        cancel(job=job, by=by)


@receiver(person_left)
def pass_on(sender: type[User], user: User, to: User | None, by: User, **_: Any) -> None:
    chats = Conversation.objects.filter(owner=user).select_related("case")
    chats = chats.only("case__team_id", "vault_id")  # the words are none of our business
    if to is None:
        if chats.exists():
            raise NotPossible(f"{user} still has chats. Choose the manager who takes them over.")
        return
    for conversation in chats:
        _pass(conversation, user, taker(conversation.case, to), by)
    for prompt in Prompt.objects.filter(owner=user):
        Prompt.objects.filter(pk=prompt.pk).update(owner=to)
        audit.record("prompt.passed_on", by=by, on=prompt, **_between(user, to))


def _pass(conversation: Conversation, user: User, to: User, by: User) -> None:
    """Pass one chat on. If it went on with a prohibited use, its new owner gives a reason too."""
    Conversation.objects.filter(pk=conversation.pk).update(
        owner=to, passed_from=user, passed=timezone.now(), overridden=None
    )
    papers = [str(pk) for pk in conversation.documents.values_list("pk", flat=True)]
    Job.objects.filter(owner=user, subject_id__in=papers).open().update(owner=to)
    audit.record("chat.passed_on", by=by, on=conversation, **_between(user, to))


def _between(user: User, to: User) -> dict[str, str]:
    return {"passed_from": str(user.pk), "passed_to": str(to.pk)}


@receiver(what_they_answer_for)
def prompts_left_behind(sender: type[User], user: User, **_: Any) -> list[tuple[str, str]]:
    """Prompts pass to the manager; only where none was chosen do they still name a leaver."""
    if user.is_active:
        return []
    return [
        (f"the prompt “{prompt}”", reverse("admin:chat_prompt_change", args=[prompt.pk]))
        for prompt in Prompt.objects.filter(owner=user)
    ]
