"""What each action in the record means, in plain English.

`{thing}` is what it was done to, `{place}` what holds that, if anything does, and any other word
in braces a fact of the entry. Whatever is recorded anywhere has its phrase here: a test compares.
"""

from dataclasses import dataclass
from typing import Final

from .people import PEOPLE
from .running import ADMINISTERED, RUNNING
from .work import WORK


@dataclass(frozen=True, slots=True)
class Phrase:
    title: str
    """What the list of actions calls it."""
    text: str
    """What comes after the person's name."""


PHRASES: Final = {
    action: Phrase(*words) for action, words in (WORK | PEOPLE | RUNNING | ADMINISTERED).items()
}

GROUPS: Final = {
    "chat": "Chats",
    "translation": "Translations",
    "model": "Models asked",
    "guard": "Decisions declined",
    "output": "Drafts, approvals and exports",
    "case": "Cases",
    "use": "Purposes chosen",
    "hold": "Legal holds",
    "stop": "Kill switches",
    "account": "Signing in",
    "access": "Turned away",
    "person": "People",
    "pack": "Translation packs",
    "glossary": "Glossary",
    "phrasebook": "Phrasebook",
    "memory": "Translation memory",
    "oversight": "Looking at the record",
}
"""What comes before the dot, in the order of the list. Any other group comes last."""

THINGS: Final = {
    "accounts.address": "an address that nobody has",
    "accounts.invitation": "invitation",
    "accounts.team": "team",
    "accounts.user": "person",
    "cases.case": "case",
    "chat.conversation": "chat",
    "chat.document": "document",
    "chat.message": "message",
    "chat.prompt": "prompt",
    "gateway.engine": "model",
    "governance.auditentry": "",
    "governance.erasure": "certificate",
    "governance.guardwording": "guard wording",
    "governance.legalhold": "hold",
    "governance.retentionrule": "retention rule",
    "governance.stop": "kill switch",
    "governance.usecase": "use",
    "jobs.job": "job",
    "keyring": "key",
    "oversight.look": "look",
    "page": "",
    "privacy.fairnessrun": "measurement",
    "privacy.modelchoice": "choice of models",
    "privacy.wordlist": "list",
    "outputs.output": "output",
    "outputs.version": "version",
    "translation.translation": "translation",
    "translation.direction": "direction",
    "translation.pack": "translation pack",
    "translation.pin": "pinned pack",
    "translation.memoryunit": "remembered sentence",
    "translation.phrase": "phrase",
    "translation.phrasetranslation": "phrase in a language",
    "translation.term": "term",
}
"""What an object of each type is called."""

HOLDERS: Final = {
    "chat.document": "chat",
    "chat.message": "chat",
    "outputs.output": "answer",
    "outputs.approval": "version",
    "outputs.version": "output",
}
"""What holds an object of each type."""


def group_of(action: str) -> str:
    group = action.partition(".")[0]
    return GROUPS.get(group, group.replace("_", " ").capitalize())


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every action by group, each group with a choice for all of it, for a list to pick."""
    by_group: dict[str, list[tuple[str, str]]] = {f"{group}.": [] for group in GROUPS}
    for action, phrase in PHRASES.items():
        by_group.setdefault(action.partition(".")[0] + ".", []).append((action, phrase.title))
    return [
        (group_of(group), [(group, f"{group_of(group)}: all"), *rows])
        for group, rows in by_group.items()
        if rows
    ]
