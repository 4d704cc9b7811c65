"""Suggesting a word of one chat for everybody: what may be suggested, and doing it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.privacy import suggesting
from workspace.privacy.detector.errors import DetectionFailed
from workspace.privacy.identities import Identities
from workspace.privacy.models import Alias, Suggested, Suggestion, WordList
from workspace.privacy.suggesting import CannotSuggest
from workspace.privacy.vaults import OpenVault, open_vault

from ..models import Conversation

LABEL_OF_ROLE: Final = {
    "SCHOOL": "SCHOOL", "ADDRESS": "ADDRESS", "PLACE": "PLACE", "REF": "REFERENCE",
}  # fmt: skip
"""What a list may hold. Nobody's name, and no number that identifies somebody."""
_BEGINNING: Final = re.compile(r"\D*")


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be done for everybody with words that were just corrected.

    `kind` is a list's, or "roster" for a person, whose `subject` and `role` are given.
    """

    alias: str
    words: str
    kind: str
    label: str = ""
    subject: str = ""
    role: str = ""


def offer(conversation: Conversation, opened: OpenVault, alias: str) -> Offer | None:
    """Return what to offer for these words, if anything; nothing is done yet."""
    subject, words = opened.spellings.get(alias, (None, ""))
    if subject is None or subject.from_roster:
        return None
    if opened.identities.is_kept(words):
        return _possible(Offer(alias, words, WordList.Kind.SPARED), opened.identities)
    if subject.label == "PERSON":
        on = conversation.case_id and not subject.ambiguous
        return Offer(alias, words, "roster", "", subject.id, subject.role) if on else None
    label = LABEL_OF_ROLE.get(subject.role, "")
    words = _beginning(words) if label == "REFERENCE" else words
    offered = Offer(alias, words, WordList.Kind.HIDDEN, label)
    return _possible(offered, opened.identities) if label else None


def suggest(
    *, conversation: Conversation, text: str, kind: str, label: str, reason: str, by: User,
    offered: str | None = None, alias: str = "",
) -> Suggestion:  # fmt: skip
    """Suggest words for one of the organisation's lists. Raises CannotSuggest.

    `offered` are the words that were corrected, where somebody typed others in their place;
    `alias` is the id of their spelling.
    """
    policy.check_use_models(by)
    _check_nobody(open_vault(conversation.vault_id).identities, text)
    with transaction.atomic():
        made = suggesting.suggest(
            text=text, kind=kind, label=label, reason=reason, by=by, offered=offered,
            about=conversation.vault_id, alias=alias or None,
        )  # fmt: skip
        audit.record("word.suggested", by=by, on=made, list=str(made.get_kind_display()).lower())
    return made


def came_from(rows: Iterable[Suggested], *, by: User) -> dict[int, tuple[str, Conversation]]:
    """Return, where somebody may still see it in their own chat: row -> (its word there, chat).

    What was refused is erased here; their own work still holds the word, under its own key.
    """
    wanted = {row.pk: row.alias for row in rows if row.alias and not row.suggestion.is_waiting}
    vaults = dict(Alias.objects.filter(pk__in=wanted.values()).values_list("pk", "vault_id"))
    chats = Conversation.objects.visible_to(by).filter(vault__in=set(vaults.values()))
    of_vault = {chat.vault_id: chat for chat in chats.filter(vault__wrapped_key__isnull=False)}
    opened = {vault: open_vault(vault) for vault in of_vault}
    return {
        row: (opened[vault].spellings[str(alias)][1], of_vault[vault])
        for row, alias in wanted.items()
        if (vault := vaults.get(alias)) in opened
    }


def withdraw(*, suggestion: Suggestion, by: User) -> None:
    """Take one's suggestion back. Raises CannotList where it has been decided."""
    on = ("privacy.suggestion", str(suggestion.pk))
    with transaction.atomic():
        suggesting.withdraw(suggestion, by=by)
        audit.record("word.suggestion_withdrawn", by=by, on=on)


def _possible(offered: Offer, known: Identities) -> Offer | None:
    """Offer only what would not be refused; where nobody can tell now, whoever suggests is told."""
    try:
        _check_nobody(known, offered.words)
        suggesting.check_may(offered.words, offered.kind, offered.label)
    except CannotSuggest:
        return None
    except DetectionFailed:
        return offered
    return offered


def _check_nobody(known: Identities, text: str) -> None:
    """Raise CannotSuggest where this work knows somebody by these words."""
    for match in known.find(text):
        if any(known.subjects[subject].label == "PERSON" for subject in match.subjects):
            raise CannotSuggest(suggesting.NO_NAMES)


def _beginning(reference: str) -> str:
    """Return what comes before the number ("LRK" of "LRK-20391")."""
    found = _BEGINNING.match(reference)
    return found[0].strip(" -/.:#") if found else ""
