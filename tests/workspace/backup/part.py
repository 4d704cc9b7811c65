"""Acts of the restore drill, done by a process of its own: `python -m … part ACTS`, in JSON.

Acts are [[name, argument, …], …]; "manage" runs a command. The settings come from the
environment, as in production. The last line printed is what each act returned, in JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from workspace.accounts.models import Role, User  # noqa: E402
from workspace.backup import rows  # noqa: E402
from workspace.chat.actions import composing, deleting  # noqa: E402
from workspace.chat.actions.conversations import start  # noqa: E402
from workspace.chat.models import Conversation  # noqa: E402
from workspace.privacy.vaults import VaultGone, open_vault  # noqa: E402


def fill(people: list[str]) -> dict[str, str]:
    """One chat about each of these people; return the chats' ids by name."""
    worker = User.objects.filter(role=Role.PRACTITIONER).order_by("pk").first()
    worker = worker or User.objects.create_user("robin@example.test", name="Robin Ashgrove")
    chats = {}
    for number, name in enumerate(people):
        chat = start(by=worker)
        text = f"{name} came with the matchstick lighthouse number {number}."
        composing.compose(conversation=chat, text=text, by=worker)
        chats[name] = str(chat.pk)
    return chats


def erase(chats: list[str]) -> None:
    for pk in chats:
        chat = Conversation.objects.get(pk=pk)
        deleting.delete(conversation=chat, by=chat.owner)


def tell() -> dict[str, Any]:
    """Everything that can be read: each chat's words, and how many rows each table has."""
    words: dict[str, Any] = {}
    for chat in Conversation.objects.all():
        try:
            opened = open_vault(chat.vault_id)
        except VaultGone:
            continue
        said = [opened.restore(m.text, m.aliases) for m in chat.messages.all()]
        names = [opened.restore(d.name, d.name_aliases) for d in chat.documents.all()]
        words[str(chat.pk)] = [said, names]
    counts = {m._meta.label_lower: m._base_manager.count() for m in rows.kept_models()}
    return {"words": words, "counts": counts}


def manage(*arguments: str) -> str:
    said = StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


def main() -> None:
    acts: dict[str, Callable[..., Any]] = {
        "fill": fill, "erase": erase, "tell": tell, "manage": manage,
    }  # fmt: skip
    print(json.dumps([acts[name](*arguments) for name, *arguments in json.loads(sys.argv[1])]))


if __name__ == "__main__":
    main()
