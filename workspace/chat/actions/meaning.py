"""Who is meant by a word that fits several people: said once for all mentions, or for each.

What was said holds for this message and its documents, as they are: a changed or another message
is asked about anew. A mention keeps its own spelling, so that it can always be opened again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.privacy.identities import Known
from workspace.privacy.placeholders import find_exact
from workspace.privacy.vaults import OpenVault, open_vault

from ..models import Conversation, Message
from .following import Paper, follow, papers, replaced


class CannotSettle(Exception):
    """Nothing was settled. `str(error)` says why, in plain English."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a word stands that fits several people."""

    ref: str
    """"D1p3.2": the third hidden thing in the third paragraph of the first document."""
    word: Known
    means: Known
    """The word itself while it is open; else who is meant."""

    @property
    def is_open(self) -> bool:
        return self.means is self.word


def mentions(paper: Paper, opened: OpenVault) -> Iterator[Mention]:
    """Yield the mentions in one text of words that fit several people, open or settled."""
    for at, found in enumerate(find_exact(paper.text)):
        alias = paper.aliases[at] if at < len(paper.aliases) else ""
        word = opened.spellings.get(alias, (None, ""))[0]
        means = opened.issued.get(found.placeholder)
        if word and means and word.ambiguous:
            yield Mention(f"{paper.mark}.{at}", word, means)


def settle(
    *, conversation: Conversation, word: str, means: Mapping[str, str] | str, by: User
) -> None:
    """Say who is meant: one person's id for all mentions, or mention -> id. "" opens it again."""
    opened = open_vault(conversation.vault_id)
    there = {m.ref for paper in papers(conversation) for m in mentions(paper, opened)
             if m.word.id == word}  # fmt: skip
    said = dict.fromkeys(there, means) if isinstance(means, str) else dict(means)
    if not said or set(said) - there:
        raise CannotSettle("The text has changed meanwhile. Please look again.")
    shown = {ref: _placeholder(opened, word, person) for ref, person in said.items()}
    with transaction.atomic():
        if not all(said.values()):
            _ask_again(conversation, word)
        follow(conversation, first=lambda paper: _said(paper, shown))
        audit.record(
            "chat.settled" if any(said.values()) else "chat.reopened", by=by, on=conversation
        )


def leave_open(*, conversation: Conversation, word: str) -> None:
    """Do not ask about this word any more in the draft as it is."""
    draft = conversation.messages.filter(status=Message.Status.DRAFT).first()
    subject = open_vault(conversation.vault_id).identities.subjects.get(word)
    if draft and subject and subject.ambiguous and word not in draft.left_open:
        draft.left_open = [*draft.left_open, word]
        draft.save(update_fields=["left_open"])


def carried_over(old: Paper, new: Paper, opened: OpenVault) -> str:
    """Return the new masking of an unchanged text with what was said of the old one."""
    before, after = list(mentions(old, opened)), list(mentions(new, opened))
    if [m.word for m in before] != [m.word for m in after]:
        return new.text
    said = {
        now.ref: str(then.means.placeholder)
        for then, now in zip(before, after, strict=True)
        if not then.is_open
    }
    return _said(new, said).text


def _said(paper: Paper, shown: Mapping[str, str]) -> Paper:
    pieces, at = [], 0
    for number, found in enumerate(find_exact(paper.text)):
        here = shown.get(f"{paper.mark}.{number}", str(found.placeholder))
        pieces += [paper.text[at : found.start], here]
        at = found.end
    return replaced(paper, "".join(pieces) + paper.text[at:])


def _placeholder(opened: OpenVault, word: str, person: str) -> str:
    found = opened.identities.subjects.get(person or word)
    if found is None or found.merged_into or found.label != opened.identities.subjects[word].label:
        raise CannotSettle("That person is no longer in the list. Please look again.")
    if found.ambiguous and found.id != word:
        raise CannotSettle("That word fits several people too: choose one of them.")
    return str(found.placeholder)


def _ask_again(conversation: Conversation, word: str) -> None:
    draft = conversation.messages.filter(status=Message.Status.DRAFT).first()
    if draft and word in draft.left_open:
        draft.left_open = [one for one in draft.left_open if one != word]
        draft.save(update_fields=["left_open"])
